import { readFileSync } from 'node:fs';
import { Mediator } from '@tools-provider/mediator';
import { describe, expect, it } from 'vitest';
import {
  type Count,
  Counter,
  type CounterEvent,
  type CounterState,
  counterType,
  ID,
  newContext,
  responseOf,
  type Start,
  streamOf,
} from '../../test/counter.ts';
import type { DomainEvent } from '../aggregate/domain-event.ts';
import type { CommandContext } from '../commands/command-context.ts';
import { EventSourcedMediator } from '../commands/event-sourced-mediator.ts';
import { EventSourcedPersistenceOrchestrator } from '../commands/event-sourced-persistence-orchestrator.ts';
import { InMemoryEventStore } from '../testing/in-memory-event-store.ts';
import { InMemoryStateStore } from '../testing/in-memory-state-store.ts';
import { COLLECTION, ID as ORDER_ID, Order, orderType } from '../testing/order.ts';
import { EventSourcedRepository } from './event-sourced-repository.ts';
import { StateStoredRepository } from './state-stored-repository.ts';

/** Anything that can be told of events, and notes what it is told. */
function listening<M extends Mediator<CommandContext, CommandContext>>(mediator: M) {
  const told: string[] = [];
  for (const type of [...counterType.eventTypes, ...orderType.eventTypes]) {
    mediator.on(type, async () => void told.push(type));
  }
  return { mediator, told };
}

type Counters = EventSourcedRepository<CounterState, CounterEvent, Counter>;
type Publish = (events: readonly DomainEvent[]) => Promise<void>;

/** The event-sourced repository without its override, or rather with another one in front of it. */
class Publishing extends EventSourcedRepository<CounterState, CounterEvent, Counter> {
  readonly #publish: Publish;

  constructor(store: InMemoryEventStore, publish: Publish) {
    super(counterType, store);
    this.#publish = publish;
  }

  protected override async publishDomainEvents(...[events]: unknown[]): Promise<void> {
    await this.#publish(events as readonly DomainEvent[]);
    await super.publishDomainEvents();
  }
}

/** Adds two counts by one command and a third by another, in a mediator that has a listener for every event, too. */
async function startAndCount(store: InMemoryEventStore, countersFor: (publish: Publish) => Counters) {
  const orchestrator = new EventSourcedPersistenceOrchestrator({ defaultEventStore: store });
  const { mediator, told } = listening(
    new EventSourcedMediator<CommandContext>({
      eventPersistenceOrchestrator: orchestrator.registerEventSourcedType('counter'),
    }),
  );
  const counters = countersFor(async (events) => {
    for (const event of events) await mediator.publish(event, newContext());
  });
  mediator.handle<Start>('start', async ({ by }, context) => {
    const counter = Counter.of();
    counter.count(by);
    counter.count(by);
    await counters.add(counter, context);
    return responseOf(counter);
  });
  mediator.handle<Count>('count', async ({ id, by }, context) => {
    const counter = await counters.get(id, context);
    counter.count(by);
    await counters.update(counter, context);
    return responseOf(counter);
  });
  await mediator.execute<Start>({ type: 'start', by: 1 }, newContext());
  await mediator.execute<Count>({ type: 'count', id: ID, by: 1 }, newContext());
  return { told, stored: await Array.fromAsync(store.read(streamOf())) };
}

