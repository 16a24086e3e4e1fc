import { CodedError, type Command } from '@tools-provider/mediator';
import { describe, expect, it } from 'vitest';
import type { CommandContext } from '../commands/command-context.ts';
import { retryOnConflict } from '../commands/conflict-retry.ts';
import { EventSourcedMediator } from '../commands/event-sourced-mediator.ts';
import { EventSourcedPersistenceOrchestrator } from '../commands/event-sourced-persistence-orchestrator.ts';
import { answerRepeated } from '../commands/repeated-command.ts';
import { UnitOfWork } from '../commands/unit-of-work.ts';
import { InMemoryEventStore } from '../testing/in-memory-event-store.ts';
import { InMemoryStateStore } from '../testing/in-memory-state-store.ts';
import { newCommandContext } from '../testing/new-command-context.ts';
import {
  COLLECTION,
  ID,
  Order,
  type OrderEvent,
  type OrderState,
  orderType,
  repeatable,
  STREAM,
} from '../testing/order.ts';
import type { EventPublisher } from './event-publisher.ts';
import { OutboxStateStoredRepository } from './outbox-state-stored-repository.ts';
import { StateStoredRepository } from './state-stored-repository.ts';

interface Wish extends Command<{ revision: number }> {
  readonly type: 'wish';
}

type Orders = StateStoredRepository<OrderState, OrderEvent, Order>;

/** A command that is what `handler` does, in a unit of work over a state store; with an outbox, unless there is a publisher. */
function setUp(
  handler: (orders: Orders, context: CommandContext) => Promise<void>,
  publisher?: EventPublisher,
) {
  const [stateStore, eventStore] = [new InMemoryStateStore(), new InMemoryEventStore()];
  const orders: Orders =
    publisher === undefined
      ? new OutboxStateStoredRepository(orderType, stateStore, { collection: COLLECTION })
      : new StateStoredRepository(orderType, stateStore, { collection: COLLECTION, publisher });
  const orchestrator = new EventSourcedPersistenceOrchestrator({ defaultEventStore: eventStore });
  const mediator = new EventSourcedMediator({
    behaviors: { command: [answerRepeated(), retryOnConflict] },
    uowFactory: () => new UnitOfWork(stateStore),
    eventPersistenceOrchestrator: orchestrator.registerNonEventSourcedType('order'),
  });
  mediator.handle<Wish>('wish', async (_, context) => {
    await handler(orders, context);
    return { revision: -1 };
  });
  return {
    eventStore,
    orders,
    wish: (context = newCommandContext()) => mediator.execute<Wish>({ type: 'wish' }, context),
    stored: (id = ID) => stateStore.load<OrderState>(COLLECTION, id),
    messages: async () => (await stateStore.outbox.undelivered(STREAM, 10)).map(({ revision }) => revision),
  };
}

