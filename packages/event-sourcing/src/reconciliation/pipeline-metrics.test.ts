import { CodedError, Mediator } from '@tools-provider/mediator';
import { describe, expect, it } from 'vitest';
import type { RecordedEvent } from '../aggregate/domain-event.ts';
import { StaleSpansError } from '../errors.ts';
import { InMemoryEventStore } from '../testing/in-memory-event-store.ts';
import { InMemoryReadModel } from '../testing/in-memory-read-model.ts';
import { newEvents, newStream } from '../testing/new-event.ts';
import type { CategorySubscription, Tap } from './category-subscription.ts';
import type { PipelineMetrics } from './pipeline-metrics.ts';
import type { ReadPathContext } from './projection.ts';
import { ReadModelReconciliator } from './read-model-reconciliator.ts';
import type { ReadModelStore } from './read-model-store.ts';

type Told = [keyof PipelineMetrics, unknown?];

/** Everything that is told, in order. */
function recording() {
  const told: Told[] = [];
  const note = (name: keyof PipelineMetrics) => (value?: unknown) =>
    void told.push(value === undefined ? [name] : [name, value]);
  const metrics: PipelineMetrics = {
    batchStored: note('batchStored'),
    eventProjected: note('eventProjected'),
    eventsRead: note('eventsRead'),
    eventRetried: note('eventRetried'),
    redelivered: note('redelivered'),
    deliveredInVain: note('deliveredInVain'),
    raceLost: note('raceLost'),
    aggregateSetAside: note('aggregateSetAside'),
    auditRepaired: note('auditRepaired'),
  };
  const valuesOf = (name: keyof PipelineMetrics) =>
    told.filter(([what]) => what === name).map(([, value]) => value);
  return { metrics, valuesOf };
}

/** Delivers what it is given, and tells when all of it is acknowledged or parked. */
function delivering(taps: readonly Tap[]) {
  const done = Promise.withResolvers<void>();
  const closed = Promise.withResolvers<void>();
  let left = taps.length;
  const settle = async (ackIds: readonly string[]) => {
    left -= ackIds.length;
    if (left === 0) done.resolve();
  };
  const subscription: CategorySubscription = {
    open: async () => ({
      ack: settle,
      park: settle,
      close: async () => closed.resolve(),
      async *[Symbol.asyncIterator]() {
        yield* taps;
        await closed.promise;
      },
    }),
  };
  return { subscription, done: done.promise };
}

async function appended(events: number): Promise<{ eventStore: InMemoryEventStore; log: RecordedEvent[] }> {
  const eventStore = new InMemoryEventStore();
  const stream = newStream();
  await eventStore.append(stream, -1, newEvents(events));
  return { eventStore, log: await Array.fromAsync(eventStore.read(stream)) };
}

const tapOf = (event: RecordedEvent, retryCount = 0, ackId = event.id): Tap => ({ ackId, retryCount, event });

/** Lets a reconciliator work the deliveries off, and answers what it has counted. */
async function counted(
  eventStore: InMemoryEventStore,
  taps: readonly Tap[],
  {
    readModel = new InMemoryReadModel(),
    project = async () => undefined,
  }: { readModel?: ReadModelStore; project?: (event: RecordedEvent) => Promise<void> } = {},
) {
  const { metrics, valuesOf } = recording();
  const mediator = new Mediator<never, ReadPathContext>();
  mediator.on('happened.v1', (_, { event }) => project(event));
  const { subscription, done } = delivering(taps);
  const reconciliator = new ReadModelReconciliator({
    mediator,
    eventStore,
    subscription,
    readModel,
    metrics,
    retry: { attempts: 3, baseMs: 1, maxMs: 1 },
    log: { info: () => undefined, warn: () => undefined },
  });
  await reconciliator.start();
  await done;
  await reconciliator.stop();
  return valuesOf;
}

describe('what the read path counts', () => {
  it('is each transaction with its size, and how long after its append each event was stored', async () => {
    const { eventStore, log } = await appended(3);
    const valuesOf = await counted(
      eventStore,
      log.map((event) => tapOf(event)),
    );
    expect(valuesOf('batchStored')).toEqual([{ streams: 1, events: 3, ms: expect.any(Number) }]);
    const latencies = valuesOf('eventProjected').map(Number);
    expect(latencies).toHaveLength(3);
    for (const ms of latencies) expect(ms >= 0 && ms < 60_000).toBe(true);
    expect(valuesOf('eventsRead')).toEqual([]);
    expect(valuesOf('deliveredInVain')).toEqual([]);
  });

  it('is the events that were read because a delivery was missing', async () => {
    const { eventStore, log } = await appended(3);
    const valuesOf = await counted(
      eventStore,
      log.slice(2).map((event) => tapOf(event)),
    );
    expect(valuesOf('eventsRead')).toEqual([2]);
  });

  it('is deliveries that came again, and those in vain', async () => {
    const { eventStore, log } = await appended(1);
    const [event] = log as [RecordedEvent];
    const readModel = new InMemoryReadModel();
    await counted(eventStore, [tapOf(event)], { readModel });
    const valuesOf = await counted(eventStore, [tapOf(event, 2)], { readModel });
    expect(valuesOf('redelivered')).toEqual([1]);
    expect(valuesOf('deliveredInVain')).toEqual([1]);
    expect(valuesOf('eventProjected')).toEqual([]);
  });

  it('is events that were tried again, and the aggregate that was set aside in the end, with the reason', async () => {
    const { eventStore, log } = await appended(1);
    const project = () => Promise.reject(new CodedError('invalid', 'missing-document', 'It is not there'));
    const valuesOf = await counted(
      eventStore,
      log.map((event) => tapOf(event)),
      { project },
    );
    expect(valuesOf('eventRetried')).toHaveLength(2);
    expect(valuesOf('aggregateSetAside')).toEqual(['missing-document']);
    expect(valuesOf('deliveredInVain')).toEqual([]);
  });

  it('is races lost against another worker', async () => {
    const { eventStore, log } = await appended(1);
    const readModel = new InMemoryReadModel();
    const commit = readModel.commit.bind(readModel);
    let races = 2;
    readModel.commit = async (spans) => {
      races -= 1;
      if (races >= 0) throw new StaleSpansError(spans.map(({ stream }) => stream));
      await commit(spans);
    };
    const valuesOf = await counted(
      eventStore,
      log.map((event) => tapOf(event)),
      { readModel },
    );
    expect(valuesOf('raceLost')).toHaveLength(2);
    expect(valuesOf('batchStored')).toHaveLength(1);
  });
});
