import { NO_REVISION } from '../aggregate/aggregate-root.ts';
import type { RecordedEvent } from '../aggregate/domain-event.ts';
import { EventProcessingError, type FailedEvent } from '../errors.ts';
import { isNoStream } from '../repository/event-at.ts';
import type { EventStore } from '../repository/event-store.ts';
import type { ProjectionStatus } from './projection-status.ts';
import { type FailedStep, type SpanRequest, TO_END } from './span-request.ts';

/** Which events are wanted of a stream that stands somewhere. */
export interface NextEventsWish {
  readonly request: SpanRequest;
  readonly status: ProjectionStatus | undefined;
  readonly wanted: number;
  readonly limit: number;
}

/**
 * The stream's events after the one that was projected last, without a gap: delivered ones where they fit, the stream's own where they do
 * not. What is read goes on from the event that was projected last, so that a log which holds another one there is noticed; that, and an
 * event that the log no longer holds, comes as a failed step in place of the event.
 */
export async function* nextEvents(
  eventStore: EventStore,
  { request: { stream, delivered }, status, wanted, limit }: NextEventsWish,
): AsyncIterable<RecordedEvent | FailedStep> {
  const projected = status?.projected ?? NO_REVISION;
  let next = projected + 1;
  if (status?.failure?.code !== 'diverged') {
    const byRevision = new Map(delivered.map((event) => [event.revision, event]));
    for (let event = byRevision.get(next); event !== undefined; event = byRevision.get(next)) {
      yield event;
      next += 1;
    }
  }
  if (next > wanted) return;
  const isChecked = next === projected + 1 && status?.lastEventId !== undefined;
  const from = isChecked ? projected : next;
  let expected = from;
  for await (const event of read(eventStore, stream, from, limit + 1)) {
    if (event.revision !== expected) {
      yield isChecked && expected === projected
        ? divergedAt(stream, status, event)
        : missingBefore(event, expected);
      return;
    }
    expected += 1;
    if (event.revision > projected) yield event;
    else if (event.id !== status?.lastEventId) {
      yield divergedAt(stream, status, event);
      return;
    }
  }
  if (isChecked && expected === projected) yield divergedAt(stream, status, undefined);
  else if (wanted !== TO_END && expected <= wanted && expected - from <= limit)
    yield missingAtEnd(stream, expected, wanted);
}

/** The failed step of a stream whose log is not the one that was projected; `found` is what stands in the place of the last event. */
export function divergedAt(
  stream: string,
  status: ProjectionStatus | undefined,
  found: RecordedEvent | undefined,
): FailedStep {
  const at = status?.projected ?? NO_REVISION;
  const expected: FailedEvent = {
    id: status?.lastEventId ?? '',
    type: found?.type ?? '',
    stream,
    revision: at,
  };
  const message =
    found === undefined
      ? `The log ends before revision ${at}, which was projected`
      : `The log holds the event ${found.id} where ${expected.id} was projected`;
  const error = new EventProcessingError(message, expected, {}, 'diverged');
  return { event: expected, at, error, isFinal: true };
}

/** What was told of, and is not there. It is looked for again, as a log may say it a moment later. */
function missingAtEnd(stream: string, revision: number, wanted: number): FailedStep {
  const missing: FailedEvent = { id: '', type: '', stream, revision };
  const message = `The log does not hold it, although revision ${wanted} was delivered or listed`;
  const error = new EventProcessingError(message, missing, {}, 'missing-event');
  return { event: missing, at: revision - 1, error };
}

function missingBefore(event: RecordedEvent, expected: number): FailedStep {
  const missing = { ...event, revision: expected };
  const message = `The log no longer holds it; the next event that it holds has revision ${event.revision}`;
  const error = new EventProcessingError(message, missing, {}, 'missing-event');
  return { event: missing, at: expected - 1, error, isFinal: true };
}

/** A stream that does not exist, or was removed, has no events. */
async function* read(
  eventStore: EventStore,
  stream: string,
  from: number,
  limit: number,
): AsyncIterable<RecordedEvent> {
  try {
    yield* eventStore.read(stream, { from, limit });
  } catch (error) {
    if (!isNoStream(error)) throw error;
  }
}
