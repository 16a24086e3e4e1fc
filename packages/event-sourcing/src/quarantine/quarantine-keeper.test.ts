import { randomUUID } from 'node:crypto';
import { Upcasters } from '@tools-provider/event-sourcing';
import { CodedError } from '@tools-provider/mediator';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CountedPipeline, ONES, POISON } from '../../test/counted-pipeline.ts';
import type { ReadModelReconciliator } from '../reconciliation/read-model-reconciliator.ts';
import { InMemoryUpkeep } from '../testing/in-memory-upkeep.ts';
import { EventSkipper } from './event-skipper.ts';
import { EVENT_SKIPPED, QuarantineKeeper } from './quarantine-keeper.ts';

const { signal } = new AbortController();

let pipeline: CountedPipeline;
let requests: InMemoryUpkeep;
let id: string;
let stream: string;
beforeEach(async () => {
  pipeline = new CountedPipeline();
  requests = new InMemoryUpkeep();
  id = randomUUID();
  stream = await pipeline.count([1, POISON, 2], id);
});
afterEach(() => pipeline.stop());

function keeperOf(
  reconciliator: ReadModelReconciliator,
  release = '1',
  cloudEventOf = pipeline.cloudEventOf,
  upcasters = new Upcasters(),
): QuarantineKeeper {
  const { eventStore, readModel } = pipeline;
  const { streams: reconciler } = reconciliator;
  const documentsOf = (of: string) => [{ collection: 'counters', id: of }];
  return new QuarantineKeeper({
    requests,
    records: readModel,
    statuses: readModel,
    eventStore,
    reconciler,
    skipper: new EventSkipper({ eventStore, readModel, reconciler, cloudEventOf, upcasters, documentsOf }),
    release,
    recordStreamOf: (of) => `records-${of}`,
    log: { info: () => undefined, warn: () => undefined },
  });
}

const ask = (action: 'retry' | 'skip', revision = 1, of = stream) =>
  requests.ask({
    id: randomUUID(),
    stream: of,
    action,
    revision,
    note: 'Counted by mistake',
    requestedBy: 'ada',
    requestedAt: new Date().toISOString(),
  });

/** Starts a worker and lets it set the counter aside at its second event. */
async function setAside(release = '1'): Promise<ReadModelReconciliator> {
  const reconciliator = await pipeline.reconcile({ release });
  await pipeline.until(stream, (_, isSetAside) => isSetAside);
  return reconciliator;
}

const recorded = () => Array.fromAsync(pipeline.eventStore.read(`records-${stream}`));

