import { randomUUID } from 'node:crypto';
import { CodedError } from '@tools-provider/mediator';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { CountedPipeline, POISON } from '../../test/counted-pipeline.ts';
import type { CategorySubscription } from '../reconciliation/category-subscription.ts';
import type { ReadModelReconciliator } from '../reconciliation/read-model-reconciliator.ts';
import { DeliveryQueue } from '../testing/delivery-queue.ts';
import { InMemoryLogReader } from '../testing/in-memory-log-reader.ts';
import { InMemoryUpkeep } from '../testing/in-memory-upkeep.ts';
import { AuditSweep, type DeliveriesSeen } from './audit-sweep.ts';

const GRACE_MS = 10_000;
const { signal } = new AbortController();

/** A subscription that is open and delivers nothing. */
const silent: CategorySubscription = {
  open: async () => {
    const queue = new DeliveryQueue<never>();
    return {
      [Symbol.asyncIterator]: () => queue[Symbol.asyncIterator](),
      ack: async () => undefined,
      park: async () => undefined,
      close: async () => queue.end(),
    };
  },
};

let pipeline: CountedPipeline;
let reconciliator: ReadModelReconciliator;
let logReader: InMemoryLogReader;
let states: InMemoryUpkeep;
let deliveries: DeliveriesSeen;
let reopened: string[];
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  pipeline = new CountedPipeline();
  reconciliator = await pipeline.reconcile({ subscription: silent });
  logReader = new InMemoryLogReader(pipeline.eventStore, 'tools_provider');
  states = new InMemoryUpkeep();
  reopened = [];
  deliveries = { newestMs: undefined, idleMs: GRACE_MS + 1, openSinceMs: undefined };
});
afterEach(async () => {
  vi.useRealTimers();
  await pipeline.stop();
});

/** An audit on what the log is now. */
function auditOf(of: CountedPipeline = pipeline): AuditSweep {
  return new AuditSweep({
    logReader: of === pipeline ? logReader : new InMemoryLogReader(of.eventStore, 'tools_provider'),
    eventStore: of.eventStore,
    statuses: pipeline.readModel,
    states,
    reconciler:
      of === pipeline
        ? reconciliator.streams
        : of.reconciliator({ readModel: pipeline.readModel, subscription: silent }).streams,
    deliveries: async () => deliveries,
    reopen: async (reason) => void reopened.push(reason),
    log: { info: () => undefined, warn: () => undefined },
    graceMs: GRACE_MS,
  });
}

const later = (ms: number) => vi.setSystemTime(Date.now() + ms);

