import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { NOTES, NoteSystem, noteOf } from '../../test/rebuild/note-system.ts';
import { InMemoryLeases } from '../testing/in-memory-leases.ts';
import { InMemoryRebuildJobs } from '../testing/in-memory-rebuild-jobs.ts';
import { Journal } from '../testing/journal.ts';
import { ALL_PROJECTIONS, type RebuildJob, type RebuildKind } from './rebuild-job.ts';
import { RebuildWorker } from './rebuild-worker.ts';

let system: NoteSystem;
let jobs: InMemoryRebuildJobs;
let leases: InMemoryLeases;
let said: Journal;
let workers: RebuildWorker[];
beforeEach(async () => {
  system = new NoteSystem();
  jobs = new InMemoryRebuildJobs();
  leases = new InMemoryLeases();
  said = new Journal();
  workers = [];
  for (const name of ['a', 'b', 'c']) await system.write(name, 'one', 'two');
  await system.project();
  await system.untilProjected();
  system.render = (line) => line.toUpperCase();
});
afterEach(async () => {
  await Promise.all(workers.map((worker) => worker.stop()));
  await system.stop();
});

function startWorker(owner: string = randomUUID()): RebuildWorker {
  const worker = new RebuildWorker({
    jobs,
    engine: system.engine({ limits: { pageEvents: 2, cachedEvents: 1 } }),
    store: system.readModel.rebuildStore,
    leases,
    owner,
    pollMs: 2,
    leaseTtlMs: 60,
    log: { info: (_, message) => said.note(message), warn: (_, message) => said.note(message) },
  });
  workers.push(worker);
  worker.start();
  return worker;
}

const wish = (projection: string = ALL_PROJECTIONS, kind: RebuildKind = 'rebuild') =>
  jobs.request({ id: randomUUID(), kind, projection, requestedBy: 'ada' });
const untilSaid = (part: string, times = 1) =>
  said.until((all) => all.filter((message) => message.includes(part)).length >= times);
const jobAfter = async ({ id }: RebuildJob) => {
  await untilSaid('ends');
  return await jobs.get(id);
};

/** Lets nothing be written to a generation until it is told to; `reached` resolves when somebody wants to. */
function holdWrites() {
  const { rebuildStore: store } = system.readModel;
  const { write } = store;
  const reached = Promise.withResolvers<void>();
  const released = Promise.withResolvers<void>();
  store.write = async (...writes) => {
    reached.resolve();
    await released.promise;
    await write.apply(store, writes);
  };
  return { reached: reached.promise, release: () => released.resolve() };
}

describe('A worker', () => {
  it('rebuilds what was wished for, and says how it went', async () => {
    const job = await wish();
    startWorker();
    expect(await jobAfter(job)).toMatchObject({
      state: 'done',
      attempts: 1,
      progress: { totalEvents: 6, events: 6, checkedStreams: 3 },
      startedAt: expect.any(String),
      endedAt: expect.any(String),
    });
    expect((await system.shown('a'))?.lines).toEqual(['ONE', 'TWO']);
  });

  it('verifies, and is done with it whatever it finds', async () => {
    const job = await wish(NOTES, 'verify');
    startWorker();
    const { state, differences, isBounded, progress } = (await jobAfter(job)) ?? {};
    expect([state, isBounded, progress?.checkedStreams]).toEqual(['done', false, 3]);
    expect(differences?.map(({ id }) => id).toSorted()).toEqual(['a', 'b', 'c'].map(noteOf));
    expect((await system.shown('a'))?.lines).toEqual(['one', 'two']);
  });

  it('says why it changed nothing', async () => {
    system.render = () => {
      throw new Error('no such line');
    };
    const refused = await wish();
    startWorker();
    const { state, error, failures } = (await jobAfter(refused)) ?? {};
    expect([state, failures?.length]).toEqual(['failed', 3]);
    expect(error).toContain('refuse');
    const unknown = await wish('no-such-projection');
    await untilSaid('ends', 2);
    expect(await jobs.get(unknown.id)).toMatchObject({
      state: 'failed',
      error: 'This version has no projection no-such-projection',
    });
  });

  it('ends a job that is cancelled, at once, and leaves nothing of it', async () => {
    const { reached, release } = holdWrites();
    const job = await wish();
    startWorker();
    await reached;
    await jobs.cancel(job.id);
    release();
    expect(await jobAfter(job)).toMatchObject({ state: 'cancelled', endedAt: expect.any(String) });
    expect(system.readModel.generation).toBe(0);
    expect(await jobs.active()).toBeUndefined();
  });

  it('leaves its job to the next when it stops, and that is no failed attempt', async () => {
    const { reached, release } = holdWrites();
    const job = await wish();
    const first = startWorker();
    await reached;
    const stopped = first.stop();
    release();
    await stopped;
    expect(await jobs.get(job.id)).toMatchObject({ state: 'queued', attempts: 0, progress: { events: 0 } });
    startWorker();
    await untilSaid('ends', 2);
    expect(await jobs.get(job.id)).toMatchObject({ state: 'done', attempts: 1 });
  });

  it('begins the job of one that died anew, when its lease has run out', async () => {
    await leases.acquire('rebuild', 'the dead', 60);
    const job = await wish();
    await jobs.update(job.id, { state: 'verifying', attempts: 1 });
    startWorker();
    expect(await jobAfter(job)).toMatchObject({ state: 'done', attempts: 2 });
    expect(said.entries.filter((message) => message.includes('begins'))).toHaveLength(1);
  });

  it('does not begin a job for ever that its workers die of', async () => {
    const job = await wish();
    await jobs.update(job.id, { state: 'running', attempts: 3 });
    startWorker();
    expect(await jobAfter(job)).toMatchObject({
      state: 'failed',
      error: expect.stringContaining('3 workers'),
    });
    expect(system.readModel.generation).toBe(0);
  });

  it('that has lost its lease neither swaps what it has made nor says anything of the job', async () => {
    const { reached, release } = holdWrites();
    const job = await wish();
    startWorker();
    await reached;
    // Another one has begun the job meanwhile.
    const { rebuildStore } = system.readModel;
    const other = await rebuildStore.begin();
    await jobs.update(job.id, { state: 'verifying', attempts: 7 });
    const { renew } = leases;
    leases.renew = async () => undefined;
    await untilSaid('lease is lost');
    leases.renew = renew;
    await leases.acquire('rebuild', 'the other', 60_000);
    release();
    await Promise.all(workers.map((worker) => worker.stop()));
    expect(await jobs.get(job.id)).toMatchObject({ attempts: 7 });
    expect(system.readModel.generation).toBe(0);
    await rebuildStore.complete(other);
  });
});
