import type { Command } from '@tools-provider/mediator';
import type { Saga, SagaEvent, SagaRefusal } from './saga.ts';

/** A command that was decided and stored, and is not known to have been carried out. Sent again, it is the same command. */
export interface UnsentCommand {
  /** The same for the same decision, whoever makes it and however often. */
  readonly commandId: string;
  readonly requestHash: string;
  readonly command: Command;
  readonly correlationId: string;
  /** The event, timeout or refused command because of which it was decided. */
  readonly causationId: string;
  /** ISO 8601; when the events of the command happen. */
  readonly decidedAt: string;
  readonly traceparent?: string;
}

/** A timeout that is to come. */
export interface SagaTimeout {
  readonly name: string;
  /** ISO 8601 in UTC with milliseconds. */
  readonly dueAt: string;
}

/** What an instance was told that is not in the feed: noted, so that a replay finds it again, at the same place. */
export interface SagaNote {
  /** It came after the event of this number and before the next one. */
  readonly afterSequence: number;
  readonly timeout?: SagaTimeout;
  readonly refused?: { readonly commandId: string; readonly refusal: SagaRefusal };
}

/** How an instance stood when its notes had become too many to be kept: a replay begins there. */
export interface SagaSnapshot {
  readonly revision: number;
  readonly state: unknown;
  readonly follows: readonly string[];
  readonly timeouts: readonly SagaTimeout[];
  readonly lastSequence: number;
}

/** Why an instance is set aside. */
export interface SagaFailure {
  /** The number in the feed at which a retry goes on. */
  readonly sequence: number;
  /** What failed: an event type, `timeout <name>`, or a command type. */
  readonly step: string;
  readonly reason: string;
  readonly attempts: number;
  /** ISO 8601. */
  readonly failedAt: string;
}

/** One process of a saga, as it is stored. Times are ISO 8601. */
export interface SagaInstance {
  readonly saga: string;
  readonly id: string;
  /** How many decisions it has made, less one: −1 when its first one failed. */
  readonly revision: number;
  readonly state: unknown;
  /** The subjects whose events it is told. */
  readonly follows: readonly string[];
  readonly unsent: readonly UnsentCommand[];
  readonly timeouts: readonly SagaTimeout[];
  readonly isDone: boolean;
  /** The number of the event that started it. */
  readonly startSequence: number;
  /** The number of the last event it was told. */
  readonly lastSequence: number;
  /** Those since its snapshot, if it has one, else since its start. */
  readonly notes: readonly SagaNote[];
  readonly snapshot?: SagaSnapshot;
  /** That of the event that started it. */
  readonly correlationId: string;
  readonly startedAt: string;
  readonly updatedAt: string;
  /** It is set aside: told nothing until somebody asks for a retry. */
  readonly failure?: SagaFailure;
  readonly retryRequestedAt?: string;
}

/** An instance before its first decision. */
export function newInstance(saga: Saga, id: string, event: SagaEvent, now: string): SagaInstance {
  return {
    saga: saga.name,
    id,
    revision: -1,
    state: saga.initial,
    follows: [event.subject],
    unsent: [],
    timeouts: [],
    isDone: false,
    startSequence: event.sequence,
    lastSequence: event.sequence - 1,
    notes: [],
    correlationId: event.correlationId,
    startedAt: now,
    updatedAt: now,
  };
}

/** The instance, told nothing more until it is retried. */
export function setAside(instance: SagaInstance, failure: SagaFailure): SagaInstance {
  const { retryRequestedAt: _, ...rest } = instance;
  return { ...rest, failure, updatedAt: failure.failedAt };
}

/** The instance without a failure. */
export function takenBack(instance: SagaInstance): SagaInstance {
  const { failure: _, retryRequestedAt: __, ...rest } = instance;
  return rest;
}
