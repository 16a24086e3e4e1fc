/** The points a bulk job passes: before and after each item's command is carried out, and when results are stored. */
export type BulkPoint = 'bulk-sending' | 'bulk-sent' | 'bulk-recorded';

/** Is told of each point; what it does at a point happens before the job goes on. */
export interface BulkObserver {
  reached(point: BulkPoint): void;
}
