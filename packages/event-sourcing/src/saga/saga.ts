import type { Command, ErrorKind } from '@tools-provider/mediator';
import type { DomainEvent } from '../aggregate/domain-event.ts';

/** An event of the feed as a saga is told it. */
export interface SagaEvent<Event extends DomainEvent = DomainEvent> {
  readonly id: string;
  /** The stored event type, without what the product puts before it in the feed. */
  readonly type: Event['type'];
  readonly data: Event['data'];
  /** The id of the aggregate that it happened to. */
  readonly subject: string;
  /** When it happened, ISO 8601; empty where the feed does not say. */
  readonly time: string;
  /** Its number in the feed. */
  readonly sequence: number;
  readonly correlationId: string;
  readonly traceparent?: string;
}

/** The event of one type among those of a union. */
export type SagaEventOf<Event extends DomainEvent, Type extends Event['type']> = SagaEvent<
  Extract<Event, { readonly type: Type }>
>;

/**
 * What a saga decides: its state from now on, and what is to happen because of it. All of it is stored before any of it happens. State and
 * commands are plain JSON.
 */
export interface SagaDecision<State = unknown, C extends Command = Command, Timeout extends string = string> {
  readonly state: State;
  /** Sent in this order, each after the one before was carried out. What follows a refused one is not sent. */
  readonly send?: readonly C[];
  /** When timeouts come (ISO 8601 in UTC with milliseconds), `null` for never; those that are left out stay as they are. */
  readonly timeouts?: [Timeout] extends [never]
    ? Readonly<Record<string, never>>
    : { readonly [Name in Timeout]?: string | null };
  /** Subjects whose events the instance is told from now on, beside those it follows already. */
  readonly follow?: readonly string[];
  /** The end: the instance is told neither events nor timeouts any more. What it sends is still sent. */
  readonly isDone?: boolean;
}

/** Why a command was not carried out, and will not be however often it is sent. */
export interface SagaRefusal {
  readonly kind: ErrorKind;
  readonly code: string;
  readonly message: string;
}

/** A saga that was checked by `defineSaga`: who it is, and what it decides. */
export interface Saga<
  State = unknown,
  Event extends DomainEvent = DomainEvent,
  C extends Command = Command,
  Timeout extends string = string,
> {
  readonly name: string;
  readonly initial: State;
  /** Every event type it is told. */
  readonly eventTypes: ReadonlySet<string>;
  readonly timeoutNames: ReadonlySet<string>;
  /** Whether it decides what happens when a command is refused; without that the instance is set aside. */
  readonly takesRefusals: boolean;
  /** The instance that an event starts, or is for alone; `undefined`: the event is for those who follow its subject. */
  instanceStartedBy(event: SagaEvent<Event>): string | undefined;
  /** The decision on an event; of a type that it is not told, no change. */
  onEvent(state: State, event: SagaEvent<Event>): SagaDecision<State, C, Timeout>;
  /** `at` is when the timeout was due. */
  onTimeout(state: State, name: Timeout, at: string): SagaDecision<State, C, Timeout>;
  /** The decision on a command of its own that was refused for good. */
  onRefused(state: State, command: C, refusal: SagaRefusal): SagaDecision<State, C, Timeout>;
}
