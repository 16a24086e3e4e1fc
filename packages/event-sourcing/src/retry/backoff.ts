/** The wait before the `attempt`th repetition (from 1), in milliseconds: doubled each time up to `maxMs`, with full jitter in its upper half. */
export function backoffMs(attempt: number, baseMs: number, maxMs: number): number {
  const ceiling = Math.min(maxMs, baseMs * 2 ** (attempt - 1));
  return ceiling / 2 + Math.random() * (ceiling / 2);
}
