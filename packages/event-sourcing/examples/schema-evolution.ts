import { type EventStore, Upcasters, UpcastingEventStore } from '@tools-provider/event-sourcing';

// #region upcasters
/** The second version says which currency it means; before there was only one. */
export const upcasters = new Upcasters([
  {
    type: 'invoice.paid.v1',
    becomes: 'invoice.paid.v2',
    upcast: ({ euros }) => ({ amount: euros, currency: 'EUR' }),
  },
  // A field that was added keeps the version: what is there already is not touched.
  { type: 'invoice.paid.v2', becomes: 'invoice.paid.v2', upcast: (data) => ({ reference: null, ...data }) },
]);
// #endregion

/** The log as commands read it: every event as the newest version of its type. */
export function newestVersionsOf(eventStore: EventStore): EventStore {
  // #region store
  return new UpcastingEventStore(eventStore, upcasters);
  // #endregion
}
