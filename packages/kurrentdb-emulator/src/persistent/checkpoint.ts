/** The settings that say when a group writes down how far it has come. */
export interface CheckpointSettings {
  readonly minCheckpointCount: number;
  readonly maxCheckpointCount: number;
  readonly checkpointAfterMs: number;
}

/**
 * Follows which revisions of the group's stream are done. The checkpoint is the last revision below which
 * nothing is outstanding, so that a restart repeats messages but never leaves one out.
 */
export class CheckpointTracker {
  /** Revisions handed to the group and not done, in ascending order: a Set keeps the order of insertion. */
  readonly #outstanding = new Set<number>();
  readonly #settings: CheckpointSettings;
  #next: number;
  #written: number;
  #writtenAt = Date.now();

  constructor(start: number, settings: CheckpointSettings) {
    this.#next = start;
    this.#written = start - 1;
    this.#settings = settings;
  }

  /** A revision was read; they come in ascending order. */
  begin(revision: number): void {
    this.#outstanding.add(revision);
    this.#next = revision + 1;
  }

  /** A revision was acknowledged, skipped or parked. */
  finish(revision: number): void {
    this.#outstanding.delete(revision);
  }

  /** The last revision below which nothing is outstanding, -1 when nothing is done. */
  get reached(): number {
    const [lowest] = this.#outstanding;
    return (lowest ?? this.#next) - 1;
  }

  /** The checkpoint that was written last. */
  get written(): number {
    return this.#written;
  }

  /** How many revisions are done and not covered by a checkpoint. */
  get uncovered(): number {
    return this.reached - this.#written;
  }

  /** Whether a checkpoint is due by the settings: at once at the upper count, by time at the lower one. */
  isDue(now: number): boolean {
    const count = this.uncovered;
    if (count >= this.#settings.maxCheckpointCount) return true;
    const isTime = now - this.#writtenAt >= this.#settings.checkpointAfterMs;
    return isTime && count > 0 && count >= this.#settings.minCheckpointCount;
  }

  /** A checkpoint is being written. */
  mark(revision: number, now: number): void {
    this.#written = revision;
    this.#writtenAt = now;
  }
}
