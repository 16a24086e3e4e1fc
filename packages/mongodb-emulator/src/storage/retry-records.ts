import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { type Doc, decode, encode } from '../bson/codec.ts';

/** What became of a session's last transaction number: the answers by statement, or a committed transaction. */
export interface RetryRecord {
  readonly txnNumber: number;
  readonly isCommitted: boolean;
  readonly results: Map<number, Doc>;
}

const KEPT_MS = 31 * 60_000;
const SWEEP_EVERY = 5_000;

/** The last retryable write or transaction of each session, kept over restarts as long as a session lives. */
export class RetryRecords {
  readonly #held = new Map<string, RetryRecord>();
  readonly #select: StatementSync;
  readonly #replace: StatementSync;
  readonly #sweep: StatementSync;
  #saves = 0;

  constructor(db: DatabaseSync) {
    this.#select = db.prepare('SELECT txn, body FROM retries WHERE session = ?');
    this.#replace = db.prepare('REPLACE INTO retries (session, txn, at, body) VALUES (?, ?, ?, ?)');
    this.#sweep = db.prepare('DELETE FROM retries WHERE at < ?');
  }

  get(session: string): RetryRecord | undefined {
    const held = this.#held.get(session);
    if (held) return held;
    const row = this.#select.get(session);
    if (!row) return undefined;
    const body = decode(row.body as Uint8Array);
    const results = new Map(Object.entries(body.results as Doc).map(([id, doc]) => [Number(id), doc as Doc]));
    return { txnNumber: row.txn as number, isCommitted: body.isCommitted === true, results };
  }

  /** Saves a record; to be called in the turn of the event loop that applies the writes. */
  save(session: string, record: RetryRecord): void {
    this.#held.delete(session);
    this.#held.set(session, record);
    const body = encode({ isCommitted: record.isCommitted, results: Object.fromEntries(record.results) });
    const now = Date.now();
    this.#replace.run(session, record.txnNumber, now, body);
    this.#saves += 1;
    if (this.#saves % SWEEP_EVERY === 0) this.#sweep.run(now - KEPT_MS);
    if (this.#held.size > SWEEP_EVERY) this.#held.delete(this.#held.keys().next().value as string);
  }
}
