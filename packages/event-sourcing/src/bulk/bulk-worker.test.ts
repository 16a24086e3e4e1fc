import { randomUUID } from 'node:crypto';
import { CodedError, type Command, Mediator } from '@tools-provider/mediator';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CommandContext } from '../commands/command-context.ts';
import { InMemoryBulkJobs } from '../testing/in-memory-bulk-jobs.ts';
import { InMemoryLeases } from '../testing/in-memory-leases.ts';
import { Journal } from '../testing/journal.ts';
import { AppendWitness } from './append-witness.ts';
import type { BulkJob, BulkOutcome } from './bulk-job.ts';
import { BulkWorker } from './bulk-worker.ts';

interface Tick extends Command<{ id: string; revision: number }> {
  readonly type: 'tick';
  readonly target: string;
}

let jobs: InMemoryBulkJobs;
let leases: InMemoryLeases;
let workers: BulkWorker[];
/** The command ids under which each target was ticked, in order. */
let ticked: Map<string, string[]>;
let sent: Journal;
let results: BulkOutcome[];
/** What happens to a target instead of being ticked. */
let instead: (target: string, attempt: number) => void | Promise<void>;

beforeEach(() => {
  jobs = new InMemoryBulkJobs();
  leases = new InMemoryLeases();
  workers = [];
  ticked = new Map();
  sent = new Journal();
  results = [];
  instead = () => undefined;
});
afterEach(async () => {
  await Promise.all(workers.map((worker) => worker.stop()));
});

function startWorker(): BulkWorker {
  const witness = new AppendWitness();
  const store = witness.around({
    append: async () => ({ revision: 0 }),
    read: () => {
      throw new Error('Nothing is read here');
    },
    readLast: async () => undefined,
  });
  const mediator = new Mediator<CommandContext>();
  mediator.handle<Tick>('tick', async ({ target }, { commandId, actor, causationId }) => {
    const ids = ticked.get(target) ?? [];
    ticked.set(target, [...ids, commandId]);
    sent.note(`${target} by ${actor.id} for ${causationId}`);
    await instead(target, ids.length + 1);
    if (target.startsWith('known')) return { id: target, revision: 4 };
    const metadata = { commandId } as never;
    await store.append(target, 0, [{ id: randomUUID(), type: 'ticked.v1', data: {}, metadata }]);
    return { id: target, revision: 5 };
  });
  const worker = new BulkWorker({
    jobs,
    mediator,
    witness,
    leases,
    owner: randomUUID(),
    commands: {
      commandOf: (_, target) => ({ command: { type: 'tick', target } as Tick, lane: target.slice(0, 1) }),
      noteOf: (_, response) => ((response as { id: string }).id === 'noted' ? 'otherwise' : undefined),
    },
    onResult: (outcome) => results.push(outcome),
    retry: { attempts: 4, baseMs: 1, maxMs: 2 },
    pollMs: 2,
    leaseTtlMs: 60,
    log: { info: () => undefined, warn: () => undefined },
  });
  workers.push(worker);
  worker.start();
  return worker;
}

const ask = (...targets: string[]): Promise<BulkJob> =>
  jobs.request(
    {
      id: randomUUID(),
      wish: {},
      requestedBy: { id: 'ada', name: 'Ada', roles: ['admin'] },
      requestHash: 'a',
      correlationId: 'c',
      traceparent: undefined,
      requestedAt: new Date().toISOString(),
    },
    targets,
  );

async function over({ id }: BulkJob): Promise<BulkJob | undefined> {
  await expect.poll(async () => (await jobs.get(id))?.endedAt, { interval: 2 }).toBeDefined();
  return await jobs.get(id);
}

/** Resolves when the worker has heard what there is to hear of a job now. */
async function untilLookedAt({ id }: BulkJob): Promise<void> {
  const looks = new Journal<string>();
  const get = jobs.get.bind(jobs);
  jobs.get = async (asked) => {
    const job = await get(asked);
    looks.note(asked);
    return job;
  };
  await looks.until((all) => all.filter((asked) => asked === id).length > 2);
}

const itemsOf = async ({ id }: BulkJob) => (await jobs.items(id, { limit: 1_000 })).items;

