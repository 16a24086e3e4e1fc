import type { EventMessage } from '../message.ts';

/** Takes notice of every event of a bus, one after the other. Rejecting reports a failure and stops nobody. */
export interface EventObserver<E extends EventMessage = EventMessage> {
  /** Resolves when it is done with the event, which is frozen; the next one comes then. */
  onEvent(event: E): Promise<void>;
}

/** How one observer is known and limited. What is left out is as the bus says. */
export interface ObserverOptions extends Partial<ObserverLimits> {
  /** The name in logs and failures; that of the observer's class if left out. Two observers may share one. */
  readonly name?: string;
}

/** What one observer may take up. */
export interface ObserverLimits {
  /** How long it may be at one event before that is a failure, and how long a publish waits for room in its queue, in milliseconds. */
  readonly timeoutMs: number;
  /** How many events wait for it at most, the one that it is at not counted. */
  readonly queueLimit: number;
  /**
   * How many more may stand behind a full queue: publishes that wait for room, and events that observers published, which wait for
   * nobody. Together with `queueLimit` this bounds what one observer can hold in memory.
   */
  readonly overflowLimit: number;
}

/** One observer that did not, or not in time, get done with an event. */
export interface ObserverFailure<E extends EventMessage = EventMessage> {
  /** The observer's name. */
  readonly observer: string;
  readonly event: E;
  /** What the observer threw, as it is; or one of the bus's own errors, with its code. */
  readonly error: unknown;
}

/** What came of a publish. */
export interface PublishResult<E extends EventMessage = EventMessage> {
  /** Whether there are no failures. */
  readonly ok: boolean;
  /** In the order in which the observers were subscribed. */
  readonly failures: readonly ObserverFailure<E>[];
  /** Set when an observer published: the event is queued and nobody was waited for. */
  readonly deferred?: true;
}

/** How much one observer has before it. */
export interface ObserverLoad {
  readonly observer: string;
  /** Events in its queue; never more than its `queueLimit`. */
  readonly queued: number;
  /** Events that stand behind the full queue; never more than its `overflowLimit`. */
  readonly overflowing: number;
  /** Whether it is at an event now. */
  readonly isRunning: boolean;
  /** Whether it has been at that event for longer than its timeout. */
  readonly isStuck: boolean;
}

/** Where a bus writes what it does. The fields are values, never secrets; the shape is pino's. */
export interface EventBusLog {
  /** What goes as it should: subscriptions and publishes. */
  debug(fields: object, message: string): void;
  /** A failure of an observer, or of the bus to reach it. */
  error(fields: object, message: string): void;
}
