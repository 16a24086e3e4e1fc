import type { Command } from '@tools-provider/mediator';
import type { DomainEvent } from '../aggregate/domain-event.ts';
import { EventSourcingConfigurationError } from '../errors.ts';
import type { Saga, SagaDecision, SagaEventOf, SagaRefusal } from './saga.ts';

/** What every saga says of itself. The functions are pure: no clock, no I/O; equal arguments, equal answer. */
interface SagaBasics<State, Event extends DomainEvent, C extends Command, Timeout extends string> {
  /** In kebab-case, for ever: instances, leases and ids of commands are found by it. */
  readonly name: string;
  /** The state of an instance before its first event. */
  readonly initial: State;
  /**
   * By event type, the id of the instance that the event starts. When that instance exists already, the event is told to it, and to nobody
   * else; `undefined` makes it an event like any other. An instance follows the subject of the event that started it.
   */
  readonly startedBy: {
    readonly [Type in Event['type']]?: (event: SagaEventOf<Event, Type>) => string | undefined;
  };
  /** By event type, what is decided when it has happened to a subject that the instance follows. */
  readonly on: {
    readonly [Type in Event['type']]?: (
      state: State,
      event: SagaEventOf<Event, Type>,
    ) => SagaDecision<State, C, Timeout>;
  };
  /**
   * What is decided when a command was refused for good: compensation. The commands that were to follow it are dropped. Without it the
   * instance is set aside.
   */
  readonly onRefused?: (state: State, command: C, refusal: SagaRefusal) => SagaDecision<State, C, Timeout>;
}

/** By name, what is decided when a timeout has come; `at` is when it was due. These names are the only ones that decisions may use. */
interface SagaTimeouts<State, C extends Command, Timeout extends string> {
  readonly onTimeout: {
    readonly [Name in Timeout]: (state: State, at: string) => SagaDecision<State, C, Timeout>;
  };
}

/** A process that reacts to events by commands, one instance for each thing that it takes care of. */
export type SagaDefinition<
  State,
  Event extends DomainEvent,
  C extends Command,
  Timeout extends string = never,
> = SagaBasics<State, Event, C, Timeout> &
  ([Timeout] extends [never]
    ? { readonly onTimeout?: Readonly<Record<string, never>> }
    : SagaTimeouts<State, C, Timeout>);

/** The types of arguments and answers are checked where a definition is written; here handlers are found by name. */
type AnyHandler = (...args: unknown[]) => unknown;
type HandlersByName = ReadonlyMap<string, AnyHandler>;

const NAME = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;

/**
 * Makes a saga of its definition, once, at start. {@link EventSourcingConfigurationError} when it could not work: a name that is none,
 * nothing that starts it, a start or a timeout without a handler.
 */
export function defineSaga<
  State,
  Event extends DomainEvent,
  C extends Command,
  Timeout extends string = never,
>(definition: SagaDefinition<State, Event, C, Timeout>): Saga<State, Event, C, Timeout> {
  const { name, initial, startedBy, on, onTimeout, onRefused } = definition;
  if (typeof name !== 'string' || !NAME.test(name)) {
    throw new EventSourcingConfigurationError(
      `A saga needs a name in kebab-case, such as activation-approval, and ${JSON.stringify(name)} is none`,
    );
  }
  if (initial === undefined) {
    throw new EventSourcingConfigurationError(
      `The saga ${name} has no initial state: say what its instances know before their first event, or null`,
    );
  }
  if (onRefused !== undefined && typeof onRefused !== 'function') {
    throw new EventSourcingConfigurationError(
      `The saga ${name} has an onRefused that is no function: give it one, or leave it out`,
    );
  }
  const starts = handlersOf(name, 'startedBy', startedBy);
  const handlers = handlersOf(name, 'on', on);
  const timeouts = handlersOf(name, 'onTimeout', onTimeout ?? {});
  refuseUnlessStartable(name, starts, handlers);
  const decide = (answer: unknown) => answer as SagaDecision<State, C, Timeout>;
  return Object.freeze<Saga<State, Event, C, Timeout>>({
    name,
    initial,
    eventTypes: new Set(handlers.keys()),
    timeoutNames: new Set(timeouts.keys()),
    takesRefusals: onRefused !== undefined,
    instanceStartedBy: (event) => starts.get(event.type)?.(event) as string | undefined,
    onEvent: (state, event) => decide(handlerOf(name, handlers, event.type)(state, event)),
    onTimeout: (state, timeout, at) => decide(handlerOf(name, timeouts, timeout)(state, at)),
    onRefused: (state, command, refusal) => {
      if (onRefused === undefined) throw withoutHandler(name, `a refused ${command.type}`);
      return onRefused(state, command, refusal);
    },
  });
}

function handlersOf(saga: string, part: string, handlers: object): HandlersByName {
  for (const [name, handler] of Object.entries(handlers ?? {})) {
    if (typeof handler === 'function') continue;
    throw new EventSourcingConfigurationError(
      `The saga ${saga} names ${name} in ${part} and does not say what happens then: give it a function, or leave it out`,
    );
  }
  return new Map(Object.entries(handlers ?? {}));
}

function refuseUnlessStartable(saga: string, starts: HandlersByName, handlers: HandlersByName): void {
  if (starts.size === 0) {
    throw new EventSourcingConfigurationError(
      `Nothing starts the saga ${saga}: name in startedBy at least one event type, and the instance that it starts`,
    );
  }
  const unhandled = [...starts.keys()].filter((type) => !handlers.has(type));
  if (unhandled.length > 0) {
    throw new EventSourcingConfigurationError(
      `The saga ${saga} is started by ${unhandled.join(', ')} and does not say what it decides then: add it to \`on\``,
    );
  }
}

/** A stored timeout may be one that a later version of the saga knows nothing of. */
function handlerOf(saga: string, handlers: HandlersByName, name: string): AnyHandler {
  const handler = handlers.get(name);
  if (handler === undefined) throw withoutHandler(saga, name);
  return handler;
}

function withoutHandler(saga: string, what: string): EventSourcingConfigurationError {
  return new EventSourcingConfigurationError(
    `The saga ${saga} does not say what it decides on ${what}: add it to its definition`,
  );
}
