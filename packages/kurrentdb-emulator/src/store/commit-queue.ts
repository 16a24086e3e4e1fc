import type { DatabaseSync } from 'node:sqlite';

/** The store could not write (disk full, closed, …); nothing of the commit happened. */
export class StoreUnavailableError extends Error {
  readonly code = 'store-unavailable';
}

/** What takes part in every commit: told when its staged changes became true, or did not happen. */
export interface CommitParticipant {
  settle(): void;
  forget(): void;
}

interface Waiting {
  readonly work: () => unknown;
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: Error) => void;
}

const maxWorkPerCommit = 1_000;

/**
 * Group commit: whatever is enqueued in one turn of the event loop, or while a commit runs, shares the
 * next transaction and its one fsync. A promise fulfils only after its work is on disk.
 */
export class CommitQueue {
  readonly #database: DatabaseSync;
  readonly #participant: CommitParticipant;
  readonly #listeners = new Set<() => void>();
  #waiting: Waiting[] = [];
  #scheduled = false;
  #closed = false;
  #count = 0;

  constructor(database: DatabaseSync, participant: CommitParticipant) {
    this.#database = database;
    this.#participant = participant;
  }

  /** Runs `work` inside the next transaction. It must be synchronous, and throw only for a broken store. */
  enqueue<T>(work: () => T): Promise<T> {
    if (this.#closed) return Promise.reject(new StoreUnavailableError('The server is shutting down.'));
    return new Promise<T>((resolve, reject) => {
      this.#waiting.push({ work, resolve: (result) => resolve(result as T), reject });
      this.#schedule();
    });
  }

  /** Calls back after every commit, when its events can be read. Returns the way to stop that. */
  onCommit(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** How many commits there were since the start; a number to give to `after`. */
  get count(): number {
    return this.#count;
  }

  /** Fulfils once there were more commits than `count`, or when `gone` is aborted. */
  after(count: number, gone: AbortSignal): Promise<void> {
    if (this.#count > count || gone.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const done = () => {
        stop();
        gone.removeEventListener('abort', done);
        resolve();
      };
      const stop = this.onCommit(done);
      gone.addEventListener('abort', done, { once: true });
    });
  }

  /** Writes what is waiting and takes no more. */
  close(): void {
    while (this.#waiting.length > 0) this.#commit();
    this.#closed = true;
  }

  #schedule(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    setImmediate(() => {
      this.#scheduled = false;
      if (this.#waiting.length === 0) return;
      this.#commit();
      if (this.#waiting.length > 0) this.#schedule();
    });
  }

  #commit(): void {
    const group = this.#waiting.splice(0, maxWorkPerCommit);
    let results: unknown[];
    try {
      this.#database.exec('BEGIN IMMEDIATE');
      results = group.map((waiting) => waiting.work());
      this.#database.exec('COMMIT');
    } catch (cause) {
      this.#undo();
      const error = new StoreUnavailableError(`The embedded KurrentDB could not write: ${messageOf(cause)}`, {
        cause,
      });
      for (const waiting of group) waiting.reject(error);
      return;
    }
    this.#participant.settle();
    this.#count += 1;
    group.forEach((waiting, index) => {
      waiting.resolve(results[index]);
    });
    for (const listener of this.#listeners) listener();
  }

  #undo(): void {
    this.#participant.forget();
    if (this.#database.isTransaction) this.#database.exec('ROLLBACK');
  }
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
