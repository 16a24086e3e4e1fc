import {
  AggregateRoot,
  type AggregateType,
  type CommandContext,
  type DomainEvent,
  derivedId,
  type Evolvers,
  evolveBy,
  type RevisedResponse,
} from '@tools-provider/event-sourcing';
import { CodedError, type Command } from '@tools-provider/mediator';

/** Ids of two counters. */
export const ID = '0b6f7a7e-58a1-4b54-9d5e-0a6c0c9f7c11';
export const OTHER_ID = '1b6f7a7e-58a1-4b54-9d5e-0a6c0c9f7c22';

export type Counted = DomainEvent<'counter.counted.v1', { readonly by: number }>;
export type Ended = DomainEvent<'counter.ended.v1', Record<string, never>>;
export type CounterEvent = Counted | Ended;

export interface CounterState {
  readonly total: number;
  readonly isEnded: boolean;
}

const initial: CounterState = { total: 0, isEnded: false };

const evolvers: Evolvers<CounterState, CounterEvent> = {
  'counter.counted.v1': (state, { by }) => ({ ...state, total: state.total + by }),
  'counter.ended.v1': (state) => ({ ...state, isEnded: true }),
};

const evolve = evolveBy(evolvers);

/** An aggregate for tests: it counts, up to 100, until it is ended. */
export class Counter extends AggregateRoot<CounterState, CounterEvent> {
  static of(id: string = ID, state: CounterState = initial, revision?: number): Counter {
    return new Counter(evolve, id, state, revision);
  }

  count(by: number): void {
    if (by === 0) return;
    if (this.state.total + by > 100) throw new CodedError('refused', 'too-much', 'A counter goes to 100');
    this.raise({ type: 'counter.counted.v1', data: { by } });
  }

  end(): void {
    if (!this.state.isEnded) this.raise({ type: 'counter.ended.v1', data: {} });
  }
}

export const counterType: AggregateType<CounterState, CounterEvent, Counter> = {
  category: 'tools_provider',
  name: 'counter',
  initial,
  eventTypes: evolve.eventTypes,
  evolve,
  rehydrate: Counter.of,
  isDeleted: ({ isEnded }) => isEnded,
  aggregateClass: Counter,
};

/** The stream of a counter. */
export const streamOf = (id: string = ID): string => `tools_provider-counter-${id}`;

/** What commands on counters answer. */
export interface CounterResponse extends RevisedResponse {
  readonly id: string;
  readonly state: CounterState;
  readonly isRepeated?: true;
}

export interface Count extends Command<CounterResponse> {
  readonly type: 'count';
  readonly id: string;
  readonly by: number;
}

export interface Start extends Command<CounterResponse> {
  readonly type: 'start';
  readonly id?: string;
  readonly by: number;
}

export const responseOf = ({ id, revision, state }: Counter): CounterResponse => ({ id, revision, state });

/** The context of a command; without an id it gets one of its own. */
export function newContext(more: Partial<CommandContext> = {}): CommandContext {
  const commandId = more.commandId ?? crypto.randomUUID();
  return {
    actor: { id: 'otto', name: 'Otto', roles: ['operator'] },
    occurredAt: '2026-11-21T10:00:00.000Z',
    correlationId: commandId,
    causationId: commandId,
    newId: (label) => derivedId(commandId, label),
    ...more,
    commandId,
  };
}
