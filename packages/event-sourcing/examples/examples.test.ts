import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import {
  type AggregateRef,
  type CommandContext,
  EventSourcedRepository,
  type EventStore,
  type ReadDocument,
  type ReadPathContext,
  registerProjection,
  streamNaming,
} from '@tools-provider/event-sourcing';
import {
  givenAggregate,
  InMemoryDocumentSession,
  InMemoryEventStore,
  InMemoryStateStore,
  newCommandContext,
} from '@tools-provider/event-sourcing/testing';
import { type Command, Mediator } from '@tools-provider/mediator';
import { describe, expect, it, vi } from 'vitest';
import { basicMediator } from './basic-mediator.ts';
import * as gettingStarted from './getting-started.ts';
import * as removal from './getting-started-removal.ts';
import { type ChooseTheme, logPreferences, mediatorOfBoth } from './marked-types.ts';
import { forgetfulMediator, mediatorOfFactory } from './mediator-factory.ts';
import { mediatorAfter, mediatorBefore } from './migration.ts';
import { type CreateOrder, orderHandlers, type ShipOrder } from './order.ts';
import { newestVersionsOf } from './schema-evolution.ts';

// Some examples are run as processes.
vi.setConfig({ testTimeout: 60_000 });

const run = promisify(execFile);

/** What an example prints when it is run as its first line says. */
async function printed(example: string): Promise<string> {
  const { stdout } = await run(process.execPath, [pathOf(example)]);
  return stdout;
}

function pathOf(file: string): string {
  return fileURLToPath(new URL(file, import.meta.url));
}

async function typesIn(store: EventStore, aggregate: AggregateRef): Promise<string[]> {
  const events = await Array.fromAsync(store.read(streamNaming('shop').nameOf(aggregate)));
  return events.map(({ type }) => type);
}

const createOrder: CreateOrder = { type: 'create-order', customerId: 'cust-123' };

describe('The basic example', () => {
  it('stores what each command raised before it answers with the revision', async () => {
    const eventStore = new InMemoryEventStore();
    const mediator = basicMediator(eventStore);
    const { id, revision } = await mediator.execute(createOrder, newCommandContext());
    expect(revision).toBe(0);
    expect(await typesIn(eventStore, { aggregate: 'order', id })).toEqual(['order.created.v1']);

    const ship: ShipOrder = { type: 'ship-order', id, parcel: 'P-1' };
    expect(await mediator.execute(ship, newCommandContext())).toEqual({ id, revision: 1 });
    expect(await mediator.execute(ship, newCommandContext())).toEqual({ id, revision: 1 });
    expect(await typesIn(eventStore, { aggregate: 'order', id })).toEqual([
      'order.created.v1',
      'order.shipped.v1',
    ]);
    await expect(
      mediator.execute<ShipOrder>({ ...ship, parcel: 'P-2' }, newCommandContext()),
    ).rejects.toMatchObject({ code: 'shipped-already' });
    expect(eventStore.appendCount).toBe(2);
  });

  it('prints what it stored', async () => {
    expect(await printed('basic-mediator.ts')).toBe(
      [
        'created at revision 0',
        'shipped at revision 1',
        'stored 0: order.created.v1',
        'stored 1: order.shipped.v1',
        '',
      ].join('\n'),
    );
  });
});

describe('The example of the factory', () => {
  it('makes a mediator that stores orders, and one that refuses them because nobody has registered them', async () => {
    const stores = { eventStore: new InMemoryEventStore(), ledger: new InMemoryEventStore() };
    const { id } = await mediatorOfFactory(stores).execute(createOrder, newCommandContext());
    expect(await typesIn(stores.eventStore, { aggregate: 'order', id })).toEqual(['order.created.v1']);

    await expect(forgetfulMediator(stores).execute(createOrder, newCommandContext())).rejects.toMatchObject({
      name: 'EventSourcedAggregateRequiredError',
      aggregateType: 'order',
    });
    expect([stores.eventStore.appendCount, stores.ledger.appendCount]).toEqual([1, 0]);
  });

  it('prints the sentence that says what to do', async () => {
    expect(await printed('mediator-factory.ts')).toBe(
      [
        'created at revision 0',
        "refused: order raised events, but it is not registered: call registerEventSourcedType('order') or registerNonEventSourcedType('order') at start",
        'appends: 1',
        '',
      ].join('\n'),
    );
  });
});