describe('who publishes the events of an event-sourced aggregate', () => {
  it('not its repository: whether added or updated, one event or several, a listener hears of none', async () => {
    const store = new InMemoryEventStore();
    const { stored, told } = await startAndCount(store, () => new EventSourcedRepository(counterType, store));
    expect(stored).toHaveLength(3);
    expect(told).toEqual([]);
  });

  it('would be its repository, too, without the override: the listener would hear of every event', async () => {
    const store = new InMemoryEventStore();
    const { stored, told } = await startAndCount(store, (publish) => new Publishing(store, publish));
    expect(told).toEqual(stored.map(({ type }) => type));
    expect(told).toHaveLength(3);
  });

  it('nobody on the write path: a repository of them needs no mediator', async () => {
    const store = new InMemoryEventStore();
    const counters = new EventSourcedRepository(counterType, store);
    const counter = Counter.of();
    counter.count(1);
    counter.count(2);
    await counters.add(counter, newContext());
    counter.count(3);
    await counters.update(counter, newContext());
    const again = await new EventSourcedRepository(counterType, store).get(ID);
    expect(again).toMatchObject({ revision: 2, state: { total: 6 } });
  });

  it('is decided by an override that does nothing and says why', () => {
    const source = readFileSync(new URL('./event-sourced-repository.ts', import.meta.url), 'utf8');
    const [before = ''] = source.split('protected override async publishDomainEvents(): Promise<void> {}');
    const reasons = before.slice(before.lastIndexOf('/**'));
    for (const reason of ['in the log already', 'the reconciliator publishes every event', 'twice']) {
      expect(reasons).toContain(reason);
    }
  });
});

describe('an event-sourced aggregate that is stored', () => {
  it('is appended, then has its pending events cleared, then has its publishing skipped, and then the caller goes on', async () => {
    const trace: string[] = [];
    class TracedStore extends InMemoryEventStore {
      override async append(...append: Parameters<InMemoryEventStore['append']>) {
        const result = await super.append(...append);
        trace.push(`appended ${result.revision}, ${counter.pendingEvents.length} pending`);
        return result;
      }
    }
    const counter = Counter.of();
    const counters = new Publishing(new TracedStore(), async (events) => {
      trace.push(`hook of ${events.length}, ${counter.pendingEvents.length} pending`);
    });
    counter.count(1);
    counter.count(2);
    await counters.add(counter, newContext());
    trace.push('returned');
    expect(trace).toEqual(['appended 1, 2 pending', 'hook of 2, 0 pending', 'returned']);
  });

  it('is told of to nobody when the append fails, and keeps its events', async () => {
    const store = new InMemoryEventStore();
    let hooks = 0;
    const counters = new Publishing(store, async () => {
      hooks += 1;
    });
    const late = Counter.of(ID, undefined, 7);
    late.count(5);
    await expect(counters.update(late, newContext())).rejects.toMatchObject({ code: 'revision-conflict' });
    expect([hooks, late.pendingEvents.length, late.revision]).toEqual([0, 1, 7]);
  });
});

describe('what an aggregate raises', () => {
  it('waits in the aggregate, which tells nobody, until it is stored', async () => {
    const { mediator, told } = listening(new Mediator<CommandContext, CommandContext>());
    const store = new InMemoryStateStore();
    const options = { collection: COLLECTION, publisher: mediator };
    const orders = new StateStoredRepository(orderType, store, options);
    const order = Order.place('Ada');
    order.add('tea');
    const { prototype } = Order;
    expect(Reflect.has(prototype, 'publish') || Reflect.has(prototype, 'publishDomainEvents')).toBe(false);
    expect(order.pendingEvents.map(({ type }) => type)).toEqual(['order.placed.v1', 'order.item.added.v1']);
    expect(told).toEqual([]);
    await orders.add(order, newContext());
    expect(told).toEqual(['order.placed.v1', 'order.item.added.v1']);
  });

  it('is there for ever if it is event-sourced; of a state-stored one only the state is', async () => {
    const [log, states] = [new InMemoryEventStore(), new InMemoryStateStore()];
    const counter = Counter.of();
    counter.count(1);
    counter.count(2);
    await new EventSourcedRepository(counterType, log).add(counter, newContext());
    const order = Order.place('Ada');
    order.add('tea');
    await new StateStoredRepository(orderType, states, { collection: COLLECTION }).add(order, newContext());

    const events = await Array.fromAsync(log.read(streamOf()));
    expect(events.map(({ data }) => data)).toEqual([{ by: 1 }, { by: 2 }]);
    const stored = await states.load(COLLECTION, ORDER_ID);
    expect(stored).toEqual({ id: ORDER_ID, revision: 1, state: order.state, commands: [] });
    expect(await states.outbox.counts()).toEqual({ pending: 0, delivered: 0, setAside: 0 });
  });
});
