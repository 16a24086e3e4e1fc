import type { RecordedEvent } from '../aggregate/domain-event.ts';

/** Reads every event of the product through the whole log, fast: what documents are made anew from. Errors: `unavailable` when the log cannot be reached. */
export interface EventLog {
  /**
   * The events behind a position (default: all), in the order of the log, at least up to the end that the log had when the reading began.
   * Whoever reads slowly holds the log back, not the memory.
   */
  readAll(afterPosition?: string): AsyncIterable<RecordedEvent>;
  /** About how many events there are; `undefined` when that cannot be told without reading them. */
  countEvents(): Promise<number | undefined>;
}
