import { randomUUID } from 'node:crypto';
import { Mediator } from '@tools-provider/mediator';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Counter, type CounterEvent, counterType, streamOf } from '../../test/counter.ts';
import type { CategorySubscription } from '../reconciliation/category-subscription.ts';
import { DomainEventCloudEventBehavior } from '../reconciliation/domain-event-cloud-event-behavior.ts';
import type { PipelineObserver } from '../reconciliation/pipeline-observer.ts';
import { type ReadPathContext, registerProjection } from '../reconciliation/projection.ts';
import { ReadModelReconciliator } from '../reconciliation/read-model-reconciliator.ts';
import { EventSourcedRepository } from '../repository/event-sourced-repository.ts';
import { disorderly } from './disorderly-subscription.ts';
import { InMemoryCategorySubscription } from './in-memory-category-subscription.ts';
import { InMemoryEventStore } from './in-memory-event-store.ts';
import { InMemoryReadModel } from './in-memory-read-model.ts';
import { newCommandContext } from './new-command-context.ts';

interface CounterDocument {
  readonly id: string;
  readonly counts: readonly number[];
}

const COUNTERS = 10;
const COUNTS = [1, 2, 3, 4, 5, 6];
/** No projection can digest this, as long as it is poison. */
const POISON = 13;

let readModel: InMemoryReadModel;
let subscription: InMemoryCategorySubscription;
let counters: EventSourcedRepository<Counter['state'], CounterEvent, Counter>;
let eventStore: InMemoryEventStore;
let reconciliators: ReadModelReconciliator[];
let isPoison: boolean;
beforeEach(() => {
  eventStore = new InMemoryEventStore();
  subscription = new InMemoryCategorySubscription(eventStore, 'tools_provider');
  counters = new EventSourcedRepository(counterType, eventStore);
  readModel = new InMemoryReadModel();
  reconciliators = [];
  isPoison = true;
});
afterEach(async () => {
  await Promise.all(reconciliators.map((reconciliator) => reconciliator.stop()));
});

function readPath(): Mediator<never, ReadPathContext> {
  const cloudEvents = new DomainEventCloudEventBehavior(({ id, type, stream, revision, data }) => ({
    id,
    type,
    source: 'test',
    subject: stream,
    revision,
    data,
  }));
  const mediator = new Mediator<never, ReadPathContext>({ event: [cloudEvents.behavior] });
  registerProjection<never, CounterDocument, CounterEvent>(
    mediator,
    {
      collection: 'counters',
      eventTypes: counterType.eventTypes,
      createdBy: 'counter.counted.v1',
      project: (document, { type, data }, id) => {
        if (type === 'counter.ended.v1') return undefined;
        if (isPoison && data.by === POISON) throw new Error('no projection can digest this');
        return { id, counts: [...(document?.counts ?? []), data.by] };
      },
    },
    ({ stream }) => stream,
  );
  return mediator;
}

/** Starts the reconciliator that ships. */
async function reconcile(
  from: CategorySubscription = subscription,
  observer: PipelineObserver = { reached: () => undefined },
): Promise<void> {
  const reconciliator = new ReadModelReconciliator({
    mediator: readPath(),
    eventStore,
    subscription: from,
    readModel,
    observer,
    retry: { attempts: 3, baseMs: 1, maxMs: 2 },
    log: { info: () => undefined, warn: () => undefined },
  });
  reconciliators.push(reconciliator);
  await reconciliator.start();
}

/** Counts, each time by a command of its own; answers the stream. */
async function count(by: readonly number[], id: string = randomUUID()): Promise<string> {
  const [first = 0, ...more] = by;
  const counter = Counter.of(id);
  counter.count(first);
  await counters.add(counter, newCommandContext());
  for (const next of more) await countOn(id, next);
  return streamOf(id);
}

async function countOn(id: string, by: number): Promise<void> {
  const counter = await counters.get(id);
  counter.count(by);
  await counters.update(counter, newCommandContext());
}

