import { deepStrictEqual, fail } from 'node:assert/strict';
import { isCoded } from '@tools-provider/mediator';
import type { AggregateRoot, AggregateType } from '../aggregate/aggregate-root.ts';
import type { DomainEvent } from '../aggregate/domain-event.ts';

/** What is expected of a refusal: some or all of its kind, code and message. */
export interface ExpectedRefusal {
  readonly kind?: string;
  readonly code?: string;
}

/** The outcome of a decision, to be compared with what is expected. Each method throws an `AssertionError` when it differs. */
export interface Outcome<State, Event extends DomainEvent> {
  /** The decision raised exactly these events, in this order. */
  thenRaises(events: readonly Event[]): Outcome<State, Event>;
  /** The decision raised no event: there was nothing to do. */
  thenRaisesNothing(): Outcome<State, Event>;
  /** The state afterwards has these fields with these values. */
  thenHas(fields: Partial<State>): Outcome<State, Event>;
  /** The decision was refused, and raised nothing. */
  thenRefuses(refusal: ExpectedRefusal): void;
}

/** A history of an aggregate, on which something is decided. */
export interface History<State, Event extends DomainEvent, Aggregate> {
  /** Decides on the aggregate as its history made it; answer another aggregate to look at that one, such as a new one. */
  when(decide: (aggregate: Aggregate) => unknown): Outcome<State, Event>;
}

const ID = '0b6f7a7e-58a1-4b54-9d5e-0a6c0c9f7c11';

/** Given these events of an aggregate, when something is decided, then …: a rule told as a story, without a store. */
export function givenAggregate<
  State,
  Event extends DomainEvent,
  Aggregate extends AggregateRoot<State, Event>,
>(
  type: AggregateType<State, Event, Aggregate>,
  history: readonly Event[] = [],
  id: string = ID,
): History<State, Event, Aggregate> {
  return {
    when: (decide) => {
      const state = history.reduce((before, event) => type.evolve(before, event), type.initial);
      const aggregate = type.rehydrate(id, state, history.length - 1);
      try {
        const answer = decide(aggregate);
        return raised(isLike(aggregate, answer) ? answer : aggregate);
      } catch (error) {
        return refused(error, aggregate);
      }
    },
  };
}

function isLike<Aggregate extends object>(aggregate: Aggregate, answer: unknown): answer is Aggregate {
  return answer instanceof aggregate.constructor;
}

function raised<State, Event extends DomainEvent>(
  aggregate: AggregateRoot<State, Event>,
): Outcome<State, Event> {
  const outcome: Outcome<State, Event> = {
    thenRaises: (events) => {
      deepStrictEqual(aggregate.pendingEvents, events);
      return outcome;
    },
    thenRaisesNothing: () => outcome.thenRaises([]),
    thenHas: (fields) => {
      const { state } = aggregate;
      const found = Object.fromEntries(
        Object.keys(fields).map((field) => [field, state[field as keyof State]]),
      );
      deepStrictEqual(found, { ...fields });
      return outcome;
    },
    thenRefuses: (refusal) =>
      fail(
        `Expected a refusal ${JSON.stringify(refusal)}, and these events were raised: ${JSON.stringify(aggregate.pendingEvents)}`,
      ),
  };
  return outcome;
}

function refused<State, Event extends DomainEvent>(
  error: unknown,
  aggregate: AggregateRoot<State, Event>,
): Outcome<State, Event> {
  const unexpected = (): never => {
    throw error;
  };
  return {
    thenRaises: unexpected,
    thenRaisesNothing: unexpected,
    thenHas: unexpected,
    thenRefuses: (refusal) => {
      if (!isCoded(error)) throw error;
      const { kind, code } = error;
      deepStrictEqual({ kind, code, ...refusal }, { kind, code });
      deepStrictEqual(aggregate.pendingEvents, []);
    },
  };
}
