import type { Pipeline, WorkerSwitchEffect } from '@tools-provider/contracts';

/** What those have to know who search for a fault: what a switch does, and what becomes of it. */
export function switchSentence({ effect, delayMs, eventType }: WorkerSwitchEffect, whose = ''): string {
  const events = `${eventType === null ? 'every event' : `every ${eventType}`}${whose}`;
  switch (effect) {
    case 'pause':
      return `A development switch holds ${events}: what is changed is saved, and shows when the switch is taken away.`;
    case 'slow':
      return `A development switch holds ${events} for ${delayMs} ms, so that changes show late.`;
    case 'poison':
      return `A development switch lets ${events} fail, which sets the aggregate aside.`;
  }
}

/** What the switches that are set do to every aggregate, in one sentence; undefined when there is nothing of the kind. */
export function switchesForAll(switches: Pipeline['switches']): string | undefined {
  const [first, ...others] = (switches ?? []).filter(({ subject }) => subject === null);
  if (first === undefined) return undefined;
  const more = others.length === 0 ? '' : ` ${others.length} more ${others.length === 1 ? 'is' : 'are'} set.`;
  return `${switchSentence(first)}${more}`;
}

/** What a switch does to one aggregate, in a sentence; undefined when none does anything to it. */
export function switchFor(switches: Pipeline['switches'], id: string): string | undefined {
  const found = (switches ?? []).find(({ subject }) => subject === null || subject === id);
  return found === undefined ? undefined : switchSentence(found, found.subject === null ? '' : ' of it');
}
