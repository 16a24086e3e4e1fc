import { CodedError } from '@tools-provider/mediator';
import type { EventToAppend, RecordedEvent } from '../aggregate/domain-event.ts';
import type { AppendResult, EventStore, ReadRange } from '../repository/event-store.ts';

/** Is told of an event of the log, and when the log took it, ISO 8601. */
export type LogTold = (event: RecordedEvent, recordedAt: string) => void;

/**
 * An event store that lasts as long as the process, with the semantics of the port: for tests of what is built on it. Events go through
 * JSON, as in a real log.
 */
export class InMemoryEventStore implements EventStore {
  readonly #streams = new Map<string, readonly RecordedEvent[]>();
  readonly #log: { readonly event: RecordedEvent; readonly recordedAt: string }[] = [];
  readonly #followers = new Set<LogTold>();
  #position = 0;
  #appendCount = 0;

  /** How many appends have stored something. */
  get appendCount(): number {
    return this.#appendCount;
  }

  async append(
    stream: string,
    expectedRevision: number,
    events: readonly EventToAppend[],
  ): Promise<AppendResult> {
    const stored = this.#streams.get(stream) ?? [];
    const currentRevision = stored.length - 1;
    if (expectedRevision !== currentRevision) {
      if (isStoredAlready(stored, expectedRevision, events)) {
        return { revision: expectedRevision + events.length };
      }
      throw new CodedError(
        'conflict',
        'revision-conflict',
        `${stream} is at revision ${currentRevision}, not ${expectedRevision}`,
        { currentRevision },
      );
    }
    if (events.length === 0) return { revision: currentRevision };
    const recordedAt = new Date().toISOString();
    const appended = events.map((event, index) => ({
      ...this.#record(stream, stored.length + index, event),
      recordedAt,
    }));
    this.#streams.set(stream, [...stored, ...appended]);
    this.#appendCount += 1;
    for (const event of appended) {
      this.#log.push({ event, recordedAt });
      for (const tell of this.#followers) tell(event, recordedAt);
    }
    return { revision: currentRevision + events.length };
  }

  async *read(stream: string, { from = 0, limit }: ReadRange = {}): AsyncIterable<RecordedEvent> {
    const stored = this.#streams.get(stream);
    if (stored === undefined) {
      throw new CodedError('not-found', 'stream-not-found', `There is no stream ${stream}`);
    }
    yield* stored.slice(from, limit === undefined ? undefined : from + limit);
  }

  async readLast(stream: string): Promise<RecordedEvent | undefined> {
    return this.#streams.get(stream)?.at(-1);
  }

  /**
   * Tells of every event of every stream in the order in which they were appended: at once of those that are there, and of each further one
   * before its append is answered. Answers how to stop.
   */
  followLog(tell: LogTold): () => void {
    for (const { event, recordedAt } of this.#log) tell(event, recordedAt);
    this.#followers.add(tell);
    return () => this.#followers.delete(tell);
  }

  #record(stream: string, revision: number, event: EventToAppend): RecordedEvent {
    this.#position += 1;
    const { id, type, data, metadata } = JSON.parse(JSON.stringify(event)) as EventToAppend;
    return { id, type, data, metadata, stream, revision, position: String(this.#position) };
  }
}

/** An append that is repeated, because its answer was lost, stores nothing and succeeds. */
function isStoredAlready(
  stored: readonly RecordedEvent[],
  expectedRevision: number,
  events: readonly EventToAppend[],
): boolean {
  return (
    events.length > 0 && events.every(({ id }, index) => stored[expectedRevision + 1 + index]?.id === id)
  );
}
