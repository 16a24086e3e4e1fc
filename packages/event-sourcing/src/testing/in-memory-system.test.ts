import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CountedPipeline, POISON } from '../../test/counted-pipeline.ts';
import type { CategorySubscription } from '../reconciliation/category-subscription.ts';
import type { PipelineObserver } from '../reconciliation/pipeline-observer.ts';
import { disorderly } from './disorderly-subscription.ts';
import { newCommandContext } from './new-command-context.ts';

const COUNTERS = 10;
const COUNTS = [1, 2, 3, 4, 5, 6];

let pipeline: CountedPipeline;
beforeEach(() => {
  pipeline = new CountedPipeline();
});
afterEach(() => pipeline.stop());

/** Starts the reconciliator that ships. */
async function reconcile(
  subscription: CategorySubscription = pipeline.subscription,
  observer: PipelineObserver = { reached: () => undefined },
): Promise<void> {
  await pipeline.reconcile({ subscription, observer });
}

const count = (by: readonly number[], id?: string) => pipeline.count(by, id);
const countOn = (id: string, by: number) => pipeline.countOn(id, by);
const countsOf = (stream: string) => pipeline.countsOf(stream);
const toldOf = (stream: string) => pipeline.toldOf(stream);
const untilProjected = (streams: readonly string[], head = COUNTS.length - 1) =>
  pipeline.untilProjected(streams, head);
const until: CountedPipeline['until'] = (stream, isReached) => pipeline.until(stream, isReached);
const feed = async () => (await pipeline.readModel.feed.page({ after: 0, limit: 500 })).events;

/** The documents say what was counted, and the feed tells each event once, in the order of its stream and without a gap in its numbers. */
async function expectAllTold(streams: readonly string[]): Promise<void> {
  for (const stream of streams) {
    expect(await countsOf(stream)).toEqual(COUNTS);
    expect(await toldOf(stream)).toEqual(COUNTS.map((_, revision) => revision));
  }
  const sequences = (await feed()).map(({ sequence }) => Number(sequence));
  expect(sequences).toEqual(Array.from({ length: streams.length * COUNTS.length }, (_, n) => n + 1));
}

describe('A system in memory', () => {
  it('brings what an aggregate raises to its document and, once, to the feed', async () => {
    await reconcile();
    const id = randomUUID();
    const stream = await count([1, 2], id);
    await untilProjected([stream], 1);
    const [last] = (await Array.fromAsync(pipeline.eventStore.read(stream))).slice(-1);
    expect(await pipeline.readModel.documents.get('counters', stream)).toMatchObject({
      counts: [1, 2],
      revision: 1,
    });
    expect((await feed()).at(-1)).toMatchObject({
      id: last?.id,
      revision: 1,
      sequence: '00000000000000000002',
    });

    const counter = await pipeline.counters.get(id);
    counter.end();
    await pipeline.counters.update(counter, newCommandContext());
    await untilProjected([stream], 2);
    expect(await pipeline.readModel.documents.get('counters', stream)).toBeUndefined();
    expect(await toldOf(stream)).toEqual([0, 1, 2]);
  });

  it('makes the same of deliveries that come shuffled and twice', async () => {
    const streams = await Promise.all(Array.from({ length: COUNTERS }, () => count(COUNTS)));
    await reconcile(disorderly(pipeline.subscription, (COUNTERS * COUNTS.length) / 4));
    await untilProjected(streams);
    await expectAllTold(streams);
  });

  it('makes the same of deliveries that several workers share, whoever gets which', async () => {
    const receivedBy = [new Set(), new Set(), new Set()];
    for (const received of receivedBy) {
      await reconcile(pipeline.subscription, {
        reached: (point, { id }) => point === 'received' && received.add(id),
      });
    }
    const streams = await Promise.all(Array.from({ length: COUNTERS }, () => count(COUNTS)));
    await untilProjected(streams);
    await Promise.all(pipeline.reconciliators.map((reconciliator) => reconciliator.stop()));
    await expectAllTold(streams);
    for (const received of receivedBy) expect(received.size).toBeGreaterThan(0);
    const projected = pipeline.reconciliators.reduce((sum, { projectedEvents }) => sum + projectedEvents, 0);
    expect(projected).toBe(COUNTERS * COUNTS.length);
    expect(pipeline.subscription.unacknowledged).toBe(0);
  });

  it('tells nothing twice when a worker is lost between storing and acknowledging', async () => {
    const streams = await Promise.all(Array.from({ length: COUNTERS }, () => count(COUNTS)));
    const received = new Map<string, number>();
    let isLost = false;
    await reconcile(pipeline.subscription, {
      reached: (point, { id }) => {
        if (point === 'received') received.set(id, (received.get(id) ?? 0) + 1);
        if (point !== 'after-commit' || isLost) return;
        isLost = true;
        throw new Error('lost');
      },
    });
    await untilProjected(streams);
    const late = await count(COUNTS);
    await untilProjected([...streams, late]);
    await expectAllTold([...streams, late]);
    expect(Math.max(...received.values())).toBe(2);
  });

  it('sets an aggregate with a poison event aside, goes on with the others, and takes it up again when the event is replayed', async () => {
    const poisoned = randomUUID();
    const stream = await count([1, POISON, 2], poisoned);
    await reconcile();
    await until(stream, (_, isSetAside) => isSetAside);
    const others = [await count(COUNTS), await count(COUNTS)];
    await countOn(poisoned, 3);
    await untilProjected(others);
    const status = (await pipeline.readModel.loadStatuses([stream])).get(stream);
    expect(status).toMatchObject({ projected: 0, emitted: 0, failure: { revision: 1, attempts: 3 } });
    expect(await countsOf(stream)).toEqual([1]);
    expect(await toldOf(stream)).toEqual([0]);
    for (const other of others) expect(await countsOf(other)).toEqual(COUNTS);
    expect(pipeline.subscription.parked).toMatchObject([{ tap: { event: { revision: 1 } } }]);

    pipeline.isPoison = false;
    pipeline.subscription.replayParked();
    await untilProjected([stream], 3);
    expect(await countsOf(stream)).toEqual([1, POISON, 2, 3]);
    expect(await toldOf(stream)).toEqual([0, 1, 2, 3]);
    expect(await pipeline.readModel.countFailures()).toEqual(new Map());
  });
});
