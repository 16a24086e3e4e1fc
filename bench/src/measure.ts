import { setTimeout as wait } from 'node:timers/promises';

/** Runs `work` for each number below `count`, `callers` at a time, and answers how long all of it took, in seconds. */
export async function secondsFor(
  count: number,
  callers: number,
  work: (n: number) => Promise<void>,
): Promise<number> {
  let next = 0;
  const call = async () => {
    while (next < count) await work(next++);
  };
  const start = performance.now();
  await Promise.all(Array.from({ length: callers }, call));
  return (performance.now() - start) / 1000;
}

/** How often each work is done. */
export interface Rounds {
  readonly count: number;
  readonly callers: number;
  readonly rounds: number;
}

/**
 * Measures each work several times in turn, and answers the best seconds of each: what else the machine does is in none of them. The first
 * round of all is to warm up.
 */
export async function bestOf<Name extends string>(
  works: Readonly<Record<Name, (n: number) => Promise<void>>>,
  { count, callers, rounds }: Rounds,
): Promise<Record<Name, number>> {
  const best = new Map<string, number>();
  for (let round = 0; round <= rounds; round += 1) {
    for (const [name, work] of Object.entries<(n: number) => Promise<void>>(works)) {
      const seconds = await secondsFor(count, callers, work);
      if (round > 0) best.set(name, Math.min(seconds, best.get(name) ?? Number.POSITIVE_INFINITY));
    }
  }
  return Object.fromEntries(best) as Record<Name, number>;
}

/** The value below which the given share of the samples lies. */
export function percentile(samples: readonly number[], share: number): number {
  const sorted = samples.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/** Items a second. */
export interface Rate {
  readonly name: string;
  readonly perSecond: number;
}

/** Prints what was measured against what it is compared with: rates and their ratio. */
export function printRatio(what: string, measured: Rate, raw: Rate): void {
  const ratio = measured.perSecond / raw.perSecond;
  const rate = ({ name, perSecond }: Rate) => `${name} ${Math.round(perSecond).toLocaleString('en')}/s`;
  console.log(`${what.padEnd(46)} ${ratio.toFixed(2)}   (${rate(measured)}, ${rate(raw)})`);
}

/** Begins `work` for each number below `count`, so many a second, however long each takes; resolves when all have ended. */
export async function atRate(
  perSecond: number,
  count: number,
  work: (n: number) => Promise<void>,
): Promise<void> {
  const start = performance.now();
  const begun: Promise<void>[] = [];
  for (let n = 0; n < count; n += 1) {
    const aheadMs = start + (n * 1000) / perSecond - performance.now();
    if (aheadMs >= 1) await wait(aheadMs);
    begun.push(work(n));
  }
  await Promise.all(begun);
}
