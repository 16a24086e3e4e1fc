import { deepStrictEqual, fail } from 'node:assert/strict';
import type { Command } from '@tools-provider/mediator';
import type { DomainEvent } from '../aggregate/domain-event.ts';
import type { Saga, SagaEvent, SagaRefusal } from '../saga/saga.ts';
import { isTold } from '../saga/saga-event.ts';
import { newInstance, type SagaInstance } from '../saga/saga-instance.ts';
import { type SagaCause, stepOf } from '../saga/saga-step.ts';

/** What a saga is told in a test: an event with the subject that it happened to, a timeout that comes, or a command that is refused. */
export type SagaHappening<Event extends DomainEvent, C extends Command, Timeout extends string> =
  | (Event & { readonly subject: string; readonly time?: string })
  | { readonly timeout: Timeout }
  | { readonly refused: C; readonly refusal: SagaRefusal };

/** What is expected of an instance after it was told something; what is left out is not looked at. */
export interface ExpectedStep<State, C extends Command, Timeout extends string> {
  readonly state?: State;
  /** Exactly these commands, in this order. */
  readonly send?: readonly C[];
  /** Every timeout that is to come. */
  readonly timeouts?: { readonly [Name in Timeout]?: string };
  /** Every subject that it follows, in whatever order. */
  readonly follows?: readonly string[];
  readonly isDone?: boolean;
}

/** What a saga has decided. Each method throws an `AssertionError` when it differs from what is expected. */
export interface SagaOutcome<State, C extends Command, Timeout extends string> {
  /** It was told, and this is how it stands afterwards. */
  thenDecides(expected: ExpectedStep<State, C, Timeout>): void;
  /** It was not told at all: no instance follows the subject, or it is done, or it has no such timeout. */
  thenIgnores(): void;
}

/** What an instance was told, in order, before something else happens to it. */
export interface SagaHistory<State, Event extends DomainEvent, C extends Command, Timeout extends string> {
  when(happening: SagaHappening<Event, C, Timeout>): SagaOutcome<State, C, Timeout>;
}

const MIDNIGHT = Date.parse('2026-01-01T00:00:00.000Z');
const HOUR_MS = 3_600_000;

/** Given what an instance of a saga was told, when something happens, then …: a process told as a story, without a store or a clock. */
export function givenSaga<State, Event extends DomainEvent, C extends Command, Timeout extends string>(
  saga: Saga<State, Event, C, Timeout>,
  history: readonly SagaHappening<Event, C, Timeout>[] = [],
): SagaHistory<State, Event, C, Timeout> {
  const story = new Story(saga);
  for (const happening of history) {
    if (story.tell(happening) === undefined) {
      fail(`What is given is not told to the saga: ${JSON.stringify(happening)}`);
    }
  }
  return {
    when: (happening) => outcomeOf(story.tell(happening)),
  };
}

/** One instance and what it is told, an hour after the other. */
class Story {
  readonly #saga: Saga;
  #instance: SagaInstance | undefined;
  #sequence = 0;

  constructor(saga: Saga) {
    this.#saga = saga;
  }

  /** The instance after it was told, `undefined` when it was not. */
  tell(happening: SagaHappening<DomainEvent, Command, string>): SagaInstance | undefined {
    const cause = this.#causeOf(happening);
    const instance = this.#instance ?? this.#begun(cause);
    if (cause === undefined || instance === undefined) return undefined;
    if ('event' in cause && !isTold(this.#saga, instance, cause.event)) return undefined;
    const settled = 'refused' in cause ? instance : { ...instance, unsent: [] };
    this.#instance = stepOf(this.#saga, settled, cause, new Date(MIDNIGHT).toISOString());
    return this.#instance;
  }

  #begun(cause: SagaCause | undefined): SagaInstance | undefined {
    if (cause === undefined || !('event' in cause)) return undefined;
    const id = this.#saga.eventTypes.has(cause.event.type)
      ? this.#saga.instanceStartedBy(cause.event)
      : undefined;
    return id === undefined ? undefined : newInstance(this.#saga, id, cause.event, cause.event.time);
  }

  #causeOf(happening: SagaHappening<DomainEvent, Command, string>): SagaCause | undefined {
    if ('timeout' in happening) {
      const timeout = this.#instance?.timeouts.find(({ name }) => name === happening.timeout);
      return timeout === undefined ? undefined : { timeout };
    }
    if ('refused' in happening) {
      const wanted = JSON.stringify(happening.refused);
      const refused = this.#instance?.unsent.find(({ command }) => JSON.stringify(command) === wanted);
      if (refused === undefined) fail(`The saga has not just sent ${wanted}, so it cannot be refused`);
      return { refused, refusal: happening.refusal };
    }
    return { event: this.#eventOf(happening) };
  }

  #eventOf(happening: DomainEvent & { readonly subject: string; readonly time?: string }): SagaEvent {
    this.#sequence += 1;
    const id = `event-${this.#sequence}`;
    const time = new Date(MIDNIGHT + this.#sequence * HOUR_MS).toISOString();
    return { id, correlationId: id, time, ...happening, sequence: this.#sequence };
  }
}

function outcomeOf<State, C extends Command, Timeout extends string>(
  instance: SagaInstance | undefined,
): SagaOutcome<State, C, Timeout> {
  return {
    thenDecides: (expected) => {
      if (instance === undefined) fail('The saga was not told of it');
      const found: Record<keyof typeof expected, unknown> = {
        state: instance.state,
        send: instance.unsent.map(({ command }) => command),
        timeouts: Object.fromEntries(instance.timeouts.map(({ name, dueAt }) => [name, dueAt])),
        follows: instance.follows.toSorted(),
        isDone: instance.isDone,
      };
      const wanted =
        expected.follows === undefined ? expected : { ...expected, follows: expected.follows.toSorted() };
      const looked = Object.keys(expected).map((part) => [part, found[part as keyof typeof expected]]);
      deepStrictEqual(Object.fromEntries(looked), { ...wanted });
    },
    thenIgnores: () => {
      if (instance !== undefined) {
        fail(
          `The saga was told of it, and decided ${JSON.stringify(instance.unsent)} and ${JSON.stringify(instance.state)}`,
        );
      }
    },
  };
}
