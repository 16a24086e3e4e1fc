import type { RecordedEvent } from '../aggregate/domain-event.ts';

/** The points an event passes on its way into the read model, in their order. */
export type PipelinePoint =
  | 'received'
  | 'projecting'
  | 'projected'
  | 'before-commit'
  | 'after-commit'
  | 'before-ack'
  | 'after-ack';

/** Is told of each event at each point; what it does at a point happens before the event goes on. */
export interface PipelineObserver {
  /** The event is at the point now. What is thrown here stops it there. */
  reached(point: PipelinePoint, event: RecordedEvent): void;
}

/** Where the reconciliator writes what it does. The fields are values, never secrets. */
export interface ReconciliatorLog {
  /** What goes as it should. */
  info(fields: object, message: string): void;
  /** What failed and is tried again, or was set aside. */
  warn(fields: object, message: string): void;
}
