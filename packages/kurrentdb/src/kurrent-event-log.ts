import { type Filter, type KurrentDBClient, streamNameFilter } from '@kurrent/kurrentdb-client';
import { type EventLog, type RecordedEvent, streamNaming } from '@tools-provider/event-sourcing';
import { readLastEvent } from './last-event.ts';
import { logPosition } from './log-position.ts';
import { readEvents } from './read-events.ts';
import { toRecordedEvent } from './recorded-event.ts';

/** How many events one read asks for. */
const READ_EVENTS = 5_000;

/** The {@link EventLog} on reads of `$all`, filtered by the prefix of the product's streams: they need no index, so none can hide an event. */
export class KurrentEventLog implements EventLog {
  readonly #client: KurrentDBClient;
  readonly #categoryStream: string;
  readonly #filter: Filter;
  readonly #deadlineMs: number;

  /** `deadlineMs` is what a read may take until its next event. */
  constructor(client: KurrentDBClient, category: string, deadlineMs: number) {
    this.#client = client;
    this.#categoryStream = `$ce-${category}`;
    this.#filter = streamNameFilter({ prefixes: [streamNaming(category).prefix] });
    this.#deadlineMs = deadlineMs;
  }

  async *readAll(afterPosition?: string): AsyncIterable<RecordedEvent> {
    let after = afterPosition;
    for (let isEnd = false; !isEnd; ) {
      let read = 0;
      for await (const event of this.#readFrom(after)) {
        read += 1;
        // A position is included.
        if (event.position === after) continue;
        yield event;
        if (read === READ_EVENTS) after = event.position;
      }
      isEnd = read < READ_EVENTS;
    }
  }

  /** By the category's own count, where the server keeps one. */
  async countEvents(): Promise<number | undefined> {
    const wish = { stream: this.#categoryStream, deadlineMs: this.#deadlineMs };
    const last = await readLastEvent(this.#client, wish);
    return last === undefined ? undefined : Number(last.revision) + 1;
  }

  async *#readFrom(position: string | undefined): AsyncIterable<RecordedEvent> {
    const part = { fromPosition: logPosition(position), filter: this.#filter, maxCount: READ_EVENTS };
    const begin = () => this.#client.readAll(part);
    for await (const event of readEvents(begin, this.#deadlineMs)) yield toRecordedEvent(event);
  }
}
