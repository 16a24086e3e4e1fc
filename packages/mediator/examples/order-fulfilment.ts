import {
  CodedError,
  type Command,
  EventBus,
  type EventMessage,
  type EventObserver,
  kindOf,
  Mediator,
} from '@tools-provider/mediator';

interface OrderEvent<Type extends string> extends EventMessage {
  readonly type: Type;
  readonly orderId: string;
}

/** What happens on the way of an order. */
export type FulfillmentEvent =
  | OrderEvent<'order.placed.v1'>
  | OrderEvent<'inventory.reserved.v1'>
  | OrderEvent<'payment.taken.v1'>
  | OrderEvent<'order.shipped.v1'>;

/** What the saga asks of the other aggregates. */
export interface FulfillmentCommand extends Command<void> {
  readonly type: 'reserve-inventory' | 'take-payment' | 'ship-order';
  readonly orderId: string;
}

/** Where an order is. */
export type FulfillmentStep = 'new' | 'reserving' | 'paying' | 'shipping' | 'fulfilled';

/** Where the saga keeps the step of each order; an order that it does not know is `new`. */
export interface FulfillmentSteps {
  load(orderId: string): Promise<FulfillmentStep>;
  save(orderId: string, step: FulfillmentStep): Promise<void>;
}

/** Keeps the steps in memory, for as long as the process lives. */
export class InMemoryFulfillmentSteps implements FulfillmentSteps {
  readonly #steps = new Map<string, FulfillmentStep>();

  async load(orderId: string): Promise<FulfillmentStep> {
    return this.#steps.get(orderId) ?? 'new';
  }

  async save(orderId: string, step: FulfillmentStep): Promise<void> {
    this.#steps.set(orderId, step);
  }
}

/**
 * What stops a saga. `aggregate-error`: an aggregate refused a command; the kind is the refusal's, the cause the refusal itself ·
 * `unexpected-event`: an event came at a step that does not wait for it.
 */
export class OrderFulfillmentError extends CodedError {
  static aggregateError(command: FulfillmentCommand, cause: unknown): OrderFulfillmentError {
    const message = `Command ${command.type} for order ${command.orderId} failed`;
    return new OrderFulfillmentError(kindOf(cause), 'aggregate-error', message, { cause });
  }

  static unexpectedEvent({ type, orderId }: FulfillmentEvent, step: FulfillmentStep): OrderFulfillmentError {
    const message = `Order ${orderId} is ${step}, where ${type} cannot happen`;
    return new OrderFulfillmentError('defect', 'unexpected-event', message);
  }
}

interface Transition {
  readonly from: FulfillmentStep;
  readonly to: FulfillmentStep;
  readonly command?: FulfillmentCommand['type'];
}

const TRANSITIONS: Record<FulfillmentEvent['type'], Transition> = {
  'order.placed.v1': { from: 'new', to: 'reserving', command: 'reserve-inventory' },
  'inventory.reserved.v1': { from: 'reserving', to: 'paying', command: 'take-payment' },
  'payment.taken.v1': { from: 'paying', to: 'shipping', command: 'ship-order' },
  'order.shipped.v1': { from: 'shipping', to: 'fulfilled' },
};

/** Brings an order from placed to shipped: one command for each event, awaited like any other call. */
export class OrderFulfillmentSaga implements EventObserver<FulfillmentEvent> {
  readonly #mediator: Mediator;
  readonly #steps: FulfillmentSteps;

  constructor(mediator: Mediator, steps: FulfillmentSteps) {
    this.#mediator = mediator;
    this.#steps = steps;
  }

  async onEvent(event: FulfillmentEvent): Promise<void> {
    const { from, to, command } = TRANSITIONS[event.type];
    const step = await this.#steps.load(event.orderId);
    if (step !== from) throw OrderFulfillmentError.unexpectedEvent(event, step);
    if (command !== undefined) await this.#send({ type: command, orderId: event.orderId });
    await this.#steps.save(event.orderId, to);
  }

  async #send(command: FulfillmentCommand): Promise<void> {
    try {
      await this.#mediator.execute(command, {});
    } catch (error) {
      throw OrderFulfillmentError.aggregateError(command, error);
    }
  }
}

/** Makes a mediator whose aggregates tell `publish` of what they did; nobody can reserve more than `stock` orders. */
export function fulfillmentMediator(
  publish: (event: FulfillmentEvent) => Promise<unknown>,
  stock = Number.POSITIVE_INFINITY,
): Mediator {
  let left = stock;
  return new Mediator()
    .handle<FulfillmentCommand>('reserve-inventory', async ({ orderId }) => {
      if (left <= 0) throw new CodedError('refused', 'out-of-stock', `Nothing is left for order ${orderId}`);
      left -= 1;
      await publish({ type: 'inventory.reserved.v1', orderId });
    })
    .handle<FulfillmentCommand>('take-payment', async ({ orderId }) => {
      await publish({ type: 'payment.taken.v1', orderId });
    })
    .handle<FulfillmentCommand>('ship-order', async ({ orderId }) => {
      await publish({ type: 'order.shipped.v1', orderId });
    });
}

/** Places an order and answers the step at which it comes to rest. Rejects with what stopped the saga. */
export async function fulfillOrder(orderId: string, stock?: number): Promise<FulfillmentStep> {
  const bus = new EventBus<FulfillmentEvent>();
  const steps = new InMemoryFulfillmentSteps();
  const mediator = fulfillmentMediator((event) => bus.publish(event), stock);
  bus.subscribe(new OrderFulfillmentSaga(mediator, steps));
  const { failures } = await bus.publish({ type: 'order.placed.v1', orderId });
  await bus.drain();
  if (failures[0] !== undefined) throw failures[0].error;
  return steps.load(orderId);
}

if (import.meta.main) console.log(`Order o-1 is ${await fulfillOrder('o-1')}`);
