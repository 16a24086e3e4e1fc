import * as es from '@tools-provider/event-sourcing';
import { InMemoryEventStore } from '@tools-provider/event-sourcing/testing';
import { CodedError, type Command, HandlerRegistry } from '@tools-provider/mediator';

export type MeterRead = es.DomainEvent<'meter.read.v1', { readonly kWh: number }>;
const evolve = es.evolveBy<number, MeterRead>({ 'meter.read.v1': (_, { kWh }) => kWh });
class Meter extends es.AggregateRoot<number, MeterRead> {
  static readonly of = (id: string, last = 0, revision?: number) => new Meter(evolve, id, last, revision);
  read(kWh: number): void {
    if (kWh < this.state) throw new CodedError('refused', 'runs-backwards', `It was at ${this.state} kWh`);
    this.raise({ type: 'meter.read.v1', data: { kWh } });
  }
}

export const meterType: es.AggregateType<number, MeterRead, Meter> = {
  category: 'home',
  name: 'meter',
  initial: 0,
  eventTypes: evolve.eventTypes,
  evolve,
  rehydrate: Meter.of,
  isDeleted: () => false,
};

export const eventStore = new InMemoryEventStore();
const meters = new es.EventSourcedRepository(meterType, eventStore);
const handlerRegistry = new HandlerRegistry<es.CommandContext>();
export type ReadMeter = Command<es.RevisedResponse> & { readonly id: string; readonly kWh: number };
handlerRegistry.handle<ReadMeter>('install-meter', async ({ id, kWh }, context) => {
  const meter = Meter.of(id);
  meter.read(kWh);
  await meters.add(meter, context);
  return { revision: meter.revision };
});
handlerRegistry.handle<ReadMeter>('read-meter', async ({ id, kWh }, context) => {
  const meter = await meters.get(id, context);
  meter.read(kWh);
  await meters.update(meter, context);
  return { revision: meter.revision };
});
const parts = { eventStore, handlerRegistry, behaviors: { command: [es.retryOnConflict] } };
export const mediator = new es.EventSourcedMediatorFactory(parts).registerEventSourcedType('meter').create();

export const usage: es.Projection<{ id: string; from: number; to: number }, MeterRead> = {
  collection: 'usage',
  eventTypes: evolve.eventTypes,
  createdBy: 'meter.read.v1',
  project: (document, { data }, id) => ({ id, from: document?.from ?? data.kWh, to: data.kWh }),
};
