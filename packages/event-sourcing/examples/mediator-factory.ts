import { type EventSourcedMediator, EventSourcedMediatorFactory } from '@tools-provider/event-sourcing';
import { InMemoryEventStore, newCommandContext } from '@tools-provider/event-sourcing/testing';
import { type CreateOrder, orderHandlers } from './order.ts';

/** Where everything goes that is not given a place of its own, and where invoices go. */
export interface Stores {
  readonly eventStore: InMemoryEventStore;
  readonly ledger: InMemoryEventStore;
}

/** A mediator out of the factory, which says once for all its mediators what becomes of the events of each type. */
export function mediatorOfFactory({ eventStore, ledger }: Stores): EventSourcedMediator {
  // #region factory
  const factory = new EventSourcedMediatorFactory({ eventStore, handlerRegistry: orderHandlers(eventStore) })
    .registerEventSourcedType('order')
    .registerEventSourcedType('invoice', ledger)
    .registerNonEventSourcedType('user-preferences');
  return factory.create();
  // #endregion
}

/** A mediator that nobody has told of orders. */
export function forgetfulMediator({ eventStore }: Stores): EventSourcedMediator {
  return new EventSourcedMediatorFactory({ eventStore, handlerRegistry: orderHandlers(eventStore) }).create();
}

if (import.meta.main) {
  const stores = { eventStore: new InMemoryEventStore(), ledger: new InMemoryEventStore() };
  const command: CreateOrder = { type: 'create-order', customerId: 'cust-123' };

  const { revision } = await mediatorOfFactory(stores).execute(command, newCommandContext());
  console.log(`created at revision ${revision}`);

  await forgetfulMediator(stores)
    .execute(command, newCommandContext())
    .catch(({ message }) => console.log(`refused: ${message}`));
  console.log(`appends: ${stores.eventStore.appendCount}`);
}
