import type { CheckpointTracker } from './checkpoint.ts';

/**
 * Writes a group's checkpoints when they are due, one at a time. A checkpoint that is not written costs
 * repeated deliveries after a restart, nothing else.
 */
export class CheckpointWriter {
  readonly #tracker: CheckpointTracker;
  readonly #afterMs: number;
  readonly #save: (revision: number) => Promise<void>;
  #isSaving = false;
  #isClosed = false;
  #timer: NodeJS.Timeout | undefined;

  constructor(tracker: CheckpointTracker, afterMs: number, save: (revision: number) => Promise<void>) {
    this.#tracker = tracker;
    this.#afterMs = Math.max(10, afterMs);
    this.#save = save;
  }

  /** Writes a checkpoint if one is due now, and looks again when one may be due by time. */
  check(): void {
    if (this.#isClosed || this.#tracker.uncovered <= 0) return;
    if (!this.#isSaving && this.#tracker.isDue(Date.now())) void this.#write();
    if (this.#timer !== undefined) return;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.check();
    }, this.#afterMs);
    this.#timer.unref();
  }

  /** Writes nothing more. */
  close(): void {
    this.#isClosed = true;
    clearTimeout(this.#timer);
  }

  async #write(): Promise<void> {
    const revision = this.#tracker.reached;
    this.#isSaving = true;
    try {
      await this.#save(revision);
      this.#tracker.mark(revision, Date.now());
    } catch {
      // The next check tries again.
    } finally {
      this.#isSaving = false;
    }
  }
}
