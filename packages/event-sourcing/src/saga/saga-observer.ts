/** The points a saga passes with each of its steps, in their order. */
export type SagaPoint =
  | 'saga-deciding'
  | 'saga-saving'
  | 'saga-saved'
  | 'saga-sending'
  | 'saga-sent'
  | 'saga-marked'
  | 'saga-advancing';

/** Is told of each point; what it does at a point happens before the saga goes on. `instanceId` is empty for what concerns no instance. */
export interface SagaObserver {
  reached(point: SagaPoint, instanceId: string): void;
}
