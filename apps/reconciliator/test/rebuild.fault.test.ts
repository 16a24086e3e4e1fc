import { randomUUID } from 'node:crypto';
import { parseStreamName } from '@tools-provider/domain';
import { ALL_PROJECTIONS, isOver, type RebuildJob, type RebuildKind } from '@tools-provider/event-sourcing';
import { connectMongoDb } from '@tools-provider/mongodb';
import type { ToolGroupDocument } from '@tools-provider/read-model';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type EmbeddedStores, startEmbeddedStores } from './embedded-stores.ts';
import { expectConsistent } from './expect-consistent.ts';
import { GroupLoad } from './group-load.ts';
import { untilProjected } from './projected.ts';
import { startWorker, type WorkerProcess } from './worker-process.ts';

/** Each caller changes groups of its own. */
const CALLERS = 6;
const GROUPS_PER_CALLER = 20;
const GROUPS = CALLERS * GROUPS_PER_CALLER;
/** Long enough for a machine that is busy with other tests, too. */
const PATIENCE = { timeout: 60_000, interval: 20 };

let stores: EmbeddedStores;
let workers: WorkerProcess[];
let loads: readonly GroupLoad[];
let enough: AbortController;
beforeEach(async () => {
  stores = await startEmbeddedStores();
  workers = [];
  loads = Array.from({ length: CALLERS }, () => new GroupLoad(stores, GROUPS_PER_CALLER));
  enough = new AbortController();
  for (let n = 0; n < 2; n += 1) await Promise.all(loads.map((load) => load.changeAll()));
});
afterEach(async () => {
  enough.abort();
  await Promise.all(workers.map((worker) => worker.kill()));
  await stores.close();
});

async function join(): Promise<WorkerProcess> {
  const worker = startWorker(stores, { LOG_LEVEL: 'error', LEASE_TTL_MS: '3000' });
  workers.push(worker);
  await worker.ready;
  return worker;
}

const request = (kind: RebuildKind) =>
  stores.mongoDb.rebuildJobs.request({
    id: randomUUID(),
    kind,
    projection: ALL_PROJECTIONS,
    requestedBy: 'ada',
  });

async function until({ id }: RebuildJob, isReached: (job: RebuildJob) => boolean): Promise<RebuildJob> {
  let job: RebuildJob | undefined;
  const look = async () => {
    job = await stores.mongoDb.rebuildJobs.get(id);
    return job !== undefined && isReached(job);
  };
  await expect.poll(look, PATIENCE).toBe(true);
  if (job === undefined) throw new Error('There is no such job');
  return job;
}

const keepChanging = () => Promise.all(loads.map((load) => load.changeUntil(enough.signal)));
const heads = () => new Map(loads.flatMap((load) => [...load.heads]));
const events = () => loads.reduce((sum, load) => sum + load.events, 0);

/** Reads documents, one after the other, until there was enough, as a reader who is told nothing; no revision may go back. */
async function watchRevisions(): Promise<number> {
  const reader = connectMongoDb(stores.mongoDbUrl);
  const seen = new Map<string, number>();
  let reads = 0;
  while (!enough.signal.aborted) {
    for (const stream of heads().keys()) {
      const { id = '' } = parseStreamName(stream) ?? {};
      const document = await reader.documents.get<ToolGroupDocument>('tool-groups', id);
      const revision = document?.revision ?? -1;
      expect(revision, stream).toBeGreaterThanOrEqual(seen.get(stream) ?? -1);
      seen.set(stream, revision);
      reads += 1;
    }
  }
  await reader.close();
  return reads;
}

describe('a rebuild', () => {
  it('under load with two workers ends in documents that equal their streams, and no reader sees a revision go back', async () => {
    await Promise.all([join(), join()]);
    await untilProjected(stores, heads());
    const [changing, watching] = [keepChanging(), watchRevisions()];
    const job = await until(await request('rebuild'), isOver);
    expect(job).toMatchObject({ state: 'done', error: undefined, attempts: 1 });
    const [shown] = await stores.mongoDb.rebuildStore([]).describe(['tool-groups']);
    expect(shown).toMatchObject({ generation: 1, documents: GROUPS });
    // What comes after the swap goes on in what was made.
    const atSwap = events();
    await expect.poll(events, PATIENCE).toBeGreaterThan(atSwap + 200);
    const verified = await until(await request('verify'), isOver);
    expect(verified).toMatchObject({ state: 'done', differences: [] });
    enough.abort();
    await changing;
    expect(await watching).toBeGreaterThan(GROUPS);
    await untilProjected(stores, heads());
    await expectConsistent(stores, heads());
  });

  it('whose worker is killed is begun anew by another, and leaves nothing of what it had made', async () => {
    const first = await join();
    await untilProjected(stores, heads());
    const changing = keepChanging();
    const wish = await request('rebuild');
    await until(wish, ({ state }) => state === 'verifying' || state === 'swapping');
    await first.kill();
    await join();
    expect(await until(wish, isOver)).toMatchObject({ state: 'done', attempts: 2 });
    enough.abort();
    await changing;
    const store = stores.mongoDb.rebuildStore([]);
    expect(await store.describe(['tool-groups'])).toMatchObject([{ generation: 2, documents: GROUPS }]);
    expect(await store.listIds({ generation: 1 }, 'tool-groups', { limit: 1 })).toEqual([]);
    await untilProjected(stores, heads());
    await expectConsistent(stores, heads());
  });
});
