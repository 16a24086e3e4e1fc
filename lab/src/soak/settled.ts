import { setTimeout as wait } from 'node:timers/promises';
import { readHeads } from './aftermath.ts';
import type { Member } from './population.ts';
import type { Stores } from './stores.ts';

/** How long the system has, when nothing is killed any more, to bring everything up to date. */
const SETTLE_MS = 90_000;

const LOOK_MS = 200;

/** Waits until every aggregate is projected and nothing is under way any more. Answers what is still behind when time is up. */
export async function settled(stores: Stores, members: readonly Member[]): Promise<string[]> {
  const deadline = performance.now() + SETTLE_MS;
  for (;;) {
    const behind = await whatIsBehind(stores, members).catch((error: unknown) => [String(error)]);
    if (behind.length === 0) return [];
    if (performance.now() > deadline)
      return behind.map((what) => `${SETTLE_MS / 1_000} s after the last kill ${what}`);
    await wait(LOOK_MS);
  }
}

async function whatIsBehind(stores: Stores, members: readonly Member[]): Promise<string[]> {
  const heads = await readHeads(stores, members);
  const statuses = await stores.mongoDb.statuses.loadStatuses([...heads.keys()]);
  // What is set aside does not catch up.
  const behind = [...heads].filter(([stream, head]) => {
    const status = statuses.get(stream);
    return status?.failure === undefined && (status?.projected ?? -1) < head;
  });
  const { outstanding } = await stores.groupLoad();
  return [
    ...behind.map(
      ([stream, head]) => `${stream} is at ${head}, projected ${statuses.get(stream)?.projected}`,
    ),
    ...(outstanding > 0 ? [`${outstanding} deliveries are not acknowledged`] : []),
  ];
}
