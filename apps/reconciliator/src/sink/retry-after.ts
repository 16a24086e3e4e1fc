/** Longer than this nobody is left alone, in milliseconds: an absurd wish must not end the delivery. */
const LONGEST_MS = 300_000;

/** The statuses whose `Retry-After` is heeded: too many requests, and not available. */
const STATUSES = new Set([429, 503]);

/** For how long a receiver asks to be left alone (RFC 9110, section 10.2.3: seconds or a date), in milliseconds from `nowMs`, at most 5 minutes. */
export function retryAfterMs(
  { status, headers }: Pick<Response, 'status' | 'headers'>,
  nowMs: number,
): number | undefined {
  const wanted = headers.get('retry-after')?.trim() ?? '';
  if (!STATUSES.has(status) || wanted === '') return undefined;
  const ms = /^\d+$/.test(wanted) ? Number(wanted) * 1_000 : Date.parse(wanted) - nowMs;
  return Number.isNaN(ms) ? undefined : Math.min(LONGEST_MS, Math.max(0, ms));
}
