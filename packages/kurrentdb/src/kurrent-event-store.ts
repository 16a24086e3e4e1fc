import { setTimeout as wait } from 'node:timers/promises';
import { jsonEvent, type KurrentDBClient, NO_STREAM, START } from '@kurrent/kurrentdb-client';
import {
  type AppendResult,
  type EventStore,
  type EventToAppend,
  NO_REVISION,
  type ReadRange,
  type RecordedEvent,
} from '@tools-provider/event-sourcing';
import { CodedError } from '@tools-provider/mediator';
import { answeredInTime } from './answered-in-time.ts';
import { classify, wasNeverSent } from './classify.ts';
import { readLastEvent } from './last-event.ts';
import { readEvents } from './read-events.ts';
import { toRecordedEvent } from './recorded-event.ts';

/** How often an append that got no answer is sent again, with the same ids at the same revision. */
const APPEND_ATTEMPTS = 4;

/** The wait before the first repetition, in milliseconds; each further one waits twice as long. */
const APPEND_RETRY_MS = 100;

/** The {@link EventStore} on KurrentDB. */
export class KurrentEventStore implements EventStore {
  readonly #client: KurrentDBClient;
  readonly #deadlineMs: number;

  /** `deadlineMs` is what an append may take with all its repetitions, and what a read may take until its next event. */
  constructor(client: KurrentDBClient, deadlineMs: number) {
    this.#client = client;
    this.#deadlineMs = deadlineMs;
  }

  async append(
    stream: string,
    expectedRevision: number,
    events: readonly EventToAppend[],
  ): Promise<AppendResult> {
    const streamState = expectedRevision === NO_REVISION ? NO_STREAM : BigInt(expectedRevision);
    const data = events.map(({ id, type, data, metadata }) =>
      jsonEvent({ id, type, data: data as Record<string, unknown>, metadata: { ...metadata } }),
    );
    let mayBeStored = false;
    const givenUpAt = performance.now() + this.#deadlineMs;
    for (let attempt = 1; ; attempt += 1) {
      try {
        const answer = this.#client.appendToStream(stream, data, { streamState });
        const result = await answeredInTime(answer, Math.max(1, givenUpAt - performance.now()));
        return { revision: Number(result.nextExpectedRevision) };
      } catch (thrown) {
        const error = classify(thrown);
        if (error.kind !== 'unavailable') throw error;
        mayBeStored ||= !wasNeverSent(thrown);
        const waitMs = APPEND_RETRY_MS * 2 ** (attempt - 1);
        const isLast = attempt === APPEND_ATTEMPTS || performance.now() + waitMs > givenUpAt;
        if (isLast) throw mayBeStored ? outcomeUnknown(stream, error) : error;
        await wait(waitMs);
      }
    }
  }

  async *read(stream: string, range: ReadRange = {}): AsyncIterable<RecordedEvent> {
    const fromRevision = range.from === undefined || range.from === 0 ? START : BigInt(range.from);
    const limit = range.limit === undefined ? {} : { maxCount: range.limit };
    const begin = () => this.#client.readStream(stream, { fromRevision, ...limit });
    for await (const event of readEvents(begin, this.#deadlineMs)) yield toRecordedEvent(event);
  }

  async readLast(stream: string): Promise<RecordedEvent | undefined> {
    const last = await readLastEvent(this.#client, { stream, deadlineMs: this.#deadlineMs });
    return last === undefined ? undefined : toRecordedEvent(last);
  }
}

function outcomeUnknown(stream: string, cause: CodedError): CodedError {
  return new CodedError('unavailable', 'outcome-unknown', `No answer came for the append to ${stream}`, {
    cause,
  });
}
