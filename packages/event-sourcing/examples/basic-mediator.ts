import {
  EventSourcedMediator,
  EventSourcedPersistenceOrchestrator,
  streamNaming,
  UnitOfWork,
} from '@tools-provider/event-sourcing';
import { InMemoryEventStore, newCommandContext } from '@tools-provider/event-sourcing/testing';
import { type CreateOrder, orderHandlers, type ShipOrder } from './order.ts';

/** A mediator made of its parts: what its commands raise is stored before they are answered. */
export function basicMediator(eventStore: InMemoryEventStore): EventSourcedMediator {
  // #region mediator
  const orchestrator = new EventSourcedPersistenceOrchestrator({ defaultEventStore: eventStore })
    .registerEventSourcedType('order')
    .registerNonEventSourcedType('user-preferences');
  return new EventSourcedMediator({
    registry: orderHandlers(eventStore),
    uowFactory: () => new UnitOfWork(),
    eventPersistenceOrchestrator: orchestrator,
  });
  // #endregion
}

if (import.meta.main) {
  const eventStore = new InMemoryEventStore();
  const mediator = basicMediator(eventStore);

  const created = await mediator.execute<CreateOrder>(
    { type: 'create-order', customerId: 'cust-123' },
    newCommandContext(),
  );
  console.log(`created at revision ${created.revision}`);
  const shipped = await mediator.execute<ShipOrder>(
    { type: 'ship-order', id: created.id, parcel: 'P-1' },
    newCommandContext(),
  );
  console.log(`shipped at revision ${shipped.revision}`);

  const stream = streamNaming('shop').nameOf({ aggregate: 'order', id: created.id });
  for await (const { revision, type } of eventStore.read(stream)) console.log(`stored ${revision}: ${type}`);
}
