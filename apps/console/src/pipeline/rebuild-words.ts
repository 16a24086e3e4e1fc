import type { RebuildJobBody } from '@tools-provider/contracts';
import { count, counted } from '../time/numbers.ts';

/** What a projection is called; `all` stands for every one. */
export function projectionName(name: string): string {
  return name === 'all' ? 'all projections' : name;
}

/** What a job does at the moment. */
export function phaseWords({ kind, state, projection, isCancelRequested }: RebuildJobBody): string {
  const what = projectionName(projection);
  if (isCancelRequested) return `Ending the ${kind} of ${what}`;
  switch (state) {
    case 'queued':
      return `The ${kind} of ${what} waits for a worker`;
    case 'running':
      return kind === 'verify' ? `Verifying ${what}` : `Rebuilding ${what}: reading the log`;
    case 'verifying':
      return `${kind === 'verify' ? 'Verifying' : 'Rebuilding'} ${what}: comparing documents with their streams`;
    case 'swapping':
      return `Rebuilding ${what}: catching up, then showing the new documents`;
    default:
      return `The ${kind} of ${what} is over`;
  }
}

/** How far the present phase is, and how long it will take. */
export function progressWords({ progress }: RebuildJobBody): string {
  const { events, totalEvents, eventsPerSecond, etaSeconds } = progress;
  const done =
    totalEvents === null
      ? counted(events, 'event')
      : `${count(events)} of about ${counted(totalEvents, 'event')}`;
  const rate = eventsPerSecond === 0 ? '' : ` · ${count(eventsPerSecond)} a second`;
  return `${done}${rate}${etaSeconds === null ? '' : ` · ${etaWords(etaSeconds)}`}`;
}

function etaWords(seconds: number): string {
  if (seconds < 1) return 'nearly done';
  return seconds < 60 ? `about ${count(seconds)} s left` : `about ${count(Math.ceil(seconds / 60))} min left`;
}

/** How a job that is over ended. */
export interface Outcome {
  readonly tone: 'ok' | 'warn' | 'bad' | 'plain';
  readonly words: string;
}

/** What came of a job; undefined while it waits or is under way. */
export function outcomeOf(job: RebuildJobBody): Outcome | undefined {
  const { kind, state, projection, progress, differences, isBounded, error } = job;
  const what = projectionName(projection);
  if (state === 'cancelled')
    return { tone: 'plain', words: `The ${kind} of ${what} was cancelled; nothing was changed` };
  if (state === 'failed')
    return { tone: 'bad', words: error ?? `The ${kind} of ${what} failed; nothing was changed` };
  if (state !== 'done') return undefined;
  const streams = counted(progress.checkedStreams, 'stream');
  if (kind === 'rebuild') return { tone: 'ok', words: `Rebuilt ${what}, and compared with ${streams}` };
  if (differences.length === 0) return { tone: 'ok', words: `Verified ${what}: equal to ${streams}` };
  const found = `${isBounded ? 'more than ' : ''}${counted(differences.length, 'difference')}`;
  return { tone: 'warn', words: `Verified ${what}: ${found} in ${streams}. A rebuild mends them` };
}
