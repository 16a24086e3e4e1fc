import { setTimeout as wait } from 'node:timers/promises';
import { BACKWARDS, END, jsonEvent, type KurrentDBClient, NO_STREAM, START } from '@kurrent/kurrentdb-client';
import {
  type AppendResult,
  type EventStore,
  type EventToAppend,
  NO_REVISION,
  type ReadRange,
  type RecordedEvent,
} from '@tools-provider/event-sourcing';
import { CodedError } from '@tools-provider/mediator';
import { classify, wasNeverSent } from './classify.ts';
import { toRecordedEvent } from './recorded-event.ts';

/** How often an append that got no answer is sent again, with the same ids at the same revision. */
const APPEND_ATTEMPTS = 4;

/** The wait before the first repetition, in milliseconds; each further one waits twice as long. */
const APPEND_RETRY_MS = 100;

/** The {@link EventStore} on KurrentDB. */
export class KurrentEventStore implements EventStore {
  readonly #client: KurrentDBClient;

  constructor(client: KurrentDBClient) {
    this.#client = client;
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
    for (let attempt = 1; ; attempt += 1) {
      try {
        const result = await this.#client.appendToStream(stream, data, { streamState });
        return { revision: Number(result.nextExpectedRevision) };
      } catch (thrown) {
        const error = classify(thrown);
        if (error.kind !== 'unavailable') throw error;
        mayBeStored ||= !wasNeverSent(thrown);
        if (attempt === APPEND_ATTEMPTS) throw mayBeStored ? outcomeUnknown(stream, error) : error;
        await wait(APPEND_RETRY_MS * 2 ** (attempt - 1));
      }
    }
  }

  async *read(stream: string, range: ReadRange = {}): AsyncIterable<RecordedEvent> {
    const fromRevision = range.from === undefined || range.from === 0 ? START : BigInt(range.from);
    const limit = range.limit === undefined ? {} : { maxCount: range.limit };
    try {
      for await (const { event } of this.#client.readStream(stream, { fromRevision, ...limit })) {
        if (event !== undefined) yield toRecordedEvent(event);
      }
    } catch (error) {
      throw classify(error);
    }
  }

  async readLast(stream: string): Promise<RecordedEvent | undefined> {
    try {
      const last = this.#client.readStream(stream, { direction: BACKWARDS, fromRevision: END, maxCount: 1 });
      for await (const { event } of last) {
        if (event !== undefined) return toRecordedEvent(event);
      }
      return undefined;
    } catch (error) {
      const classified = classify(error);
      if (classified.code === 'stream-not-found') return undefined;
      throw classified;
    }
  }
}

function outcomeUnknown(stream: string, cause: CodedError): CodedError {
  return new CodedError('unavailable', 'outcome-unknown', `No answer came for the append to ${stream}`, {
    cause,
  });
}
