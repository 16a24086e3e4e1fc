import type { DatabaseSync } from 'node:sqlite';

/**
 * Group commit: all writes of one turn of the event loop are one transaction of the store. A commit blocks
 * the loop, so what arrives meanwhile is read together afterwards and shares the next commit.
 */
export class CommitQueue {
  readonly #db: DatabaseSync;
  readonly #onFailure: (error: Error) => void;
  readonly #listeners = new Set<() => void>();
  #pending: PromiseWithResolvers<void> | undefined;
  #failure: Error | undefined;

  /** `onFailure` is told once when the disk refused a commit; from then on nothing is acknowledged. */
  constructor(db: DatabaseSync, onFailure: (error: Error) => void) {
    this.#db = db;
    this.#onFailure = onFailure;
  }

  /** Settles once everything applied so far is on disk; undefined when it already is. */
  get pending(): Promise<void> | undefined {
    return this.#pending?.promise;
  }

  /** Calls `listener` after each commit. Returns how to stop it. */
  onCommit(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** To be called before the store is written to. */
  begin(): void {
    if (this.#failure) throw this.#failure;
    if (this.#pending) return;
    this.#db.exec('BEGIN IMMEDIATE');
    this.#pending = Promise.withResolvers<void>();
    this.#pending.promise.catch(() => {});
    setImmediate(() => this.flush());
  }

  /** Commits what is pending. */
  flush(): void {
    const pending = this.#pending;
    if (!pending) return;
    this.#pending = undefined;
    try {
      if (this.#failure) throw this.#failure;
      this.#db.exec('COMMIT');
    } catch (error) {
      this.fail(error as Error);
      pending.reject(error as Error);
      return;
    }
    pending.resolve();
    for (const listener of this.#listeners) listener();
  }

  /** Memory and disk no longer agree: nothing is acknowledged any more. */
  fail(error: Error): void {
    if (this.#failure) return;
    this.#failure = error;
    this.#onFailure(error);
  }
}
