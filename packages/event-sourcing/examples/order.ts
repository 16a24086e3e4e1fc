import {
  AggregateRoot,
  type AggregateType,
  type CommandContext,
  type DomainEvent,
  EventSourcedRepository,
  type EventStore,
  evolveBy,
  type RevisedResponse,
} from '@tools-provider/event-sourcing';
import { CodedError, type Command, HandlerRegistry } from '@tools-provider/mediator';

// #region aggregate
type OrderCreated = DomainEvent<'order.created.v1', { readonly customerId: string }>;
type OrderShipped = DomainEvent<'order.shipped.v1', { readonly parcel: string }>;
type OrderEvent = OrderCreated | OrderShipped;

interface OrderState {
  readonly customerId: string;
  readonly parcel?: string;
}

const evolve = evolveBy<OrderState, OrderEvent>({
  'order.created.v1': (_, { customerId }) => ({ customerId }),
  'order.shipped.v1': (state, { parcel }) => ({ ...state, parcel }),
});

/** An order; it is shipped once. */
class Order extends AggregateRoot<OrderState, OrderEvent> {
  static rehydrate(id: string, state: OrderState, revision?: number): Order {
    return new Order(evolve, id, state, revision);
  }

  static create(id: string, customerId: string): Order {
    const order = Order.rehydrate(id, orderType.initial);
    order.raise({ type: 'order.created.v1', data: { customerId } });
    return order;
  }

  // #region repeated-wish
  ship(parcel: string): void {
    if (this.state.parcel === parcel) return;
    if (this.state.parcel !== undefined)
      throw new CodedError('refused', 'shipped-already', `It was shipped in parcel ${this.state.parcel}`);
    this.raise({ type: 'order.shipped.v1', data: { parcel } });
  }
  // #endregion
}
// #endregion

// #region type
const orderType: AggregateType<OrderState, OrderEvent, Order> = {
  category: 'shop',
  name: 'order',
  initial: { customerId: '' },
  eventTypes: evolve.eventTypes,
  evolve,
  rehydrate: Order.rehydrate,
  isDeleted: () => false,
};
// #endregion

/** What commands on orders answer. */
interface OrderAnswer extends RevisedResponse {
  readonly id: string;
}

/** Opens an order for a customer. */
export interface CreateOrder extends Command<OrderAnswer> {
  readonly type: 'create-order';
  readonly customerId: string;
}

/** Says in which parcel an order left. */
export interface ShipOrder extends Command<OrderAnswer> {
  readonly type: 'ship-order';
  readonly id: string;
  readonly parcel: string;
}

/** The handlers of all commands on orders. They are the same for every mediator. */
export function orderHandlers(eventStore: EventStore): HandlerRegistry<CommandContext> {
  // #region handler
  const orders = new EventSourcedRepository(orderType, eventStore);
  return new HandlerRegistry<CommandContext>()
    .handle<CreateOrder>('create-order', async ({ customerId }, context) => {
      const order = Order.create(context.newId('order'), customerId);
      await orders.add(order, context);
      return { id: order.id, revision: order.revision };
    })
    .handle<ShipOrder>('ship-order', async ({ id, parcel }, context) => {
      const order = await orders.get(id, context);
      order.ship(parcel);
      await orders.update(order, context);
      return { id, revision: order.revision };
    });
  // #endregion
}
