import { CodedError, type ErrorDetails } from '@tools-provider/mediator';
import type { RecordedEvent } from './aggregate/domain-event.ts';

/** Where an event stands that could not be processed. */
export type FailedEvent = Pick<RecordedEvent, 'id' | 'type' | 'stream' | 'revision'>;

/** An event could not be applied to the read model. It names the event; its aggregate is set aside until somebody looks. */
export class EventProcessingError extends CodedError {
  readonly event: FailedEvent;

  constructor(message: string, event: FailedEvent, details: ErrorDetails = {}) {
    super(
      'defect',
      'event-processing',
      `${event.type} (${event.stream} revision ${event.revision}): ${message}`,
      details,
    );
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
