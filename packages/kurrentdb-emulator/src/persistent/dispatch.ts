import { type Consumer, hasRoom, type Message } from './consumer.ts';
import type { ConsumerStrategy } from './group-settings.ts';

/** Chooses who gets a message; nobody when those who may have it are full. */
export interface Dispatch {
  choose(message: Message, consumers: readonly Consumer[]): Consumer | undefined;
  /** Whether a message behind one that found nobody may still go out. */
  readonly mayOvertake: boolean;
}

/** The consumer strategy of that name. */
export function dispatchBy(strategy: ConsumerStrategy): Dispatch {
  switch (strategy) {
    case 'DispatchToSingle':
      return { choose: (_, consumers) => consumers.find(hasRoom), mayOvertake: false };
    case 'RoundRobin':
      return roundRobin();
    case 'Pinned':
      return { choose: pinned, mayOvertake: true };
  }
}

function roundRobin(): Dispatch {
  let turn = 0;
  return {
    mayOvertake: false,
    choose(_, consumers) {
      for (let step = 0; step < consumers.length; step += 1) {
        const index = (turn + step) % consumers.length;
        const consumer = consumers[index];
        if (consumer === undefined || !hasRoom(consumer)) continue;
        turn = index + 1;
        return consumer;
      }
      return undefined;
    },
  };
}

/**
 * A stream's events go to one consumer, the one whose hash with the stream is highest: so a consumer that
 * joins or leaves moves only its own share of the streams. With that consumer full, they wait.
 */
function pinned(message: Message, consumers: readonly Consumer[]): Consumer | undefined {
  let owner: Consumer | undefined;
  let highest = -1;
  for (const consumer of consumers) {
    const weight = hash(`${consumer.id}/${message.sourceStream}`);
    if (weight <= highest) continue;
    highest = weight;
    owner = consumer;
  }
  return owner !== undefined && hasRoom(owner) ? owner : undefined;
}

/** FNV-1a with a final mix, so that names that differ in one digit spread. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  }
  value = Math.imul(value ^ (value >>> 15), 0x85ebca6b);
  return (value ^ (value >>> 13)) >>> 0;
}
