import { streamNaming } from '../aggregate/stream-name.ts';
import type { LogFollower, LogObserver } from '../repository/event-store.ts';
import { DeliveryQueue } from './delivery-queue.ts';
import type { InMemoryEventStore } from './in-memory-event-store.ts';

/** Follows the streams of one category in an {@link InMemoryEventStore}, with the semantics of the port. It tells after the append, never in the midst of it. */
export class InMemoryLogFollower implements LogFollower {
  readonly #eventStore: InMemoryEventStore;
  readonly #prefix: string;

  constructor(eventStore: InMemoryEventStore, category: string) {
    this.#eventStore = eventStore;
    this.#prefix = streamNaming(category).prefix;
  }

  async follow(
    observer: LogObserver,
    { signal, afterPosition = '0' }: { readonly signal: AbortSignal; readonly afterPosition?: string },
  ): Promise<void> {
    if (signal.aborted) return;
    const calls = new DeliveryQueue<() => void>();
    const stop = this.#eventStore.followLog(({ id, stream, revision, position, type }, recordedAt) => {
      if (!stream.startsWith(this.#prefix) || BigInt(position) <= BigInt(afterPosition)) return;
      const entry = { stream, revision, position, eventId: id, type, recordedAt };
      calls.push(() => observer.onEntry(entry));
    });
    calls.push(() => observer.onCaughtUp());
    const end = () => calls.end();
    signal.addEventListener('abort', end, { once: true });
    try {
      for await (const call of calls) call();
    } finally {
      stop();
      signal.removeEventListener('abort', end);
    }
  }
}
