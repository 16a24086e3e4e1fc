import { randomUUID } from 'node:crypto';
import {
  AggregateRoot,
  type AggregateType,
  answerRepeated,
  type DomainEvent,
  EventSourcedMediator,
  EventSourcedPersistenceOrchestrator,
  OutboxService,
  OutboxStateStoredRepository,
  OutboxWorker,
  retryOnConflict,
  UnitOfWork,
} from '@tools-provider/event-sourcing';
import { InMemoryEventStore, newCommandContext } from '@tools-provider/event-sourcing/testing';
import { CodedError, type Command } from '@tools-provider/mediator';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { MongoDb } from '../src/connect-mongodb.ts';
import { type EmbeddedServer, openNotes, startServer } from './embedded-database.ts';

type Counted = DomainEvent<'counter.counted.v1', { readonly by: number }>;
interface Total {
  readonly total: number;
}

const evolve = ({ total }: Total, { data }: Counted): Total => ({ total: total + data.by });

class Counter extends AggregateRoot<Total, Counted> {
  static of(id: string, state: Total = { total: 0 }, revision?: number): Counter {
    return new Counter(evolve, id, state, revision);
  }
  count(by: number): void {
    this.raise({ type: 'counter.counted.v1', data: { by } });
  }
}

const counterType: AggregateType<Total, Counted, Counter> = {
  category: 'tools_provider',
  name: 'counter',
  initial: { total: 0 },
  eventTypes: ['counter.counted.v1'],
  evolve,
  rehydrate: Counter.of,
  isDeleted: () => false,
};

interface Count extends Command<{ revision: number }> {
  readonly type: 'count';
  readonly id: string;
  /** What to count, each by an event of its own. */
  readonly by: readonly number[];
  /** Fails when everything is done. */
  readonly isDoomed: boolean;
}

let server: EmbeddedServer;
let mongoDb: MongoDb;
beforeAll(async () => {
  server = await startServer();
});
beforeEach(async () => {
  await mongoDb?.close();
  mongoDb = await openNotes(server.newDatabase());
  await mongoDb.prepare([], [{ name: 'counters-under-test', indexedFields: [] }]);
});
afterAll(async () => {
  await mongoDb.close();
  await server.close();
});

function setUp() {
  const counters = new OutboxStateStoredRepository(counterType, mongoDb.stateStore, {
    collection: 'counters-under-test',
  });
  const mediator = new EventSourcedMediator({
    behaviors: { command: [answerRepeated(), retryOnConflict] },
    uowFactory: () => new UnitOfWork(mongoDb.stateStore),
    eventPersistenceOrchestrator: new EventSourcedPersistenceOrchestrator({
      defaultEventStore: new InMemoryEventStore(),
    }).registerNonEventSourcedType('counter'),
  });
  mediator.handle<Count>('count', async ({ id, by, isDoomed }, context) => {
    const counter = await counters.get(id, context);
    for (const each of by) counter.count(each);
    await counters.update(counter, context);
    if (isDoomed) throw new CodedError('refused', 'doomed', 'no');
    return { revision: counter.revision };
  });
  const count = (id: string, by: readonly number[], context = newCommandContext(), isDoomed = false) =>
    mediator.execute<Count>({ type: 'count', id, by, isDoomed }, context);
  const begin = async () => {
    const counter = Counter.of(randomUUID());
    counter.count(0);
    await counters.add(counter, newCommandContext());
    return counter.id;
  };
  return { counters, count, begin };
}

describe('a unit of work over MongoDB', () => {
  it('stores state and messages of a command together, and says at which revision', async () => {
    const { counters, count, begin } = setUp();
    const id = await begin();
    expect(await count(id, [1, 2])).toEqual({ revision: 2 });
    expect(await counters.get(id)).toMatchObject({ revision: 2, state: { total: 3 } });
    expect(await mongoDb.outbox.counts()).toMatchObject({ pending: 3 });
  });

  it('stores nothing of a command that fails after it has changed something', async () => {
    const { counters, count, begin } = setUp();
    const id = await begin();
    const doomed = count(id, [1], newCommandContext(), true);
    await expect(doomed).rejects.toMatchObject({ code: 'doomed' });
    expect(await counters.get(id)).toMatchObject({ revision: 0, state: { total: 0 } });
    expect(await mongoDb.outbox.counts()).toMatchObject({ pending: 1 });
  });

  it('lets one of two commands win that have seen the same revision', async () => {
    const { counters, count, begin } = setUp();
    const id = await begin();
    const seen = () => newCommandContext({ expectedRevision: 0 });
    const outcomes = await Promise.allSettled([count(id, [1], seen()), count(id, [1], seen())]);
    const [lost] = outcomes.filter((outcome) => outcome.status === 'rejected');
    expect(lost?.reason).toMatchObject({ kind: 'conflict', code: 'stale-revision', currentRevision: 1 });
    expect((await counters.get(id)).state.total).toBe(1);
  });

  it('decides commands again that meet, so that none is lost, and carries out a repeated one once', async () => {
    const { counters, count, begin } = setUp();
    const id = await begin();
    const twice = newCommandContext({ requestHash: 'one wish' });
    await Promise.all([count(id, [1]), count(id, [10]), count(id, [100], twice), count(id, [100], twice)]);
    expect((await counters.get(id)).state.total).toBe(111);
  });

  it('has its events in the feed once, in order and under the ids they were stored with', async () => {
    const { count, begin } = setUp();
    const ids = [await begin(), await begin()];
    for (const by of [1, 2, 3]) for (const id of ids) await count(id, [by, by]);
    const delivered = Promise.withResolvers<void>();
    let left = 14;
    const worker = new OutboxWorker({
      outbox: new OutboxService(mongoDb.outbox),
      leases: mongoDb.leases,
      owner: randomUUID(),
      publish: async ({ id, type, stream, revision, data }) => {
        const cloudEvent = { id, type, source: 'test', subject: stream, revision, data };
        await mongoDb.feedWriter.append([{ cloudEvent, stream, revision }]);
      },
      log: { info: () => undefined, warn: () => undefined },
      observer: {
        reached: (point) => {
          if (point === 'after-mark' && --left === 0) delivered.resolve();
        },
      },
    });
    worker.start();
    await delivered.promise;
    await worker.stop();
    const { events } = await mongoDb.feed.page({ after: 0, limit: 100 });
    expect(events).toHaveLength(14);
    for (const id of ids) {
      const ofOne = events.filter(({ subject }) => subject === `tools_provider-counter-${id}`);
      expect(ofOne.map(({ revision }) => revision)).toEqual([0, 1, 2, 3, 4, 5, 6]);
      expect(ofOne.map(({ data }) => (data as Counted['data']).by)).toEqual([0, 1, 1, 2, 2, 3, 3]);
    }
    expect(new Set(events.map(({ id }) => id)).size).toBe(14);
  });
});
