const FIRST_MS = 250;
const LONGEST_MS = 10_000;

/** How long to wait before the nth attempt to connect again (from 1): doubling, at most 10 s, with jitter so that browsers spread out. */
export function backoffMs(attempt: number, random: () => number = Math.random): number {
  const full = Math.min(LONGEST_MS, FIRST_MS * 2 ** (attempt - 1));
  return Math.round(full / 2 + (random() * full) / 2);
}
