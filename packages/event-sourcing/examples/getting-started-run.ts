import { type RecordedEvent, streamNaming } from '@tools-provider/event-sourcing';
import { newCommandContext } from '@tools-provider/event-sourcing/testing';
import { eventStore, type MeterRead, mediator, type ReadMeter, usage } from './getting-started.ts';

const id = '3f0c2a52-7b1d-4c55-9a64-0d7a8c1f5e21';
const send = (type: string, kWh: number) =>
  mediator.execute<ReadMeter>({ type, id, kWh }, newCommandContext());

console.log('installed:', await send('install-meter', 1_200));
console.log('read:', await send('read-meter', 1_350));
await send('read-meter', 1_300).catch(({ kind, message }) => console.log(`${kind}: ${message}`));

let document: ReturnType<typeof usage.project>;
for await (const event of eventStore.read(streamNaming('home').nameOf({ aggregate: 'meter', id }))) {
  console.log(`revision ${event.revision}: ${event.type}`, event.data);
  document = usage.project(document, event as RecordedEvent<MeterRead>, id);
}
console.log('usage:', document);