describe('A wish for an aggregate that is set aside', () => {
  it('to retry applies the event that failed and all that came since, in order, and tells each once', async () => {
    const keeper = keeperOf(await setAside());
    await pipeline.countOn(id, 3);
    pipeline.isPoison = false;
    await ask('retry');
    await keeper.serveRequests(signal);
    expect(await pipeline.statusOf(stream)).toMatchObject({ projected: 3, failure: undefined });
    expect(await pipeline.countsOf(stream)).toEqual([1, POISON, 2, 3]);
    expect(await pipeline.toldOf(stream)).toEqual([0, 1, 2, 3]);
    expect(await requests.pending(10)).toEqual([]);
  });

  it('to retry what still fails leaves it set aside, at the revision before', async () => {
    const keeper = keeperOf(await setAside());
    await ask('retry');
    await keeper.serveRequests(signal);
    expect(await pipeline.statusOf(stream)).toMatchObject({ projected: 0, failure: { revision: 1 } });
    expect(await pipeline.toldOf(stream)).toEqual([0]);
    expect(await requests.pending(10)).toEqual([]);
  });

  it('to retry is fulfilled to the end although a store goes away, or the worker, in the midst of it', async () => {
    const keeper = keeperOf(await setAside());
    for (const _ of ['first', 'second']) await pipeline.countOn(id, ...ONES.slice(0, 300));
    pipeline.isPoison = false;
    await ask('retry');
    const commit = pipeline.readModel.commit.bind(pipeline.readModel);
    pipeline.readModel.commit = async (spans) => {
      await commit(spans);
      pipeline.readModel.commit = () => Promise.reject(new CodedError('unavailable', 'away', 'away'));
    };
    await expect(keeper.serveRequests(signal)).rejects.toThrow('away');
    expect((await pipeline.statusOf(stream))?.projected).toBe(500);
    pipeline.readModel.commit = commit;
    await keeper.serveRequests(signal);
    expect(await pipeline.statusOf(stream)).toMatchObject({ projected: 602, failure: undefined });
  });

  it('to retry is fulfilled once for all who have asked for it while nobody served', async () => {
    const keeper = keeperOf(await setAside());
    const before = pipeline.warnings.length;
    for (const _ of ['ada', 'otto', 'eve']) await ask('retry');
    await keeper.serveRequests(signal);
    expect(
      pipeline.warnings.slice(before).filter((text) => text === 'An aggregate is set aside'),
    ).toHaveLength(1);
    expect(await requests.pending(10)).toEqual([]);
  });

  it('to skip tells the CloudEvent as the newest version of its event', async () => {
    const upcast = (data: Readonly<Record<string, unknown>>) => ({ ...data, unit: 'pieces' });
    const type = 'counter.counted.v1';
    const upcasters = new Upcasters([{ type, becomes: type, upcast }]);
    const reconciliator = await pipeline.reconcile({ release: '1', upcasters });
    await pipeline.until(stream, (_, isSetAside) => isSetAside);
    await ask('skip');
    await keeperOf(reconciliator, '1', pipeline.cloudEventOf, upcasters).serveRequests(signal);
    const { events } = await pipeline.readModel.feed.page({ after: 0, limit: 10, subject: stream });
    expect(events.map(({ data }) => (data as { unit?: string }).unit)).toEqual(Array(3).fill('pieces'));
  });

  it('to skip is fulfilled to the end although the worker dies right after the skip', async () => {
    const keeper = keeperOf(await setAside());
    await ask('skip');
    const commit = pipeline.readModel.commit.bind(pipeline.readModel);
    pipeline.readModel.commit = async (spans) => {
      await commit(spans);
      pipeline.readModel.commit = () => Promise.reject(new CodedError('unavailable', 'away', 'away'));
    };
    await expect(keeper.serveRequests(signal)).rejects.toThrow('away');
    pipeline.readModel.commit = commit;
    await keeper.serveRequests(signal);
    expect(await pipeline.countsOf(stream)).toEqual([1, 2]);
    expect(await pipeline.toldOf(stream)).toEqual([0, 1, 2]);
  });

  it('that cannot be fulfilled is told of and forgotten, and those behind it are fulfilled', async () => {
    const reconciliator = await setAside();
    const other = await pipeline.count([1, POISON, 2]);
    await pipeline.until(other, (_, isSetAside) => isSetAside);
    await ask('skip');
    await ask('retry', 1, other);
    const keeper = keeperOf(reconciliator, '1', () => {
      throw new Error('no CloudEvent can be made of this');
    });
    pipeline.isPoison = false;
    await keeper.serveRequests(signal);
    expect(await pipeline.countsOf(other)).toEqual([1, POISON, 2]);
    expect(await pipeline.statusOf(stream)).toMatchObject({ failure: { revision: 1 } });
    expect(await requests.pending(10)).toEqual([]);
  });

  it('to skip goes on without the event, tells its CloudEvent all the same, and says who wanted it and why', async () => {
    const keeper = keeperOf(await setAside());
    await ask('skip');
    await keeper.serveRequests(signal);
    expect(await pipeline.countsOf(stream)).toEqual([1, 2]);
    expect(await pipeline.toldOf(stream)).toEqual([0, 1, 2]);
    const events = await Array.fromAsync(pipeline.eventStore.read(stream));
    const skipped = { revision: 1, eventId: events[1]?.id, note: 'Counted by mistake', skippedBy: 'ada' };
    expect(await pipeline.statusOf(stream)).toMatchObject({
      projected: 2,
      failure: undefined,
      skipped: [skipped],
    });
    await keeper.recordSkips();
    await keeper.recordSkips();
    expect(await recorded()).toMatchObject([
      { type: EVENT_SKIPPED, data: { ...skipped, stream, reason: 'no projection can digest this' } },
    ]);
  });

  it('to skip the last event shows the document at that revision', async () => {
    id = randomUUID();
    stream = await pipeline.count([1, POISON], id);
    const keeper = keeperOf(await setAside());
    await ask('skip');
    await keeper.serveRequests(signal);
    const document = await pipeline.readModel.documents.get('counters', stream);
    expect(document).toMatchObject({ counts: [1], revision: 1 });
  });

  it('is forgotten when it is for another revision than the one that failed, or nothing is set aside', async () => {
    const keeper = keeperOf(await setAside());
    for (const action of ['skip', 'retry'] as const) await ask(action, 2);
    await keeper.serveRequests(signal);
    expect(await pipeline.statusOf(stream)).toMatchObject({ projected: 0, failure: { attempts: 3 } });
    pipeline.isPoison = false;
    await ask('retry');
    await ask('skip');
    await keeper.serveRequests(signal);
    expect(await pipeline.statusOf(stream)).toMatchObject({ projected: 2, skipped: [] });
    expect(await requests.pending(10)).toEqual([]);
  });

  it('to skip is done once when another worker stores something of the stream meanwhile', async () => {
    const reconciliator = await setAside();
    const commit = pipeline.readModel.commit.bind(pipeline.readModel);
    pipeline.readModel.commit = async (spans) => {
      if (spans.some(({ skipped }) => skipped !== undefined)) {
        pipeline.readModel.commit = commit;
        pipeline.isPoison = false;
        await pipeline.reconciliator().streams.reconcile({ stream, delivered: [], isToEnd: true });
      }
      await commit(spans);
    };
    await ask('skip');
    await keeperOf(reconciliator).serveRequests(signal);
    expect(await pipeline.countsOf(stream)).toEqual([1, POISON, 2]);
    expect(await pipeline.toldOf(stream)).toEqual([0, 1, 2]);
    expect(await pipeline.readModel.unrecorded(10)).toEqual([]);
  });

  it('to skip is told to the log once, even when the worker dies between telling and noting it', async () => {
    const keeper = keeperOf(await setAside());
    await ask('skip');
    await keeper.serveRequests(signal);
    const [record] = await pipeline.readModel.unrecorded(1);
    const recordedTwice = pipeline.readModel.recorded.bind(pipeline.readModel);
    pipeline.readModel.recorded = () => Promise.reject(new Error('gone'));
    await expect(keeper.recordSkips()).rejects.toThrow('gone');
    pipeline.readModel.recorded = recordedTwice;
    await keeper.recordSkips();
    expect((await recorded()).map((event) => event.id)).toEqual([record?.id]);
  });
});

