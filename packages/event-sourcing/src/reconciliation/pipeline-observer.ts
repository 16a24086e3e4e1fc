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

/** One observer that tells all others of each point, in their order. */
export function observedBy(...observers: readonly PipelineObserver[]): PipelineObserver {
  return {
    reached: (point, event) => {
      for (const observer of observers) observer.reached(point, event);
    },
  };
}

/** Where the reconciliator writes what it does. The fields are values, never secrets. */
export interface ReconciliatorLog {
  /** What goes as it should. */
  info(fields: object, message: string): void;
  /** What failed and is tried again, or was set aside. */
  warn(fields: object, message: string): void;
}