describe('An audit', () => {
  it('applies what was never delivered, in order and each once, and counts it', async () => {
    const streams = [await pipeline.count([1, 2, 3]), await pipeline.count([4])];
    later(GRACE_MS + 2_000);
    const state = await auditOf().sweep(signal);
    expect(state).toMatchObject({ findings: 2, repairedEvents: 4, diverged: 0, stall: undefined });
    expect(await pipeline.countsOf(streams[0] ?? '')).toEqual([1, 2, 3]);
    expect(await pipeline.toldOf(streams[0] ?? '')).toEqual([0, 1, 2]);
    expect(await auditOf().sweep(signal)).toMatchObject({ findings: 2, repairedEvents: 4 });
  });

  it('looks at nothing twice, and goes on where it was', async () => {
    await pipeline.count([1, 2]);
    later(GRACE_MS + 2_000);
    const audit = auditOf();
    await audit.sweep(signal);
    const read = vi.spyOn(logReader, 'readForwards');
    await audit.sweep(signal);
    expect(await Promise.all(read.mock.results.map(async ({ value }) => (await value).entries))).toEqual([
      [],
    ]);
    const stream = await pipeline.count([3]);
    later(GRACE_MS + 2_000);
    await audit.sweep(signal);
    expect(await pipeline.countsOf(stream)).toEqual([3]);
  });

  it('misses nothing that is younger than the grace period', async () => {
    const stream = await pipeline.count([1]);
    later(GRACE_MS - 1_000);
    expect(await auditOf().sweep(signal)).toMatchObject({ findings: 0, position: undefined });
    expect(await pipeline.countsOf(stream)).toBeUndefined();
  });

  it('misses nothing that is merely still to be delivered, and what deliveries have overtaken it does', async () => {
    const early = await pipeline.count([1]);
    later(60_000);
    const deliveredMs = Date.now();
    later(60_000);
    const late = await pipeline.count([2]);
    later(60_000);
    deliveries = { newestMs: deliveredMs, idleMs: 0, openSinceMs: 0 };
    const audit = auditOf();
    expect(await audit.sweep(signal)).toMatchObject({ findings: 0 });
    // Now the deliveries had come so far at the sweep before.
    expect(await audit.sweep(signal)).toMatchObject({ findings: 1 });
    expect(await pipeline.countsOf(early)).toEqual([1]);
    expect(await pipeline.countsOf(late)).toBeUndefined();
  });

  it('leaves alone what is set aside, and sets aside what it cannot apply', async () => {
    const stream = await pipeline.count([1, POISON, 2]);
    later(GRACE_MS + 2_000);
    expect(await auditOf().sweep(signal)).toMatchObject({ findings: 1, repairedEvents: 1 });
    const failure = (await pipeline.statusOf(stream))?.failure;
    expect(failure).toMatchObject({ revision: 1, code: 'projection-failed' });
    states = new InMemoryUpkeep();
    expect(await auditOf().sweep(signal)).toMatchObject({ findings: 0 });
    expect((await pipeline.statusOf(stream))?.failure).toEqual(failure);
  });

  it('opens a subscription again that delivers nothing of what came since it is open, once, and says so', async () => {
    const openSinceMs = Date.now();
    later(1_000);
    await pipeline.count([1]);
    later(GRACE_MS + 2_000);
    deliveries = { newestMs: undefined, idleMs: GRACE_MS + 1, openSinceMs };
    const audit = auditOf();
    const { stall } = await audit.sweep(signal);
    expect(stall).toBe('The subscription delivers nothing, although the log and its category have moved on');
    expect(reopened).toEqual([stall]);
    await pipeline.count([2]);
    later(GRACE_MS + 2_000);
    expect(await audit.sweep(signal)).toMatchObject({ stall, findings: 2 });
    expect(reopened).toHaveLength(1);
    deliveries = { newestMs: Date.now(), idleMs: 0, openSinceMs: Date.now() };
    expect((await audit.sweep(signal)).stall).toBeUndefined();
  });

  it('says that deliveries do not come until one does, also after it has opened the subscription again', async () => {
    deliveries = { newestMs: undefined, idleMs: GRACE_MS + 1, openSinceMs: Date.now() };
    later(1_000);
    await pipeline.count([1]);
    logReader.categoryEnd = 0;
    later(GRACE_MS + 2_000);
    const audit = auditOf();
    const { stall } = await audit.sweep(signal);
    expect(stall).toContain('$by_category');
    later(5_000);
    // Just opened again, so it is not idle for long, and still nothing came.
    deliveries = { newestMs: undefined, idleMs: 100, openSinceMs: Date.now() - 100 };
    expect((await audit.sweep(signal)).stall).toBe(stall);
    later(GRACE_MS);
    deliveries = { ...deliveries, idleMs: GRACE_MS + 100 };
    expect((await audit.sweep(signal)).stall).toBe(stall);
    logReader.categoryEnd = undefined;
    deliveries = { ...deliveries, newestMs: Date.now(), idleMs: 0 };
    expect((await audit.sweep(signal)).stall).toBeUndefined();
    expect(reopened).toHaveLength(1);
  });

  it('has no grudge against a subscription that was opened since, or by the next worker, while nothing is written', async () => {
    deliveries = { newestMs: undefined, idleMs: GRACE_MS + 1, openSinceMs: Date.now() };
    later(1_000);
    await pipeline.count([1]);
    later(GRACE_MS + 2_000);
    expect((await auditOf().sweep(signal)).stall).toContain('The subscription delivers nothing');
    later(1_000);
    deliveries = { newestMs: undefined, idleMs: GRACE_MS + 1, openSinceMs: Date.now() };
    later(GRACE_MS + 2_000);
    expect((await auditOf().sweep(signal)).stall).toBeUndefined();
  });

  it('calls no standstill what deliveries have passed over', async () => {
    const openSinceMs = Date.now();
    later(1_000);
    await pipeline.count([1]);
    later(1_000);
    deliveries = { newestMs: Date.now(), idleMs: GRACE_MS + 1, openSinceMs };
    later(GRACE_MS + 2_000);
    expect(await auditOf().sweep(signal)).toMatchObject({ findings: 1, stall: undefined });
    expect(reopened).toEqual([]);
  });

  it('calls what was written before the subscription was opened a lost checkpoint, not a standstill', async () => {
    await pipeline.count([1]);
    later(1_000);
    deliveries = { newestMs: undefined, idleMs: GRACE_MS + 1, openSinceMs: Date.now() };
    later(GRACE_MS + 2_000);
    expect(await auditOf().sweep(signal)).toMatchObject({ findings: 1, stall: undefined });
    expect(reopened).toEqual([]);
  });

  it('names a category that stands still', async () => {
    deliveries = { newestMs: undefined, idleMs: GRACE_MS + 1, openSinceMs: Date.now() };
    later(1_000);
    const stream = await pipeline.count([1, 2]);
    logReader.categoryEnd = 0;
    later(GRACE_MS + 2_000);
    const { stall } = await auditOf().sweep(signal);
    expect(stall).toBe(
      `The category of the streams ends at nothing and the log at revision 1 of ${stream}: the projection $by_category does not run`,
    );
  });

  it('marks every aggregate whose log was set back or is another one, and no other, and applies nothing on top', async () => {
    const ids = [randomUUID(), randomUUID(), randomUUID(), randomUUID()] as const;
    const [same, shorter, other, gone] = ids;
    for (const id of ids) await pipeline.count([1, 2, 3], id);
    later(GRACE_MS + 2_000);
    await auditOf().sweep(signal);

    const restored = new CountedPipeline();
    for await (const event of pipeline.eventStore.read(streamOf(same)))
      await restored.eventStore.append(event.stream, event.revision - 1, [event]);
    await restored.count([1, 2], shorter);
    await restored.count([5, 6, 7, 8], other);
    later(GRACE_MS + 2_000);
    const state = await auditOf(restored).sweep(signal);
    expect(state).toMatchObject({ diverged: 3 });
    for (const id of [shorter, other, gone]) {
      const status = await pipeline.statusOf(streamOf(id));
      expect(status).toMatchObject({ projected: 2, failure: { code: 'diverged', revision: 2 } });
      expect(await pipeline.countsOf(streamOf(id))).toEqual([1, 2, 3]);
    }
    expect((await pipeline.statusOf(streamOf(same)))?.failure).toBeUndefined();
    await restored.stop();
  });

  it('looks at every aggregate again when it was broken off while it marked them', async () => {
    const [gone, shorter] = [randomUUID(), randomUUID()];
    for (const id of [gone, shorter]) await pipeline.count([1, 2, 3], id);
    later(GRACE_MS + 2_000);
    await auditOf().sweep(signal);
    const restored = new CountedPipeline();
    await restored.count([1, 2], shorter);
    const stopping = new AbortController();
    const listStatuses = pipeline.readModel.listStatuses.bind(pipeline.readModel);
    pipeline.readModel.listStatuses = async (page) => {
      stopping.abort();
      return (await listStatuses(page)).slice(0, 1);
    };
    await auditOf(restored)
      .sweep(stopping.signal)
      .catch(() => undefined);
    pipeline.readModel.listStatuses = listStatuses;
    await auditOf(restored).sweep(signal);
    for (const id of [gone, shorter])
      expect((await pipeline.statusOf(streamOf(id)))?.failure).toMatchObject({ code: 'diverged' });
    await restored.stop();
  });

  it('looks at every aggregate once, and not with each sweep, when the event that it saw last was removed', async () => {
    await pipeline.count([1, 2]);
    later(GRACE_MS + 2_000);
    const audit = auditOf();
    await audit.sweep(signal);
    pipeline.eventStore.read = () => {
      throw new CodedError('gone', 'stream-deleted', 'The stream was removed from the log');
    };
    const list = vi.spyOn(pipeline.readModel, 'listStatuses');
    for (const _ of ['first', 'second', 'third']) await audit.sweep(signal);
    expect(list).toHaveBeenCalledTimes(1);
  });

  it('lets an aggregate go on when its log is the one again that was projected', async () => {
    const id = randomUUID();
    await pipeline.count([1, 2], id);
    later(GRACE_MS + 2_000);
    await auditOf().sweep(signal);
    const restored = new CountedPipeline();
    await restored.count([9, 8, 7], id);
    later(GRACE_MS + 2_000);
    await auditOf(restored).sweep(signal);
    expect((await pipeline.statusOf(streamOf(id)))?.failure).toMatchObject({ code: 'diverged' });
    const request = { stream: streamOf(id), delivered: [], isToEnd: true };
    expect((await restored.reconciliators[0]?.streams.reconcile(request))?.setAsideAt).toBe(1);
    expect(await reconciliator.streams.reconcile(request)).toEqual({ applied: 0 });
    expect((await pipeline.statusOf(streamOf(id)))?.failure).toBeUndefined();
    await pipeline.countOn(id, 3);
    await reconciliator.streams.reconcile(request);
    expect(await pipeline.countsOf(streamOf(id))).toEqual([1, 2, 3]);
    expect(await pipeline.toldOf(streamOf(id))).toEqual([0, 1, 2]);
    await restored.stop();
  });

  it('notices another log by what stands in the place of the last event, also when nothing is shorter', async () => {
    const id = randomUUID();
    await pipeline.count([1], id);
    later(GRACE_MS + 2_000);
    await auditOf().sweep(signal);
    const restored = new CountedPipeline();
    await restored.count([9], id);
    later(GRACE_MS + 2_000);
    expect(await auditOf(restored).sweep(signal)).toMatchObject({ diverged: 1 });
    await restored.stop();
  });
});

function streamOf(id: string): string {
  return `tools_provider-counter-${id}`;
}
