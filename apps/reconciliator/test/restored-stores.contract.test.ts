import { randomUUID } from 'node:crypto';
import { streamName } from '@tools-provider/domain';
import type { ToolGroupDocument } from '@tools-provider/read-model';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type EmbeddedStores, startEmbeddedStores } from './embedded-stores.ts';
import { expectConsistent } from './expect-consistent.ts';
import { untilProjected, untilSetAside, wholeFeed } from './projected.ts';
import { startWorker, type WorkerProcess } from './worker-process.ts';
import { newContext, ToolGroup, writeSide } from './write-side.ts';

const PATIENCE = { timeout: 20_000, interval: 50 };

let stores: EmbeddedStores;
let worker: WorkerProcess | undefined;
beforeEach(async () => {
  stores = await startEmbeddedStores();
});
afterEach(async () => {
  await worker?.kill();
  await stores.close();
});

const streamOf = (id: string) => streamName({ aggregate: 'tool-group', id });

/** A group with its first selector: revisions 0 and 1. */
async function create(): Promise<string> {
  const { toolGroups } = writeSide(stores.kurrentDb.eventStore);
  const id = randomUUID();
  const context = newContext();
  const group = ToolGroup.create(id, { name: 'Restored' }, context);
  group.addSelector({ id: 'sel-1', namePattern: '*' }, context);
  await toolGroups.add(group, context);
  return id;
}

/** Gives a group a selector by a command of its own: one revision more. */
async function addSelector(id: string, selector: string): Promise<void> {
  const { toolGroups } = writeSide(stores.kurrentDb.eventStore);
  const context = newContext();
  const group = await toolGroups.get(id);
  group.addSelector({ id: selector, namePattern: '*' }, context);
  await toolGroups.update(group, context);
}

async function work(): Promise<void> {
  worker = startWorker(stores, {
    LOG_LEVEL: 'error',
    LEASE_TTL_MS: '1000',
    AUDIT_INTERVAL_MS: '200',
    AUDIT_GRACE_MS: '1000',
  });
  await worker.ready;
}

const selectorsOf = async (id: string) => {
  const document = await stores.mongoDb.documents.get<ToolGroupDocument>('tool-groups', id);
  return document?.selectors.map((selector) => selector.id);
};
const statusOf = async (id: string) =>
  (await stores.mongoDb.statuses.loadStatuses([streamOf(id)])).get(streamOf(id));

describe('a log that was restored from a backup', () => {
  it('is shown as diverged on the aggregates it concerns, is left alone, and is healed by a rebuild', async () => {
    const { kurrentdb } = stores.outages;
    const [same, shorter, other] = [await create(), await create(), await create()];
    await work();
    await untilProjected(stores, new Map([same, shorter, other].map((id) => [streamOf(id), 1])));
    await kurrentdb.stop();
    const backup = await kurrentdb.backUp();
    await kurrentdb.start();
    await expect
      .poll(
        () =>
          addSelector(shorter, 'lost').then(
            () => true,
            () => false,
          ),
        PATIENCE,
      )
      .toBe(true);
    await addSelector(other, 'lost');
    const gone = await create();
    const heads = { [streamOf(shorter)]: 2, [streamOf(other)]: 2, [streamOf(gone)]: 1 };
    await untilProjected(stores, new Map(Object.entries(heads)));
    // So far has the audit come, too, by which it knows the log again.
    await expect
      .poll(async () => (await stores.mongoDb.audits.load())?.last?.stream, PATIENCE)
      .toBe(streamOf(gone));

    await kurrentdb.stop();
    await backup.restore();
    await kurrentdb.start();
    await expect
      .poll(
        () =>
          addSelector(other, 'new').then(
            () => true,
            () => false,
          ),
        PATIENCE,
      )
      .toBe(true);
    await addSelector(other, 'newer');
    for (const id of [shorter, other, gone]) await untilSetAside(stores, streamOf(id));
    for (const id of [shorter, other, gone])
      expect((await statusOf(id))?.failure, id).toMatchObject({ code: 'diverged' });
    expect((await statusOf(same))?.failure).toBeUndefined();
    expect(await selectorsOf(other)).toEqual(['sel-1', 'lost']);
    expect(await selectorsOf(gone)).toEqual(['sel-1']);

    const job = await stores.mongoDb.rebuildJobs.request({
      id: randomUUID(),
      kind: 'rebuild',
      projection: 'all',
      requestedBy: 'ada',
    });
    await expect
      .poll(async () => (await stores.mongoDb.rebuildJobs.get(job.id))?.state, PATIENCE)
      .toMatch(/done|failed/);
    expect(await stores.mongoDb.rebuildJobs.get(job.id)).toMatchObject({ state: 'done', error: undefined });
    expect(await selectorsOf(shorter)).toEqual(['sel-1']);
    expect(await selectorsOf(other)).toEqual(['sel-1', 'new', 'newer']);
    expect(await selectorsOf(gone)).toBeUndefined();
    expect(await selectorsOf(same)).toEqual(['sel-1']);
    expect(await stores.mongoDb.statuses.countFailures()).toEqual(new Map());
    await addSelector(shorter, 'after');
    await untilProjected(stores, new Map([[streamOf(shorter), 2]]));
    await expect.poll(() => selectorsOf(shorter), PATIENCE).toEqual(['sel-1', 'after']);
    const feed = await wholeFeed(stores);
    expect(feed.map(({ sequence }) => Number(sequence))).toEqual(feed.map((_, index) => index + 1));
    expect(new Set(feed.map(({ id }) => id)).size).toBe(feed.length);
  });
});

describe('a read model that was restored from a backup', () => {
  it('is brought up to the log by the audit, and its feed holds each event once', async () => {
    const { mongodb } = stores.outages;
    const [changed, created] = [await create(), randomUUID()];
    await work();
    await untilProjected(stores, new Map([[streamOf(changed), 1]]));
    await mongodb.stop();
    const backup = await mongodb.backUp();
    await mongodb.start();
    await addSelector(changed, 'sel-2');
    const { toolGroups } = writeSide(stores.kurrentDb.eventStore);
    const context = newContext();
    await toolGroups.add(ToolGroup.create(created, { name: 'Later' }, context), context);
    const heads = new Map([
      [streamOf(changed), 2],
      [streamOf(created), 0],
    ]);
    await untilProjected(stores, heads);
    await mongodb.stop();
    await backup.restore();
    await mongodb.start();
    await expect.poll(() => statusOf(created).then((status) => status?.projected), PATIENCE).toBe(0);
    await expect.poll(() => statusOf(changed).then((status) => status?.projected), PATIENCE).toBe(2);
    await expectConsistent(stores, heads);
  });
});
