import { CodedError, Mediator } from '@tools-provider/mediator';
import { describe, expect, it } from 'vitest';
import type { DomainEvent, StateStoredEvent } from '../aggregate/domain-event.ts';
import type { CommandContext } from '../commands/command-context.ts';
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
import { Repository, type StorableAggregate } from './repository.ts';
import { MAX_REMEMBERED_COMMANDS } from './state-store.ts';
import { StateStoredRepository } from './state-stored-repository.ts';

/** A mediator that notes what it is told, and how the order was stored at that moment. */
function listening(store: InMemoryStateStore) {
  const told: { readonly type: string; readonly storedRevision: number | undefined }[] = [];
  const mediator = new Mediator<unknown, CommandContext>();
  for (const type of orderType.eventTypes) {
    mediator.on(type, async () => {
      told.push({ type, storedRevision: (await store.load(COLLECTION, ID))?.revision });
    });
  }
  return { told, mediator };
}

function setUp() {
  const store = new InMemoryStateStore();
  const { told, mediator } = listening(store);
  const orders = new StateStoredRepository(orderType, store, { collection: COLLECTION, publisher: mediator });
  return { store, told, orders };
}

/** What the outbox holds of the order, in order. */
const messagesOf = (store: InMemoryStateStore) => store.outbox.undelivered(STREAM, 100);

describe('who publishes the events of a state-stored aggregate', () => {
  it('a state-stored repository publishes its event once, after the state was saved', async () => {
    const { told, orders } = setUp();
    await orders.add(Order.place('Ada'), newCommandContext());
    expect(told).toEqual([{ type: 'order.placed.v1', storedRevision: 0 }]);
  });

  it('publishes several events one by one and in order, none before all are saved', async () => {
    const { told, orders } = setUp();
    const order = Order.place('Ada');
    order.add('tea');
    order.add('milk');
    await orders.add(order, newCommandContext());
    expect(told).toEqual([
      { type: 'order.placed.v1', storedRevision: 2 },
      { type: 'order.item.added.v1', storedRevision: 2 },
      { type: 'order.item.added.v1', storedRevision: 2 },
    ]);
  });

  it('publishes nothing when saving fails, and keeps the pending events', async () => {
    const store = new InMemoryStateStore();
    const { told, mediator } = listening(store);
    const away = new CodedError('unavailable', 'state-store-unavailable', 'no answer');
    const failing = {
      load: store.load.bind(store),
      find: store.find.bind(store),
      save: () => Promise.reject(away),
    };
    const orders = new StateStoredRepository(orderType, failing, {
      collection: COLLECTION,
      publisher: mediator,
    });
    const order = Order.place('Ada');
    await expect(orders.add(order, newCommandContext())).rejects.toBe(away);
    expect(told).toEqual([]);
    expect(order).toMatchObject({ revision: -1, pendingEvents: [{ type: 'order.placed.v1' }] });
  });

  it('clears the pending events when they are saved, so that the next change publishes its own only', async () => {
    const { told, orders } = setUp();
    const order = Order.place('Ada');
    await orders.add(order, newCommandContext());
    expect(order.pendingEvents).toEqual([]);
    order.add('tea');
    await orders.update(order, newCommandContext());
    expect(told.map(({ type }) => type)).toEqual(['order.placed.v1', 'order.item.added.v1']);
  });

  it('would publish events again that were not cleared', async () => {
    const told: DomainEvent[] = [];
    class Stub extends Repository<StorableAggregate> {
      override get = () => Promise.reject(new Error('not needed'));
      protected override persist = async () => 0;
      protected override identify = () => ({ aggregateType: 'stub', stream: 'stub' });
      protected override changeOf = () => ({
        events: [],
        settle: async () => undefined,
      });
      protected override publishDomainEvents = async (events: readonly DomainEvent[]) =>
        void told.push(...events);
    }
    const pendingEvents = [{ type: 'happened.v1', data: {} }];
    const neverCleared = { id: ID, revision: 0, pendingEvents, markPersisted: () => undefined };
    await new Stub().add(neverCleared, newCommandContext());
    await new Stub().update(neverCleared, newCommandContext());
    expect(told).toHaveLength(2);
  });

  it('works without a publisher where nobody wants to know', async () => {
    const store = new InMemoryStateStore();
    const orders = new StateStoredRepository(orderType, store, { collection: COLLECTION });
    await orders.add(Order.place('Ada'), newCommandContext());
    expect((await orders.get(ID)).state.customer).toBe('Ada');
  });

  it('loses the event when the process dies between saving and publishing, and says so', async () => {
    const store = new InMemoryStateStore();
    const told: string[] = [];
    const died = new Error('the process died here');
    const publisher: EventPublisher = {
      publish: async ({ type }) => {
        if (told.length > 0) throw died;
        told.push(type);
      },
    };
    const orders = new StateStoredRepository(orderType, store, { collection: COLLECTION, publisher });
    const order = Order.place('Ada');
    order.add('tea');
    order.add('milk');
    await expect(orders.add(order, newCommandContext())).rejects.toMatchObject({
      kind: 'defect',
      code: 'events-not-published',
      cause: died,
      // What was told before is not lost, and not listed.
      events: [
        { type: 'order.item.added.v1', revision: 1 },
        { type: 'order.item.added.v1', revision: 2 },
      ],
    });
    expect(told).toEqual(['order.placed.v1']);
    expect((await orders.get(ID)).state).toMatchObject({ customer: 'Ada', items: ['tea', 'milk'] });
    expect(order.pendingEvents).toEqual([]);
    expect(await messagesOf(store)).toEqual([]);
  });

  it('with an outbox the event is stored with the state, whatever happens after', async () => {
    const store = new InMemoryStateStore();
    const orders = new OutboxStateStoredRepository(orderType, store, { collection: COLLECTION });
    const order = Order.place('Ada');
    order.add('tea');
    const context = newCommandContext();
    await orders.add(order, context);
    const messages = await messagesOf(store);
    expect(messages).toMatchObject([
      { subject: STREAM, revision: 0, status: 'pending', attempts: 0, createdAt: context.occurredAt },
      { subject: STREAM, revision: 1, event: { type: 'order.item.added.v1', data: { item: 'tea' } } },
    ]);
    expect(messages.map(({ id }) => id)).toEqual(messages.map(({ event }) => event.id));
    expect(messages[1]?.event).toMatchObject({
      stream: STREAM,
      revision: 1,
      metadata: { commandId: context.commandId, sequenceNumber: 1, actor: 'otto' },
    });
  });

  it('a repository with an outbox publishes nothing itself, also when it knows a publisher', async () => {
    const store = new InMemoryStateStore();
    const { told, mediator } = listening(store);
    const options = { collection: COLLECTION, publisher: mediator };
    const orders = new OutboxStateStoredRepository(orderType, store, options);
    const order = Order.place('Ada');
    await orders.add(order, newCommandContext());
    order.add('tea');
    await orders.update(order, newCommandContext());
    expect(told).toEqual([]);
    expect(await messagesOf(store)).toHaveLength(2);
  });

  it('without its override a repository with an outbox would tell everything twice', async () => {
    /** The repository with the override taken away. */
    class Publishing extends OutboxStateStoredRepository<OrderState, OrderEvent, Order> {
      protected override publishDomainEvents = Reflect.get(
        StateStoredRepository.prototype,
        'publishDomainEvents',
      );
    }
    const store = new InMemoryStateStore();
    const { told, mediator } = listening(store);
    const orders = new Publishing(orderType, store, { collection: COLLECTION, publisher: mediator });
    await orders.add(Order.place('Ada'), newCommandContext());
    expect([told.length, (await messagesOf(store)).length]).toEqual([1, 1]);
  });
});

