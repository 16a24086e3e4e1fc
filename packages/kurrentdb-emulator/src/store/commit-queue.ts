import { setImmediate as nextTurn } from 'node:timers/promises';
import type { StoreFiles } from './database.ts';

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
 * Group commit: whatever is enqueued in one turn of the event loop, or while a commit is on its way to the
 * disk, shares the next transaction and its one sync. A promise fulfils, and readers see what was written,
 * only after that.
 */
export class CommitQueue {
  readonly #files: StoreFiles;
  readonly #participant: CommitParticipant;
  readonly #listeners = new Set<() => void>();
  #waiting: Waiting[] = [];
  #running: Promise<void> | undefined;
  #refusal: StoreUnavailableError | undefined;
  #count = 0;

  constructor(files: StoreFiles, participant: CommitParticipant) {
    this.#files = files;
    this.#participant = participant;
  }

  /** Runs `work` inside the next transaction. It must be synchronous, and throw only for a broken store. */
  enqueue<T>(work: () => T): Promise<T> {
    if (this.#refusal !== undefined) return Promise.reject(this.#refusal);
    return new Promise<T>((resolve, reject) => {
      this.#waiting.push({ work, resolve: (result) => resolve(result as T), reject });
      this.#running ??= this.#run();
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

  /** Takes no more, and fulfils when what was waiting is written. */
  async close(): Promise<void> {
    this.#refusal ??= new StoreUnavailableError('The embedded KurrentDB is shutting down.');
    await this.#running;
  }

  async #run(): Promise<void> {
    await nextTurn();
    while (this.#waiting.length > 0) await this.#commit(this.#waiting.splice(0, maxWorkPerCommit));
    this.#running = undefined;
  }

  async #commit(group: readonly Waiting[]): Promise<void> {
    let results: unknown[];
    try {
      results = this.#write(group);
    } catch (error) {
      return this.#fail(group, unavailable(error));
    }
    try {
      // A lone writer is answered sooner by waiting here than by a thread; others are not kept waiting.
      if (group.length === 1) this.#files.syncNow();
      else await this.#files.sync();
    } catch (error) {
      // What the disk holds now nobody knows, and a second sync might say yes to it: only a restart helps.
      this.#refusal = unavailable(error);
      return this.#fail([...group, ...this.#waiting.splice(0)], this.#refusal);
    }
    this.#participant.settle();
    this.#count += 1;
    group.forEach((waiting, index) => {
      waiting.resolve(results[index]);
    });
    for (const listener of this.#listeners) listener();
  }

  #write(group: readonly Waiting[]): unknown[] {
    const { database } = this.#files;
    try {
      database.exec('BEGIN IMMEDIATE');
      const results = group.map((waiting) => waiting.work());
      database.exec('COMMIT');
      return results;
    } catch (error) {
      if (database.isTransaction) database.exec('ROLLBACK');
      throw error;
    }
  }

  #fail(group: readonly Waiting[], error: StoreUnavailableError): void {
    this.#participant.forget();
    for (const waiting of group) waiting.reject(error);
  }
}

function unavailable(cause: unknown): StoreUnavailableError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new StoreUnavailableError(`The embedded KurrentDB could not write: ${reason}`, { cause });
}
