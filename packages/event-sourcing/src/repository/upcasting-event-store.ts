import type { EventToAppend, RecordedEvent } from '../aggregate/domain-event.ts';
import type { Upcasters } from '../aggregate/upcaster.ts';
import type { AppendResult, EventStore, ReadRange } from './event-store.ts';

/** An event store whose events are read as the newest version of their type. What is stored is not touched. */
export class UpcastingEventStore implements EventStore {
  readonly #eventStore: EventStore;
  readonly #upcasters: Upcasters;

  constructor(eventStore: EventStore, upcasters: Upcasters) {
    this.#eventStore = eventStore;
    this.#upcasters = upcasters;
  }

  append(stream: string, expectedRevision: number, events: readonly EventToAppend[]): Promise<AppendResult> {
    return this.#eventStore.append(stream, expectedRevision, events);
  }

  async *read(stream: string, range?: ReadRange): AsyncIterable<RecordedEvent> {
    for await (const event of this.#eventStore.read(stream, range)) yield this.#upcasters.upcast(event);
  }

  async readLast(stream: string): Promise<RecordedEvent | undefined> {
    const last = await this.#eventStore.readLast(stream);
    return last === undefined ? undefined : this.#upcasters.upcast(last);
  }
}
