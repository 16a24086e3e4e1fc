import type { FeedEvent } from '../read-side/feed.ts';
import type { ReconciliatorLog } from '../reconciliation/pipeline-observer.ts';
import type { Saga } from './saga.ts';

/** What a feed is watched for. */
export interface PrefixWatchParts {
  readonly saga: Saga;
  readonly typePrefix: string;
  readonly log: ReconciliatorLog;
}

/**
 * Notices a saga that waits in vain: what it waits for is in the feed, with something else before it than the saga was told. Says so once,
 * and looks no more when an event was as expected.
 */
export class PrefixWatch {
  readonly #parts: PrefixWatchParts;
  #isOver = false;

  constructor(parts: PrefixWatchParts) {
    this.#parts = parts;
  }

  look(events: readonly FeedEvent[]): void {
    const { saga, typePrefix, log } = this.#parts;
    for (const { type } of events) {
      if (this.#isOver) return;
      this.#isOver = type.startsWith(typePrefix) && saga.eventTypes.has(type.slice(typePrefix.length));
      const missed = this.#isOver ? undefined : [...saga.eventTypes].find((each) => endsIn(type, each));
      if (missed === undefined) continue;
      this.#isOver = true;
      const other = JSON.stringify(type.slice(0, -missed.length));
      log.warn(
        { saga: saga.name, typePrefix, type },
        `A saga passes by what it waits for: is its typePrefix to be ${other}?`,
      );
    }
  }
}

/** Whether a type is another one with something before it, and not only a longer word. */
function endsIn(type: string, other: string): boolean {
  return type.endsWith(other) && !/[\w-]/.test(type.at(-other.length - 1) ?? '');
}
