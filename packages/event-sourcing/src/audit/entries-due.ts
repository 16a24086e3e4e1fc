import type { LogEntry } from '../repository/event-store.ts';

/** Times of the log may be cut to whole seconds, and those of the writers differ a little from them. */
const TIME_STEP_MS = 1_000;

/** Which entries an audit may miss. Times are milliseconds since 1970. */
export interface DueLimits {
  /** How old an entry must be, in milliseconds. */
  readonly graceMs: number;
  readonly nowMs: number;
  /** Everything that was written until then should have been delivered; `undefined`: everything should. */
  readonly limitMs: number | undefined;
}

/** The first entries of a page, up to the first that is too young, or whose delivery may still be under way. */
export function entriesDue(
  entries: readonly LogEntry[],
  { graceMs, nowMs, limitMs = nowMs }: DueLimits,
): readonly LogEntry[] {
  const youngestMs = Math.min(nowMs - graceMs, limitMs) - TIME_STEP_MS;
  const firstNotDue = entries.findIndex(({ recordedAt }) => Date.parse(recordedAt) > youngestMs);
  return firstNotDue < 0 ? entries : entries.slice(0, firstNotDue);
}