describe('Another release', () => {
  it('tries again what it could not finish because a store went away', async () => {
    await setAside('1');
    await pipeline.stop();
    pipeline.poison = 14;
    await pipeline.countOn(id, 14);
    const newer = pipeline.reconciliator({ release: '2' });
    const commit = pipeline.readModel.commit.bind(pipeline.readModel);
    pipeline.readModel.commit = async (spans) => {
      await commit(spans);
      pipeline.readModel.commit = () => Promise.reject(new CodedError('unavailable', 'away', 'away'));
    };
    await expect(keeperOf(newer, '2').retryOfOtherReleases(signal)).rejects.toThrow('away');
    expect(await pipeline.statusOf(stream)).toMatchObject({ projected: 2 });
    pipeline.readModel.commit = commit;
    await keeperOf(newer, '2').retryOfOtherReleases(signal);
    expect(await pipeline.statusOf(stream)).toMatchObject({ projected: 2, failure: { revision: 3 } });
  });

  it('tries again what an earlier one has set aside, and not what it has itself', async () => {
    await setAside('1');
    await pipeline.stop();
    const same = pipeline.reconciliator({ release: '1' });
    expect(await keeperOf(same).retryOfOtherReleases(signal)).toBe(0);
    pipeline.isPoison = false;
    const newer = pipeline.reconciliator({ release: '2' });
    expect(await keeperOf(newer, '2').retryOfOtherReleases(signal)).toBe(1);
    expect(await pipeline.countsOf(stream)).toEqual([1, POISON, 2]);
    expect(await pipeline.toldOf(stream)).toEqual([0, 1, 2]);
  });
});
