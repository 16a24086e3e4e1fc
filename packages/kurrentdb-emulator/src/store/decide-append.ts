import type { EventPlace } from './recent-ids.ts';
import { isThere, type StreamState } from './stream-directory.ts';

/** What a writer expects of the stream: an exact revision, or one of the three looser forms. */
export type ExpectedRevision = number | 'any' | 'no-stream' | 'stream-exists';

/** Looks that the decision needs; both speak of events on disk or in the running transaction. */
export interface Known {
  recentlyWritten(id: string): EventPlace | undefined;
  idAt(stream: StreamState, revision: number): string | undefined;
}

/** `write` it; `repeated`: it was written before, ending at `last`; or the stream is not as expected. */
export type AppendDecision =
  | { readonly kind: 'write' }
  | { readonly kind: 'repeated'; readonly last: number }
  | { readonly kind: 'wrong-revision' };

const write: AppendDecision = { kind: 'write' };
const wrong: AppendDecision = { kind: 'wrong-revision' };

/**
 * Decides an append as KurrentDB does. Event ids are compared only when the expected revision is not the
 * current one: with an exact revision below the head, the append is a repetition if exactly these events
 * follow it; with `any` and `stream-exists`, if the first event was written to this stream recently.
 */
export function decideAppend(
  stream: StreamState,
  expected: ExpectedRevision,
  ids: readonly string[],
  known: Known,
): AppendDecision {
  if (expected === 'stream-exists' && !isThere(stream)) return wrong;
  if (expected === 'any' || expected === 'stream-exists') return decideLoose(stream, ids, known);
  if (expected === 'no-stream' && !isThere(stream)) return write;
  const revision = expected === 'no-stream' ? -1 : expected;
  if (revision === stream.head) return write;
  if (revision > stream.head || ids.length === 0) return wrong;
  const allFollow = ids.every((id, index) => known.idAt(stream, revision + 1 + index) === id);
  return allFollow ? { kind: 'repeated', last: revision + ids.length } : wrong;
}

function decideLoose(stream: StreamState, ids: readonly string[], known: Known): AppendDecision {
  const places = ids.map((id) => known.recentlyWritten(id));
  const first = places[0];
  if (first === undefined || first.stream !== stream.name) return write;
  // The server calls a half-known append "corrupted idempotency" and answers it as a wrong revision.
  const last = places.at(-1);
  if (last === undefined || places.some((place) => place?.stream !== stream.name)) return wrong;
  return { kind: 'repeated', last: last.revision };
}