describe('a bulk worker', () => {
  it('tells what was done from what was as wished, and says what is to be said of one', async () => {
    startWorker();
    const job = await ask('a', 'known', 'noted');
    expect(await over(job)).toMatchObject({ state: 'done', counts: { done: 2, unchanged: 1 } });
    expect(await itemsOf(job)).toMatchObject([
      { outcome: 'done', revision: 5 },
      { outcome: 'unchanged', revision: 4 },
      { outcome: 'done', note: 'otherwise' },
    ]);
    expect(sent.entries).toContain(`a by ada for ${job.id}`);
    expect(results.toSorted()).toEqual(['done', 'done', 'unchanged']);
  });

  it('goes on after a refusal, and tells code and reason, but none of a defect', async () => {
    const errors: Readonly<Record<string, () => Error>> = {
      refused: () => new CodedError('refused', 'too-late', 'It is too late'),
      forbidden: () => new CodedError('forbidden', 'role-missing', 'Not you'),
      gone: () => new CodedError('gone', 'note-deleted', 'It is gone'),
      broken: () => new Error('secret'),
    };
    instead = (target) => {
      const error = errors[target];
      if (error !== undefined) throw error();
    };
    startWorker();
    const job = await ask(...Object.keys(errors), 'well');
    await over(job);
    expect(await itemsOf(job)).toMatchObject([
      { outcome: 'refused', code: 'too-late', reason: 'It is too late' },
      { outcome: 'refused', code: 'role-missing' },
      { outcome: 'not-found', code: 'note-deleted' },
      { outcome: 'failed', reason: expect.not.stringContaining('secret') },
      { outcome: 'done' },
    ]);
    expect(ticked.get('refused')).toHaveLength(1);
  });

  it('sends a command again, under its id, while a store is away or others are faster', async () => {
    instead = (target, attempt) => {
      if (target === 'away' && attempt < 6) throw new CodedError('unavailable', 'store-away', 'Away');
      if (target === 'raced' && attempt < 3) throw new CodedError('conflict', 'revision-conflict', 'Raced');
      if (target === 'lost') throw new CodedError('conflict', 'revision-conflict', 'Raced for ever');
    };
    startWorker();
    const job = await ask('away', 'raced', 'lost');
    await over(job);
    expect((await itemsOf(job)).map(({ outcome }) => outcome)).toEqual(['done', 'done', 'refused']);
    expect(ticked.get('away')).toHaveLength(6);
    for (const ids of ticked.values()) expect(new Set(ids).size).toBe(1);
  });

  it('ends a job that is cancelled under way: what is done stays, what waits is not begun', async () => {
    const reached = Promise.withResolvers<void>();
    const goOn = Promise.withResolvers<void>();
    instead = async (target) => {
      if (target !== 'a1') return;
      reached.resolve();
      await goOn.promise;
    };
    startWorker();
    const job = await ask('a1', 'a2', 'a3');
    await reached.promise;
    await jobs.cancel(job.id, new Date().toISOString());
    await untilLookedAt(job);
    goOn.resolve();
    expect(await over(job)).toMatchObject({ state: 'cancelled', counts: { done: 1, waiting: 2 } });
    expect([...ticked.keys()]).toEqual(['a1']);
  });

  it('ends a job that is cancelled while a store is away', async () => {
    instead = () => {
      throw new CodedError('unavailable', 'store-away', 'Away');
    };
    startWorker();
    const job = await ask('a');
    await expect.poll(() => ticked.size).toBe(1);
    await jobs.cancel(job.id, new Date().toISOString());
    expect(await over(job)).toMatchObject({ state: 'cancelled', counts: { waiting: 1 } });
  });

  it('that stops keeps what it knows, and another one does the rest', async () => {
    const reached = Promise.withResolvers<void>();
    const goOn = Promise.withResolvers<void>();
    instead = async (target) => {
      if (target !== 'a2') return;
      reached.resolve();
      await goOn.promise;
    };
    const first = startWorker();
    const job = await ask('a1', 'a2', 'a3');
    await reached.promise;
    const stopped = first.stop();
    goOn.resolve();
    await stopped;
    expect((await jobs.get(job.id))?.counts).toMatchObject({ done: 2, waiting: 1 });
    startWorker();
    expect(await over(job)).toMatchObject({ state: 'done', counts: { done: 3 } });
    for (const ids of ticked.values()) expect(ids).toHaveLength(1);
  });

  it('works off jobs one after the other, and sends what shares a lane in order', async () => {
    startWorker();
    const [first, second] = [await ask('a1', 'a2', 'a3'), await ask('b1')];
    await over(second);
    expect((await jobs.get(first.id))?.state).toBe('done');
    expect([...ticked.keys()]).toEqual(['a1', 'a2', 'a3', 'b1']);
  });

  it('forgets old jobs when there is nothing to do', async () => {
    const job = await ask('a');
    await jobs.begin(job.id, '2020-01-01T00:00:00.000Z');
    await jobs.end(job.id, 'done', '2020-01-01T00:00:00.000Z');
    startWorker();
    await expect.poll(() => jobs.get(job.id)).toBeUndefined();
  });
});
