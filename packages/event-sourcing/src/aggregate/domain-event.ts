import type { EventMessage } from '@tools-provider/mediator';

/** A fact an aggregate raised: its stored type (`group.created.v1`) and its data, plain JSON. */
export interface DomainEvent<Type extends string = string, Data = unknown> extends EventMessage {
  readonly type: Type;
  readonly data: Data;
}

/** What is stored beside an event's data. Times are ISO 8601 with milliseconds, ids are UUIDs. */
export interface EventMetadata {
  readonly $correlationId: string;
  readonly $causationId: string;
  /** The command that raised the event; all events of one append share it. */
  readonly commandId: string;
  /** The event's place among those of its command, from 0. */
  readonly sequenceNumber: number;
  readonly actor: string;
  readonly occurredAt: string;
  /** What the command asked for, as a hash, where it may be sent again under the same id. */
  readonly requestHash?: string;
  readonly traceparent?: string;
}

/** An event on its way into a stream. Appending the same id twice at the same revision stores it once. */
export interface EventToAppend extends DomainEvent {
  readonly id: string;
  readonly metadata: EventMetadata;
}

/** An event as the log holds it; of a union of events, one of them: its type says what its data are. */
export type RecordedEvent<Event extends DomainEvent = DomainEvent> = Event extends DomainEvent
  ? RecordedEventOf<Event>
  : never;

/** One event of the log, of a single type of event: what {@link RecordedEvent} makes of each member of a union. */
export interface RecordedEventOf<Event extends DomainEvent>
  extends DomainEvent<Event['type'], Event['data']> {
  readonly id: string;
  readonly stream: string;
  /** The event's place in its stream, from 0. */
  readonly revision: number;
  /** The event's place in the whole log, a decimal number; only its order means anything. */
  readonly position: string;
  /** When the log took it, ISO 8601, where that is known: not before it occurred, unless the writer's clock was ahead. */
  readonly recordedAt?: string;
  readonly metadata: EventMetadata;
}

/** An event of an aggregate that is stored as its state: what the log would hold of it, but there is no log that it has a place in. */
export type StateStoredEvent<Event extends DomainEvent = DomainEvent> = Omit<
  RecordedEvent<Event>,
  'position' | 'recordedAt'
>;