/** Looks at a stream's status each time that the read model tells of a change, until it is as wanted. */
async function until(
  stream: string,
  isReached: (projected: number, isSetAside: boolean) => boolean,
): Promise<void> {
  const ended = new AbortController();
  const look = async () => {
    const status = (await readModel.loadStatuses([stream])).get(stream);
    if (isReached(status?.projected ?? -1, status?.failure !== undefined)) ended.abort();
  };
  await readModel.signals.follow({ onOpen: look, onProjected: look }, { signal: ended.signal });
}

const untilProjected = async (streams: readonly string[], head = COUNTS.length - 1) => {
  for (const stream of streams) await until(stream, (projected) => projected >= head);
};
const countsOf = async (stream: string) =>
  (await readModel.documents.get<CounterDocument>('counters', stream))?.counts;
const feed = async () => (await readModel.feed.page({ after: 0, limit: 500 })).events;
const toldOf = async (stream: string) =>
  (await readModel.feed.page({ after: 0, limit: 500, subject: stream })).events.map(
    ({ revision }) => revision,
  );

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
    const [last] = (await Array.fromAsync(eventStore.read(stream))).slice(-1);
    expect(await readModel.documents.get('counters', stream)).toMatchObject({ counts: [1, 2], revision: 1 });
    expect((await feed()).at(-1)).toMatchObject({
      id: last?.id,
      revision: 1,
      sequence: '00000000000000000002',
    });

    const counter = await counters.get(id);
    counter.end();
    await counters.update(counter, newCommandContext());
    await untilProjected([stream], 2);
    expect(await readModel.documents.get('counters', stream)).toBeUndefined();
    expect(await toldOf(stream)).toEqual([0, 1, 2]);
  });

  it('makes the same of deliveries that come shuffled and twice', async () => {
    const streams = await Promise.all(Array.from({ length: COUNTERS }, () => count(COUNTS)));
    await reconcile(disorderly(subscription, (COUNTERS * COUNTS.length) / 4));
    await untilProjected(streams);
    await expectAllTold(streams);
  });

  it('makes the same of deliveries that several workers share, whoever gets which', async () => {
    const receivedBy = [new Set(), new Set(), new Set()];
    for (const received of receivedBy) {
      await reconcile(subscription, {
        reached: (point, { id }) => point === 'received' && received.add(id),
      });
    }
    const streams = await Promise.all(Array.from({ length: COUNTERS }, () => count(COUNTS)));
    await untilProjected(streams);
    await Promise.all(reconciliators.map((reconciliator) => reconciliator.stop()));
    await expectAllTold(streams);
    for (const received of receivedBy) expect(received.size).toBeGreaterThan(0);
    const projected = reconciliators.reduce((sum, { projectedEvents }) => sum + projectedEvents, 0);
    expect(projected).toBe(COUNTERS * COUNTS.length);
    expect(subscription.unacknowledged).toBe(0);
  });

  it('tells nothing twice when a worker is lost between storing and acknowledging', async () => {
    const streams = await Promise.all(Array.from({ length: COUNTERS }, () => count(COUNTS)));
    const received = new Map<string, number>();
    let isLost = false;
    await reconcile(subscription, {
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
    const status = (await readModel.loadStatuses([stream])).get(stream);
    expect(status).toMatchObject({ projected: 0, emitted: 0, failure: { revision: 1, attempts: 3 } });
    expect(await countsOf(stream)).toEqual([1]);
    expect(await toldOf(stream)).toEqual([0]);
    for (const other of others) expect(await countsOf(other)).toEqual(COUNTS);
    expect(subscription.parked).toMatchObject([{ tap: { event: { revision: 1 } } }]);

    isPoison = false;
    subscription.replayParked();
    await untilProjected([stream], 3);
    expect(await countsOf(stream)).toEqual([1, POISON, 2, 3]);
    expect(await toldOf(stream)).toEqual([0, 1, 2, 3]);
    expect(await readModel.countFailures()).toEqual(new Map());
  });
});
