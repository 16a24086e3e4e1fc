import { type RecordedEvent, streamNaming } from '@tools-provider/event-sourcing';
import { newCommandContext } from '@tools-provider/event-sourcing/testing';
import { eventStore, type MeterRead, mediator, usage } from './getting-started.ts';

const id = '3f0c2a52-7b1d-4c55-9a64-0d7a8c1f5e21';
await mediator.execute({ type: 'install-meter', id, kWh: 1_200 }, newCommandContext());
await mediator.execute({ type: 'read-meter', id, kWh: 1_350 }, newCommandContext());
await mediator
  .execute({ type: 'read-meter', id, kWh: 1_300 }, newCommandContext())
  .catch(({ kind, message }) => console.log(`${kind}: ${message}`));

let document: ReturnType<typeof usage.project>;
for await (const event of eventStore.read(streamNaming('home').nameOf({ aggregate: 'meter', id }))) {
  console.log(`revision ${event.revision}: ${event.type}`, event.data);
  document = usage.project(document, event as RecordedEvent<MeterRead>, id);
}
console.log('usage:', document);
