import { type ErrorKind, isCoded, kindOf } from '../coded-error.ts';
import type { Behavior, Command, EventMessage } from '../message.ts';

/** The same behaviour twice, for the two kinds of message that a mediator handles. */
export interface MessageBehaviors<Context = unknown> {
  readonly command: Behavior<Command, Context>;
  readonly event: Behavior<EventMessage, Context>;
}

/** What is said of a message that was handled, or was not. */
export interface Outcome {
  /** `ok`, or the kind of the error. */
  readonly outcome: 'ok' | ErrorKind;
  /** The error's code; the name of its class where it has none. */
  readonly 'error.code'?: string;
}

/** The outcome of a message whose handling threw. */
export function outcomeOf(error: unknown): Outcome {
  const nameOfClass = error instanceof Error ? error.name : typeof error;
  return { outcome: kindOf(error), 'error.code': isCoded(error) ? error.code : nameOfClass };
}
