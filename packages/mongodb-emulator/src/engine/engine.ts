import { encode } from '../bson/codec.ts';
import { cloneValue } from '../bson/values.ts';
import { Catalog } from '../storage/catalog.ts';
import type { Collection, Namespace } from '../storage/collection.ts';
import { CommitQueue } from '../storage/commit-queue.ts';
import { Oplog, type OplogLimits } from '../storage/oplog.ts';
import { type RetryRecord, RetryRecords } from '../storage/retry-records.ts';
import { openStore, type StoreFiles, storeIdentity } from '../storage/store.ts';
import { changeEntry } from './change-entry.ts';
import { type Change, History } from './history.ts';
import { Intents } from './intents.ts';
import { plainWrites } from './plain-writes.ts';
import { Transaction } from './transaction.ts';
import type { WriteView } from './views.ts';

/** What an engine is opened with. */
export interface EngineOptions {
  readonly dataFolder: string;
  readonly oplog: OplogLimits;
  /** Told once when the disk refuses a write; nothing is acknowledged from then on. */
  readonly onFailure: (error: Error) => void;
}

/** The stores of one data folder, and the one place where writes become committed. */
export class Engine {
  readonly identity: string;
  readonly catalog: Catalog;
  readonly queue: CommitQueue;
  readonly oplog: Oplog;
  readonly writes: WriteView;
  readonly retries: RetryRecords;
  readonly #files: StoreFiles;
  readonly #history = new History();
  readonly #intents = new Intents<Transaction>();
  readonly #open = new Set<Transaction>();
  readonly #drops = new Map<string, number>();
  #seq = 0;

  constructor({ dataFolder, oplog, onFailure }: EngineOptions) {
    this.#files = openStore(dataFolder);
    const { db } = this.#files;
    this.identity = storeIdentity(db);
    this.queue = new CommitQueue(this.#files, onFailure);
    this.catalog = new Catalog(db);
    this.oplog = new Oplog(db, oplog);
    this.retries = new RetryRecords(db);
    this.writes = plainWrites(this.#intents, (changes) => this.#apply(changes));
  }

  /** Runs changes of the store; when one fails half-way, nothing is acknowledged any more. */
  #change<Result>(run: () => Result): Result {
    this.queue.begin();
    try {
      return run();
    } catch (error) {
      this.queue.fail(error as Error);
      throw error;
    }
  }

  #apply(changes: readonly Change[]): void {
    if (changes.length === 0) return;
    this.#change(() => {
      this.#seq += 1;
      for (const change of changes) {
        const { collection, rid, before, after, keyChanges } = change;
        if (this.#open.size > 0) this.#history.record(change, this.#seq);
        collection.write(rid, before, after, keyChanges);
        const [op, body] = changeEntry(change);
        this.oplog.append(collection, op, body);
      }
    });
  }

  /** Notes what a session's write did; to be called in the turn of the event loop that did it. */
  saveRetry(session: string, record: RetryRecord): void {
    this.#change(() => this.retries.save(session, record));
  }

  begin(txnNumber: number): Transaction {
    const transaction = new Transaction(txnNumber, this.#seq, this.#history, this.#intents);
    this.#open.add(transaction);
    return transaction;
  }

  /** Makes a transaction's writes the committed state, all at once. */
  commit(transaction: Transaction): void {
    const changes = transaction.changes();
    this.#close(transaction);
    this.#apply(changes);
    transaction.release();
  }

  abort(transaction: Transaction): void {
    this.#close(transaction);
    transaction.release();
  }

  #close(transaction: Transaction): void {
    this.#open.delete(transaction);
    let oldest: number | undefined;
    for (const { snapshot } of this.#open) oldest = Math.min(oldest ?? snapshot, snapshot);
    this.#history.prune(oldest);
  }

  /** The collection, made when missing. */
  ensureCollection(namespace: Namespace): Collection {
    const found = this.catalog.find(namespace);
    return found ?? this.create(namespace);
  }

  create(namespace: Namespace): Collection {
    this.queue.begin();
    return this.catalog.create(namespace);
  }

  /** An open transaction that has written to the collection; its shape may not change before that has ended. */
  writerOf(collection: Collection): Transaction | undefined {
    return [...this.#open].find((transaction) => transaction.hasWritten(collection));
  }

  drop(collection: Collection): void {
    this.#change(() => {
      this.#seq += 1;
      this.#drops.set(collection.ns, this.#seq);
      this.catalog.drop(collection);
      this.oplog.append(collection, 'drop', encode({}));
    });
  }

  dropDatabase(db: string): void {
    this.#change(() => {
      for (const collection of this.catalog.list(db)) this.drop(collection);
      this.oplog.append({ db, name: '' }, 'dropDatabase', encode({}));
    });
  }

  /** Whether a namespace was dropped after a snapshot, which can no longer be read then. */
  isDroppedSince({ db, name }: Namespace, snapshot: number): boolean {
    return (this.#drops.get(`${db}.${name}`) ?? -1) > snapshot;
  }

  /** Adds an index; true when it was not there before. */
  addIndex(collection: Collection, spec: Record<string, unknown>): boolean {
    this.queue.begin();
    return this.catalog.addIndex(collection, cloneValue(spec));
  }

  dropIndex(collection: Collection, index: Collection['idIndex']): void {
    this.#change(() => this.catalog.dropIndex(collection, index));
  }

  /** Commits what is pending and closes the store. */
  async close(): Promise<void> {
    for (const transaction of [...this.#open]) this.abort(transaction);
    await this.queue.drain();
    this.#files.close();
  }
}