describe('StateStoredRepository', () => {
  it('lets the revision grow with each event', async () => {
    const { orders } = setUp();
    const order = Order.place('Ada');
    order.add('tea');
    await orders.add(order, newCommandContext());
    expect(order.revision).toBe(1);
    const loaded = await orders.get(ID);
    loaded.add('milk');
    await orders.update(loaded, newCommandContext());
    expect(await orders.get(ID)).toMatchObject({
      revision: 2,
      state: { customer: 'Ada', items: ['tea', 'milk'] },
    });
  });

  it('does nothing for an aggregate that has no pending events', async () => {
    const { told, orders } = setUp();
    await orders.add(Order.place('Ada'), newCommandContext());
    await orders.update(await orders.get(ID), newCommandContext());
    expect(told).toHaveLength(1);
  });

  it('answers not-found for what never was, and gone for what was deleted, but gives that to those who delete again', async () => {
    const { orders } = setUp();
    await expect(orders.get(ID)).rejects.toMatchObject({ kind: 'not-found', code: 'order-not-found' });
    const order = Order.place('Ada');
    order.withdraw();
    await orders.add(order, newCommandContext());
    await expect(orders.get(ID)).rejects.toMatchObject({
      kind: 'gone',
      code: 'order-deleted',
      currentRevision: 1,
    });
    expect((await orders.getEvenIfDeleted(ID)).state.isWithdrawn).toBe(true);
  });

  it('refuses a caller that has seen another revision, when it loads and when it stores', async () => {
    const { orders } = setUp();
    await orders.add(Order.place('Ada'), newCommandContext());
    const stale = { kind: 'conflict', code: 'stale-revision', currentRevision: 0 };
    await expect(orders.get(ID, { expectedRevision: 3 })).rejects.toMatchObject(stale);
    const [first, second, third] = [await orders.get(ID), await orders.get(ID), await orders.get(ID)];
    for (const order of [first, second, third]) order.add('tea');
    await orders.update(first, newCommandContext());
    const outrun = orders.update(second, newCommandContext({ expectedRevision: 0 }));
    await expect(outrun).rejects.toMatchObject({ ...stale, currentRevision: 1 });
    const retried = orders.update(third, newCommandContext());
    await expect(retried).rejects.toMatchObject({ code: 'revision-conflict', currentRevision: 1 });
  });

  it('says that an id is taken', async () => {
    const { orders } = setUp();
    await orders.add(Order.place('Ada'), newCommandContext());
    const taken = orders.add(Order.place('Bert'), newCommandContext());
    await expect(taken).rejects.toMatchObject({
      kind: 'conflict',
      code: 'order-already-exists',
      currentRevision: 0,
    });
  });

  it('derives the ids of events from the command, and gives each aggregate of a command its own', async () => {
    const other = crypto.randomUUID();
    const idsOf = async (context: CommandContext) => {
      const told: StateStoredEvent[] = [];
      const publisher: EventPublisher = { publish: async (event) => void told.push(event) };
      const store = new InMemoryStateStore();
      const orders = new StateStoredRepository(orderType, store, { collection: COLLECTION, publisher });
      for (const id of [ID, other]) {
        const order = Order.place('Ada', id);
        order.add('tea');
        await orders.add(order, context);
      }
      return told.map(({ id }) => id);
    };
    const context = newCommandContext();
    const ids = await idsOf(context);
    expect(new Set(ids).size).toBe(4);
    expect(await idsOf(context)).toEqual(ids);
    expect(await idsOf(newCommandContext())).not.toEqual(ids);
  });
});

