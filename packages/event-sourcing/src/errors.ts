import { CodedError, type ErrorDetails, EventHandlerError, isCoded } from '@tools-provider/mediator';
import type { RecordedEvent } from './aggregate/domain-event.ts';
import type { FailureCode } from './reconciliation/failure-code.ts';

/** Where an event stands that could not be processed. */
export type FailedEvent = Pick<RecordedEvent, 'id' | 'type' | 'stream' | 'revision'>;

/** An event could not be applied to the read model. It names the event; its aggregate is set aside until somebody looks. */
export class EventProcessingError extends EventHandlerError {
  readonly event: FailedEvent;

  /** `code` is one of the reasons for which aggregates are set aside, where it is a certain one. */
  constructor(
    message: string,
    event: FailedEvent,
    details: ErrorDetails = {},
    code: FailureCode | 'event-processing' = 'event-processing',
  ) {
    super(`${event.type} (${event.stream} revision ${event.revision}): ${message}`, details, code);
    this.event = event;
  }
}

/** Streams have moved on since their spans were computed; nothing was stored. Load their status and compute again. */
export class StaleSpansError extends CodedError {
  readonly streams: readonly string[];

  constructor(streams: readonly string[]) {
    super('conflict', 'stale-spans', `Somebody else projected ${streams.join(', ')}`);
    this.streams = streams;
  }
}

/** The rule that was broken, by whom. */
export interface PolicyViolation {
  readonly aggregateType: string;
  readonly eventType: string;
  readonly reason: string;
}

/** Something was about to be stored that the rules of event sourcing forbid; nothing of it was. */
export class StrictValidationViolationError extends EventHandlerError {
  readonly violation: PolicyViolation;

  constructor(violation: PolicyViolation, details: ErrorDetails = {}) {
    const { aggregateType, eventType, reason } = violation;
    super(`${eventType} of ${aggregateType}: ${reason}`, details, 'strict-validation-violation');
    this.violation = violation;
  }
}

/** An aggregate raised events, and nobody has said whether they are to be stored. Register its type before the first command. */
export class EventSourcedAggregateRequiredError extends EventHandlerError {
  readonly aggregateType: string;

  constructor(aggregateType: string, details: ErrorDetails = {}) {
    super(
      `${aggregateType} raised events, but it is not registered: call registerEventSourcedType('${aggregateType}') or registerNonEventSourcedType('${aggregateType}') at start`,
      details,
      'event-sourced-aggregate-required',
    );
    this.aggregateType = aggregateType;
  }
}

/** Event sourcing is put together in a way that cannot work. The message says what is wrong and what to do. */
export class EventSourcingConfigurationError extends EventHandlerError {
  constructor(message: string, details: ErrorDetails = {}) {
    super(message, details, 'event-sourcing-configuration');
  }
}

/** True for an error with this code, whoever made it. */
export function hasCode(error: unknown, code: string): boolean {
  return isCoded(error) && error.code === code;
}
