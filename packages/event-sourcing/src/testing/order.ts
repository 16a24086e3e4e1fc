import { AggregateRoot, type AggregateType } from '../aggregate/aggregate-root.ts';
import type { DomainEvent } from '../aggregate/domain-event.ts';
import type { CommandContext } from '../commands/command-context.ts';
import { newCommandContext } from './new-command-context.ts';

/** The id of the order, unless a test needs another one. */
export const ID = '0b6f7a7e-58a1-4b54-9d5e-0a6c0c9f7c11';
export const STREAM = `tools_provider-order-${ID}`;
export const COLLECTION = 'orders';

type Placed = DomainEvent<'order.placed.v1', { readonly by: string }>;
type ItemAdded = DomainEvent<'order.item.added.v1', { readonly item: string }>;
type Withdrawn = DomainEvent<'order.withdrawn.v1', Record<string, never>>;
export type OrderEvent = Placed | ItemAdded | Withdrawn;
export interface OrderState {
  readonly customer: string;
  readonly items: readonly string[];
  readonly isWithdrawn: boolean;
}

const initial: OrderState = { customer: '', items: [], isWithdrawn: false };

function evolve(state: OrderState, event: OrderEvent): OrderState {
  switch (event.type) {
    case 'order.placed.v1':
      return { ...state, customer: event.data.by };
    case 'order.item.added.v1':
      return { ...state, items: [...state.items, event.data.item] };
    case 'order.withdrawn.v1':
      return { ...state, isWithdrawn: true };
  }
}

/** An aggregate to test repositories with that store state. */
export class Order extends AggregateRoot<OrderState, OrderEvent> {
  static rehydrate(id: string, state: OrderState, revision?: number): Order {
    return new Order(evolve, id, state, revision);
  }
  static place(by: string, id = ID): Order {
    const order = new Order(evolve, id, initial);
    order.raise({ type: 'order.placed.v1', data: { by } });
    return order;
  }
  add(item: string): void {
    this.raise({ type: 'order.item.added.v1', data: { item } });
  }
  withdraw(): void {
    this.raise({ type: 'order.withdrawn.v1', data: {} });
  }
}

export const orderType: AggregateType<OrderState, OrderEvent, Order> = {
  category: 'tools_provider',
  name: 'order',
  initial,
  eventTypes: ['order.placed.v1', 'order.item.added.v1', 'order.withdrawn.v1'],
  evolve,
  rehydrate: Order.rehydrate,
  isDeleted: ({ isWithdrawn }) => isWithdrawn,
};

/** A command that its sender may send again. */
export const repeatable = (change: Partial<CommandContext> = {}) =>
  newCommandContext({ requestHash: 'one wish', ...change });
