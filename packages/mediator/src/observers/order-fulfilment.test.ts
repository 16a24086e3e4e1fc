import { describe, expect, it } from 'vitest';
import {
  type FulfillmentEvent,
  type FulfillmentStep,
  fulfillmentMediator,
  fulfillOrder,
  InMemoryFulfillmentSteps,
  OrderFulfillmentError,
  OrderFulfillmentSaga,
} from '../../examples/order-fulfilment.ts';
import { EventBus } from './event-bus.ts';
import type { EventObserver } from './event-observer.ts';

type Publish = (event: FulfillmentEvent) => Promise<unknown>;

/** A bus as one would write it first: it calls its observers one after the other, inside the publish. */
class InlineBus {
  readonly #observers: EventObserver<FulfillmentEvent>[] = [];

  subscribe(observer: EventObserver<FulfillmentEvent>): void {
    this.#observers.push(observer);
  }

  readonly publish: Publish = async (event) => {
    for (const observer of this.#observers) await observer.onEvent(event).catch(() => {});
  };

  async drain(): Promise<void> {}
}

/** Keeps the steps and writes down when one is saved, in a later turn of the event loop. */
class TracedSteps extends InMemoryFulfillmentSteps {
  readonly #trace: string[];

  constructor(trace: string[]) {
    super();
    this.#trace = trace;
  }

  override async save(orderId: string, step: FulfillmentStep): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve));
    await super.save(orderId, step);
    this.#trace.push(`saga saved ${step}`);
  }
}

/** The saga with a projection behind it, both unchanged, on either bus. */
async function fulfillOn(bus: InlineBus | EventBus<FulfillmentEvent>) {
  const trace: string[] = [];
  const errors: unknown[] = [];
  const steps = new TracedSteps(trace);
  const saga = new OrderFulfillmentSaga(
    fulfillmentMediator((event) => bus.publish(event)),
    steps,
  );
  bus.subscribe({
    onEvent: async (event) => {
      trace.push(`saga gets ${event.type}`);
      await saga.onEvent(event).catch((error: unknown) => errors.push(error));
    },
  });
  bus.subscribe({ onEvent: async ({ type }) => void trace.push(`projection gets ${type}`) });
  await bus.publish({ type: 'order.placed.v1', orderId: 'o-1' });
  await bus.drain();
  const of = (who: string) => trace.filter((line) => line.startsWith(who));
  return { trace, errors, saga: of('saga'), projection: of('projection'), step: await steps.load('o-1') };
}

describe('A saga on a bus that calls its observers in line', () => {
  it('has its events reach others before its state is saved, and before the event that they come from', async () => {
    const { trace, projection } = await fulfillOn(new InlineBus());
    expect(trace.indexOf('projection gets inventory.reserved.v1')).toBeLessThan(
      trace.indexOf('saga saved reserving'),
    );
    expect(projection).toEqual(['projection gets inventory.reserved.v1', 'projection gets order.placed.v1']);
  });

  it('gets the next event before its state is saved, and takes it for an unexpected one', async () => {
    const { errors, step } = await fulfillOn(new InlineBus());
    expect(errors).toEqual([
      expect.objectContaining({
        code: 'unexpected-event',
        message: 'Order o-1 is new, where inventory.reserved.v1 cannot happen',
      }),
    ]);
    expect(step).toBe('reserving');
  });
});

describe('The same saga on the event bus', () => {
  it('has each state saved before it gets the next event, and comes to its end', async () => {
    const { errors, saga, step } = await fulfillOn(new EventBus<FulfillmentEvent>());
    expect(errors).toEqual([]);
    expect(saga).toEqual([
      'saga gets order.placed.v1',
      'saga saved reserving',
      'saga gets inventory.reserved.v1',
      'saga saved paying',
      'saga gets payment.taken.v1',
      'saga saved shipping',
      'saga gets order.shipped.v1',
      'saga saved fulfilled',
    ]);
    expect(step).toBe('fulfilled');
  });

  it('has its events reach every other observer after the event that they come from', async () => {
    const { projection } = await fulfillOn(new EventBus<FulfillmentEvent>());
    expect(projection).toEqual([
      'projection gets order.placed.v1',
      'projection gets inventory.reserved.v1',
      'projection gets payment.taken.v1',
      'projection gets order.shipped.v1',
    ]);
  });

  it('saves its state without waiting for an observer that its command has given something to do', async () => {
    const bus = new EventBus<FulfillmentEvent>();
    const steps = new InMemoryFulfillmentSteps();
    const stopped = Promise.withResolvers<void>();
    bus.subscribe({ onEvent: () => stopped.promise });
    const fulfilled = Promise.withResolvers<void>();
    bus.subscribe(
      new OrderFulfillmentSaga(
        fulfillmentMediator((event) => bus.publish(event)),
        steps,
      ),
    );
    bus.subscribe({ onEvent: async ({ type }) => void (type === 'order.shipped.v1' && fulfilled.resolve()) });
    const published = bus.publish({ type: 'order.placed.v1', orderId: 'o-1' });
    await fulfilled.promise;
    stopped.resolve();
    await published;
    await bus.drain();
    expect(await steps.load('o-1')).toBe('fulfilled');
  });
});

describe('The order fulfilment example', () => {
  it('brings an order from placed to shipped by commands that are plainly awaited', async () => {
    expect(await fulfillOrder('o-1')).toBe('fulfilled');
  });

  it('turns the refusal of a command into its own typed error, with the refusal as its cause', async () => {
    const error = await fulfillOrder('o-1', 0).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(OrderFulfillmentError);
    expect(error).toMatchObject({
      kind: 'refused',
      code: 'aggregate-error',
      message: 'Command reserve-inventory for order o-1 failed',
      cause: { code: 'out-of-stock' },
    });
  });
});