describe('The example of marked types', () => {
  it('stores the state of a marked type and tells its event once, and has nothing of it in the log', async () => {
    const eventStore = new InMemoryEventStore();
    const stateStore = new InMemoryStateStore();
    const told: string[] = [];
    const mediator = mediatorOfBoth({ eventStore, stateStore, tell: (type) => told.push(type) });
    const context = newCommandContext();
    const choose: ChooseTheme = { type: 'choose-theme', theme: 'dark' };

    expect(await mediator.execute(choose, context)).toEqual({ revision: 0 });
    expect(await stateStore.load('user-preferences', context.newId('preferences'))).toMatchObject({
      revision: 0,
      state: { theme: 'dark' },
    });
    expect(told).toEqual(['theme.chosen.v1']);
    expect(eventStore.appendCount).toBe(0);

    const { id } = await mediator.execute(createOrder, newCommandContext());
    expect(await typesIn(eventStore, { aggregate: 'order', id })).toEqual(['order.created.v1']);
  });

  it('cannot even make a repository that would log a marked type', () => {
    expect(() => logPreferences(new InMemoryEventStore())).toThrow(
      expect.objectContaining({ name: 'StrictValidationViolationError' }),
    );
  });

  it('prints where each kind went', async () => {
    expect(await printed('marked-types.ts')).toBe(
      [
        'order at revision 0, appends: 1',
        'told: theme.chosen.v1',
        'preferences at revision 0, appends: 1',
        'refused: theme.chosen.v1 of user-preferences: its class is marked by nonEventSourced, so it is stored as its state: use a StateStoredRepository, or take the mark away',
        '',
      ].join('\n'),
    );
  });
});

describe('The migration', () => {
  interface CountEvents extends Command<number> {
    readonly type: 'count-events';
    readonly id: string;
  }

  it.each([
    ['before', mediatorBefore],
    ['after', mediatorAfter],
  ])(
    'gives the same answers and events from the same handlers of commands and queries: %s',
    async (_, make) => {
      const eventStore = new InMemoryEventStore();
      const mediator = make(eventStore);
      mediator.handle<CountEvents>('count-events', async ({ id }) => {
        return (await typesIn(eventStore, { aggregate: 'order', id })).length;
      });
      const { id, revision } = await mediator.execute(createOrder, newCommandContext());
      const ship: ShipOrder = { type: 'ship-order', id, parcel: 'P-1' };
      expect([revision, (await mediator.execute(ship, newCommandContext())).revision]).toEqual([0, 1]);
      expect(await mediator.execute<CountEvents>({ type: 'count-events', id }, newCommandContext())).toBe(2);
      expect(await typesIn(eventStore, { aggregate: 'order', id })).toEqual([
        'order.created.v1',
        'order.shipped.v1',
      ]);
    },
  );

  it('is worth it: of a handler that fails late nothing is left behind any more', async () => {
    const left = async (mediator: Mediator<CommandContext>, eventStore: InMemoryEventStore) => {
      mediator.handle('create-and-fail', async (_, context) => {
        await orderHandlers(eventStore).commandHandler('create-order')?.(createOrder, context);
        throw new Error('The power is off');
      });
      await expect(mediator.execute({ type: 'create-and-fail' }, newCommandContext())).rejects.toThrow(
        'power',
      );
      return eventStore.appendCount;
    };
    const [before, after] = [new InMemoryEventStore(), new InMemoryEventStore()];
    expect(await left(mediatorBefore(before), before)).toBe(1);
    expect(await left(mediatorAfter(after), after)).toBe(0);
  });
});

describe('After the migration a handler', () => {
  it('cannot load what it has added: until it ends that is stored nowhere', async () => {
    const eventStore = new InMemoryEventStore();
    const mediator = mediatorAfter(eventStore);
    const handlers = orderHandlers(eventStore);
    mediator.handle('create-and-ship', async (_, context) => {
      await handlers.commandHandler('create-order')?.(createOrder, context);
      const ship: ShipOrder = { type: 'ship-order', id: context.newId('order'), parcel: 'P-1' };
      return await handlers.commandHandler('ship-order')?.(ship, context);
    });
    await expect(mediator.execute({ type: 'create-and-ship' }, newCommandContext())).rejects.toMatchObject({
      code: 'order-not-found',
    });
    expect(eventStore.appendCount).toBe(0);
  });
});

describe('The example of schema evolution', () => {
  it('reads an event that was stored in an old version as one of the newest, and leaves the log as it is', async () => {
    const eventStore = new InMemoryEventStore();
    const { commandId, newId } = newCommandContext();
    const stream = streamNaming('shop').nameOf({ aggregate: 'invoice', id: newId('invoice') });
    const metadata = {
      $correlationId: commandId,
      $causationId: commandId,
      commandId,
      sequenceNumber: 0,
      actor: 'otto',
      occurredAt: '2026-11-21T10:00:00.000Z',
    };
    await eventStore.append(stream, -1, [
      { id: newId('old'), type: 'invoice.paid.v1', data: { euros: 12 }, metadata },
      {
        id: newId('new'),
        type: 'invoice.paid.v2',
        data: { amount: 3, currency: 'CHF', reference: 'R-1' },
        metadata,
      },
    ]);
    const read = await Array.fromAsync(newestVersionsOf(eventStore).read(stream));
    expect(read.map(({ type, data }) => ({ type, data }))).toEqual([
      { type: 'invoice.paid.v2', data: { amount: 12, currency: 'EUR', reference: null } },
      { type: 'invoice.paid.v2', data: { amount: 3, currency: 'CHF', reference: 'R-1' } },
    ]);
    expect((await Array.fromAsync(eventStore.read(stream)))[0]).toMatchObject({ data: { euros: 12 } });
  });
});

