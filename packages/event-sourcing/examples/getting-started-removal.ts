import * as es from '@tools-provider/event-sourcing';
import { CodedError } from '@tools-provider/mediator';

type MeterRead = es.DomainEvent<'meter.read.v1', { readonly kWh: number }>;
type MeterRemoved = es.DomainEvent<'meter.removed.v1', { readonly reason: string }>;
export type MeterEvent = MeterRead | MeterRemoved;

type MeterState = { readonly kWh: number; readonly isRemoved: boolean };
const initial: MeterState = { kWh: 0, isRemoved: false };
const evolve = es.evolveBy<MeterState, MeterEvent>({
  'meter.read.v1': (state, { kWh }) => ({ ...state, kWh }),
  'meter.removed.v1': (state) => ({ ...state, isRemoved: true }),
});

export class Meter extends es.AggregateRoot<MeterState, MeterEvent> {
  static readonly of = (id: string, state = initial, revision?: number) =>
    new Meter(evolve, id, state, revision);

  read(kWh: number): void {
    const { kWh: last } = this.state;
    if (kWh < last) throw new CodedError('refused', 'runs-backwards', `It was at ${last} kWh`);
    this.raise({ type: 'meter.read.v1', data: { kWh } });
  }

  remove(reason: string): void {
    if (!this.state.isRemoved) this.raise({ type: 'meter.removed.v1', data: { reason } });
  }
}

export const meterType: es.AggregateType<MeterState, MeterEvent, Meter> = {
  category: 'home',
  name: 'meter',
  initial,
  eventTypes: evolve.eventTypes,
  evolve,
  rehydrate: Meter.of,
  isDeleted: ({ isRemoved }) => isRemoved,
};

export const usage: es.Projection<{ id: string; from: number; to: number }, MeterEvent> = {
  collection: 'usage',
  eventTypes: evolve.eventTypes,
  createdBy: 'meter.read.v1',
  project: (document, event, id) => {
    // The type says what the data are. Where the answer is no document, the one that is there is deleted.
    if (event.type === 'meter.removed.v1') return undefined;
    return { id, from: document?.from ?? event.data.kWh, to: event.data.kWh };
  },
};
