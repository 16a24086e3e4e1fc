import { fdatasync } from 'node:fs';
import { promisify } from 'node:util';
import type { StoreFiles } from './store.ts';

const syncToDisk = promisify(fdatasync);

/**
 * Group commit: all writes of one turn of the event loop, and all that arrive while the last commit is on its
 * way to the disk, are one transaction of the store. A thread waits for the disk, the event loop goes on.
 */
export class CommitQueue {
  readonly #files: StoreFiles;
  readonly #onFailure: (error: Error) => void;
  readonly #listeners = new Set<() => void>();
  #open: PromiseWithResolvers<void> | undefined;
  #syncing: Promise<void> | undefined;
  #failure: Error | undefined;

  /** `onFailure` is told once when the disk refused a commit; from then on nothing is acknowledged. */
  constructor(files: StoreFiles, onFailure: (error: Error) => void) {
    this.#files = files;
    this.#onFailure = onFailure;
  }

  /** Settles once everything applied so far is on disk; undefined when it already is. */
  get pending(): Promise<void> | undefined {
    return this.#open?.promise ?? this.#syncing;
  }

  /** Calls `listener` after each commit that is on disk. Returns how to stop it. */
  onCommit(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** To be called before the store is written to. */
  begin(): void {
    if (this.#failure) throw this.#failure;
    if (this.#open) return;
    this.#files.db.exec('BEGIN IMMEDIATE');
    this.#open = Promise.withResolvers<void>();
    this.#open.promise.catch(() => {});
    if (!this.#syncing) setImmediate(() => this.#commit());
  }

  #commit(): void {
    const open = this.#open;
    if (!open || this.#syncing) return;
    this.#open = undefined;
    this.#syncing = open.promise;
    this.#write().then(
      () => {
        open.resolve();
        this.#next();
        for (const listener of this.#listeners) listener();
      },
      (error: Error) => {
        open.reject(error);
        this.fail(error);
        this.#next();
      },
    );
  }

  #next(): void {
    this.#syncing = undefined;
    this.#commit();
  }

  async #write(): Promise<void> {
    if (this.#failure) throw this.#failure;
    this.#files.db.exec('COMMIT');
    await syncToDisk(this.#files.log);
  }

  /** Memory and disk no longer agree: nothing is acknowledged any more. */
  fail(error: Error): void {
    if (this.#failure) return;
    this.#failure = error;
    this.#onFailure(error);
  }

  /** Waits until nothing is pending. */
  async drain(): Promise<void> {
    while (this.pending) await this.pending.catch(() => {});
  }
}