describe('Getting started', () => {
  const read = (kWh: number): gettingStarted.MeterRead => ({ type: 'meter.read.v1', data: { kWh } });
  const send = (type: string, id: string, kWh: number) =>
    gettingStarted.mediator.execute<gettingStarted.ReadMeter>({ type, id, kWh }, newCommandContext());

  it.each(['getting-started.ts', 'getting-started-removal.ts'])(
    'takes less than fifty lines for a new aggregate with a projection: %s',
    (example) => {
      const lines = readFileSync(pathOf(example), 'utf8').trimEnd().split('\n');
      expect(lines.length).toBeLessThan(50);
      expect(lines.every((line) => line.length <= 110)).toBe(true);
    },
  );

  it('prints what the guide says', async () => {
    expect(await printed('getting-started-run.ts')).toBe(readFileSync(pathOf('getting-started.txt'), 'utf8'));
  });

  // #region story
  it('has a rule that can be told as a story', () => {
    givenAggregate(gettingStarted.meterType, [read(1_200)])
      .when((meter) => meter.read(1_350))
      .thenRaises([read(1_350)]);
    givenAggregate(gettingStarted.meterType, [read(1_350)])
      .when((meter) => meter.read(1_300))
      .thenRefuses({ kind: 'refused', code: 'runs-backwards' });
  });
  // #endregion

  it('carries out commands that come at the same moment one after the other, and says to each its revision', async () => {
    const id = newCommandContext().newId('meter');
    await send('install-meter', id, 7);
    const answers = await Promise.all([8, 8, 8].map((kWh) => send('read-meter', id, kWh)));
    expect(answers.map(({ revision }) => revision).sort()).toEqual([1, 2, 3]);
  });

  it('takes a UUID for the id of an aggregate, and refuses what is none', async () => {
    await expect(send('install-meter', 'meter-1', 7)).rejects.toMatchObject({ code: 'invalid-id' });
  });

  it('has a projection that the read path takes as it is', async () => {
    const { eventStore, usage } = gettingStarted;
    const id = newCommandContext().newId('meter');
    await send('install-meter', id, 7);
    await send('read-meter', id, 9);
    // #region read-path
    const readPath = new Mediator<never, ReadPathContext>();
    registerProjection(readPath, usage, ({ stream }) => streamNaming('home').parse(stream)?.id);
    // #endregion
    expect(await projected(readPath, eventStore, id)).toEqual([{ id, from: 7, to: 9 }]);
  });
});

describe('Getting started, with a removal', () => {
  const { meterType, usage } = removal;
  const read: removal.MeterEvent = { type: 'meter.read.v1', data: { kWh: 7 } };
  const removed: removal.MeterEvent = { type: 'meter.removed.v1', data: { reason: 'broken' } };

  it('tells of a removal once', () => {
    givenAggregate(meterType, [read])
      .when((meter) => meter.remove('broken'))
      .thenRaises([removed]);
    givenAggregate(meterType, [read, removed])
      .when((meter) => meter.remove('lost'))
      .thenRaisesNothing();
    givenAggregate(meterType, [read])
      .when((meter) => meter.read(6))
      .thenRefuses({ code: 'runs-backwards' });
  });

  it('gives a meter that was removed only to those who remove again, and keeps no document of it', async () => {
    const eventStore = new InMemoryEventStore();
    const meters = new EventSourcedRepository(meterType, eventStore);
    const readPath = new Mediator<never, ReadPathContext>();
    registerProjection(readPath, usage, ({ stream }) => streamNaming('home').parse(stream)?.id);
    const context = newCommandContext();
    const meter = removal.Meter.of(context.newId('meter'));
    meter.read(7);
    await meters.add(meter, context);
    expect(await projected(readPath, eventStore, meter.id)).toEqual([{ id: meter.id, from: 7, to: 7 }]);

    meter.remove('broken');
    await meters.update(meter, newCommandContext());
    await expect(meters.get(meter.id)).rejects.toMatchObject({ kind: 'gone', code: 'meter-deleted' });
    expect(await meters.getEvenIfDeleted(meter.id)).toMatchObject({
      revision: 1,
      state: { isRemoved: true },
    });
    expect(await projected(readPath, eventStore, meter.id)).toEqual([]);
  });
});

/** The documents that a read path makes of the stream of a meter. */
async function projected(
  readPath: Mediator<never, ReadPathContext>,
  eventStore: EventStore,
  id: string,
): Promise<ReadDocument[]> {
  const documents = new InMemoryDocumentSession();
  for await (const event of eventStore.read(streamNaming('home').nameOf({ aggregate: 'meter', id }))) {
    await readPath.publish(event, { event, documents, emit: () => undefined });
  }
  return [...documents.stored.values()];
}