describe('a command that is sent again', () => {
  const repeated = (revision: number, items: readonly string[]) => ({
    code: 'repeated-command',
    firstAnswer: { id: ID, revision, state: expect.objectContaining({ items }) },
  });

  it('gets its first answer, although the aggregate has changed and been deleted since, and whatever it has seen', async () => {
    const { told, orders } = setUp();
    const context = repeatable();
    const order = Order.place('Ada');
    order.add('tea');
    await orders.add(order, context);
    order.add('milk');
    await orders.update(order, repeatable());
    await expect(orders.get(ID, context)).rejects.toMatchObject(repeated(1, ['tea']));
    order.withdraw();
    await orders.update(order, repeatable());
    const late = orders.get(ID, { ...context, expectedRevision: 77 });
    await expect(late).rejects.toMatchObject(repeated(1, ['tea']));
    expect(told).toHaveLength(4);
  });

  it('gets its first answer when it adds again', async () => {
    const { told, orders } = setUp();
    const context = repeatable();
    await orders.add(Order.place('Ada'), context);
    await expect(orders.add(Order.place('Ada'), context)).rejects.toMatchObject(repeated(0, []));
    expect(told).toHaveLength(1);
  });

  it('gets its first answer when both come at the same moment', async () => {
    const { orders } = setUp();
    await orders.add(Order.place('Ada'), newCommandContext());
    const context = repeatable({ expectedRevision: 0 });
    const [first, second] = [await orders.get(ID, context), await orders.get(ID, context)];
    for (const order of [first, second]) order.add('tea');
    await orders.update(first, context);
    await expect(orders.update(second, context)).rejects.toMatchObject(repeated(1, ['tea']));
  });

  it('is refused when it wishes something else', async () => {
    const { orders } = setUp();
    const context = repeatable();
    await orders.add(Order.place('Ada'), context);
    const other = { ...context, requestHash: 'another wish' };
    const reused = { kind: 'refused', code: 'command-id-reused' };
    await expect(orders.get(ID, other)).rejects.toMatchObject(reused);
    await expect(orders.add(Order.place('Bert'), other)).rejects.toMatchObject(reused);
  });

  it('is remembered through other commands, up to a number of them', async () => {
    const { orders } = setUp();
    const context = repeatable();
    const change = async (each: CommandContext) => {
      const order = await orders.get(ID, each);
      order.add('tea');
      await orders.update(order, each);
    };
    await orders.add(Order.place('Ada'), context);
    for (let n = 1; n < MAX_REMEMBERED_COMMANDS; n += 1) await change(repeatable());
    await change(newCommandContext());
    await expect(orders.get(ID, context)).rejects.toMatchObject(repeated(0, []));
    await change(repeatable());
    expect((await orders.get(ID, context)).revision).toBe(MAX_REMEMBERED_COMMANDS + 1);
  });
});