describe('a state-stored aggregate in a unit of work', () => {
  it('is stored with its messages when the handler has ended, not before, and nothing goes into the log', async () => {
    const seen: unknown[] = [];
    const { eventStore, wish, stored, messages } = setUp(async (orders, context) => {
      const order = Order.place('Ada');
      order.add('tea');
      await orders.add(order, context);
      seen.push(await stored(), order.pendingEvents.length);
    });
    expect(await wish()).toEqual({ revision: 1 });
    expect(seen).toEqual([undefined, 2]);
    expect(await stored()).toMatchObject({ revision: 1, state: { items: ['tea'] } });
    expect(await messages()).toEqual([0, 1]);
    expect(eventStore.appendCount).toBe(0);
  });

  it('is not stored, nor are its messages, when the handler fails after it', async () => {
    const { wish, stored, messages } = setUp(async (orders, context) => {
      await orders.add(Order.place('Ada'), context);
      throw new CodedError('refused', 'too-much', 'no');
    });
    await expect(wish()).rejects.toMatchObject({ code: 'too-much' });
    expect(await stored()).toBeUndefined();
    expect(await messages()).toEqual([]);
  });

  it('is stored together with the others of its command, or none of them is', async () => {
    const other = crypto.randomUUID();
    const { wish, stored } = setUp(async (orders, context) => {
      await orders.add(Order.place('Bert', other), context);
      await orders.add(Order.place('Ada'), context);
    });
    await wish();
    expect([await stored(other), await stored()]).toMatchObject([{ revision: 0 }, { revision: 0 }]);

    const third = crypto.randomUUID();
    const late = setUp(async (orders, context) => {
      await orders.add(Order.place('Carl', third), context);
      await orders.add(Order.place('Ada'), context);
    });
    await late.orders.add(Order.place('Ada'), newCommandContext());
    await expect(late.wish()).rejects.toMatchObject({ code: 'order-already-exists', currentRevision: 0 });
    expect(await late.stored(third)).toBeUndefined();
  });

  it('is not said to exist already when it was another one of its command that lost a race', async () => {
    const other = crypto.randomUUID();
    let runs = 0;
    const { orders, wish, stored } = setUp(async (all, context) => {
      const order = await all.get(ID, context);
      runs += 1;
      if (runs === 1) await change(await orders.get(ID), newCommandContext());
      await all.add(Order.place('Bert', other), context);
      await change(order, context);
    });
    const change = async (order: Order, context: CommandContext) => {
      order.add('tea');
      await orders.update(order, context);
    };
    await orders.add(Order.place('Ada'), newCommandContext());
    await wish();
    expect([await stored(other), await stored()]).toMatchObject([{ revision: 0 }, { revision: 2 }]);
  });

  it('tells its publisher only when everything is stored, once an event', async () => {
    const told: unknown[] = [];
    const publisher: EventPublisher = {
      publish: async ({ type }, context) => {
        told.push([type, (await stored())?.revision, context.unitOfWork]);
      },
    };
    const { wish, stored } = setUp(async (orders, context) => {
      await orders.add(Order.place('Ada'), context);
      expect(told).toEqual([]);
    }, publisher);
    await wish();
    expect(told).toEqual([['order.placed.v1', 0, undefined]]);
  });

  it('is not decided again when those who are told of it meet a conflict of their own', async () => {
    let runs = 0;
    const conflict = new CodedError('conflict', 'revision-conflict', 'of another aggregate');
    const { wish } = setUp(
      async (orders, context) => {
        runs += 1;
        await orders.add(Order.place('Ada', crypto.randomUUID()), context);
      },
      { publish: () => Promise.reject(conflict) },
    );
    await expect(wish()).rejects.toMatchObject({ code: 'events-not-published', cause: conflict });
    expect(runs).toBe(1);
  });

  it('is decided again when another command was faster, so that neither is lost', async () => {
    const { orders, wish, stored, messages } = setUp(async (all, context) => {
      const order = await all.get(ID, context);
      order.add(context.commandId);
      await all.update(order, context);
    });
    await orders.add(Order.place('Ada'), newCommandContext());
    const contexts = [newCommandContext(), newCommandContext(), newCommandContext()];
    await Promise.all(contexts.map(wish));
    const { state } = (await stored()) ?? {};
    expect(state?.items.toSorted()).toEqual(contexts.map(({ commandId }) => commandId).toSorted());
    expect(await messages()).toEqual([0, 1, 2, 3]);
  });

  it('gives a command that is sent again its first answer, and stores and tells nothing', async () => {
    const { orders, wish, messages } = setUp(async (all, context) => {
      const order = await all.get(ID, context);
      order.add('tea');
      await all.update(order, context);
    });
    await orders.add(Order.place('Ada'), newCommandContext());
    const context = repeatable();
    expect(await wish(context)).toEqual({ revision: 1 });
    await wish();
    const again = await wish(context);
    expect(again).toMatchObject({ isRepeated: true, revision: 1, state: { items: ['tea'] } });
    expect(await messages()).toEqual([0, 1, 2]);
  });
});
