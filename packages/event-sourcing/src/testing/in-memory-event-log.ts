import type { RecordedEvent } from '../aggregate/domain-event.ts';
import { streamNaming } from '../aggregate/stream-name.ts';
import type { EventLog } from '../rebuild/event-log.ts';
import type { InMemoryEventStore } from './in-memory-event-store.ts';

/** Reads every event of one category in an {@link InMemoryEventStore}, with the semantics of the port. */
export class InMemoryEventLog implements EventLog {
  readonly #eventStore: InMemoryEventStore;
  readonly #prefix: string;

  constructor(eventStore: InMemoryEventStore, category: string) {
    this.#eventStore = eventStore;
    this.#prefix = streamNaming(category).prefix;
  }

  async *readAll(afterPosition = '0'): AsyncIterable<RecordedEvent> {
    yield* this.#events().filter(({ position }) => BigInt(position) > BigInt(afterPosition));
  }

  async countEvents(): Promise<number> {
    return this.#events().length;
  }

  #events(): RecordedEvent[] {
    const events: RecordedEvent[] = [];
    const stop = this.#eventStore.followLog((event) => {
      if (event.stream.startsWith(this.#prefix)) events.push(event);
    });
    stop();
    return events;
  }
}
