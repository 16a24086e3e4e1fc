import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { type Doc, decode } from '../bson/codec.ts';
import type { Namespace } from './collection.ts';

/** What happened to a document or collection. */
export type Operation = 'insert' | 'update' | 'replace' | 'delete' | 'drop' | 'dropDatabase';

/** One entry: where in the log, when (ms since 1970), to what, and the operation's own fields. */
export interface OplogEntry extends Namespace {
  readonly position: number;
  readonly at: number;
  readonly op: Operation;
  readonly body: Doc;
}

/** How much of the log is kept; the oldest tenth goes when it is more. */
export interface OplogLimits {
  readonly entries: number;
  readonly bytes: number;
}

/** The log of changes that change streams read: contiguous positions, bounded, in the same commits as the changes. */
export class Oplog {
  readonly #limits: OplogLimits;
  readonly #insert: StatementSync;
  readonly #read: StatementSync;
  readonly #readDatabase: StatementSync;
  readonly #readCollection: StatementSync;
  readonly #size: StatementSync;
  readonly #trim: StatementSync;
  #first: number;
  #last: number;
  #bytes: number;

  constructor(db: DatabaseSync, limits: OplogLimits) {
    this.#limits = limits;
    this.#insert = db.prepare(
      'INSERT INTO oplog (position, at, db, name, op, body) VALUES (?, ?, ?, ?, ?, ?)',
    );
    const select = 'SELECT position, at, db, name, op, body FROM oplog WHERE position > ?';
    this.#read = db.prepare(`${select} ORDER BY position LIMIT ?`);
    this.#readDatabase = db.prepare(`${select} AND db = ? ORDER BY position LIMIT ?`);
    this.#readCollection = db.prepare(`${select} AND db = ? AND name IN (?, '') ORDER BY position LIMIT ?`);
    this.#size = db.prepare('SELECT coalesce(sum(length(body)), 0) AS bytes FROM oplog WHERE position < ?');
    this.#trim = db.prepare('DELETE FROM oplog WHERE position < ?');
    const ends = db.prepare('SELECT min(position) AS first, max(position) AS last FROM oplog').get();
    this.#last = Number(ends?.last ?? 0);
    this.#first = Number(ends?.first ?? this.#last + 1);
    this.#bytes = Number(this.#size.get(Number.MAX_SAFE_INTEGER)?.bytes);
  }

  /** The position of the last entry; 0 when there was none yet. */
  get last(): number {
    return this.#last;
  }

  /** Whether everything after a position is still there. */
  reaches(position: number): boolean {
    return position >= this.#first - 1 && position <= this.#last;
  }

  append({ db, name }: Namespace, op: Operation, body: Buffer): void {
    this.#last += 1;
    this.#insert.run(this.#last, Date.now(), db, name, op, body);
    this.#bytes += body.length;
    if (this.#last - this.#first >= this.#limits.entries || this.#bytes > this.#limits.bytes) this.#drop();
  }

  #drop(): void {
    const count = this.#last - this.#first + 1;
    const first = this.#first + Math.max(1, Math.ceil(count / 10));
    if (first > this.#last) return;
    this.#bytes -= Number(this.#size.get(first)?.bytes);
    this.#trim.run(first);
    this.#first = first;
  }

  /** Entries after a position, of one collection, one database or all. */
  after(position: number, db: string | undefined, name: string | undefined, count: number): OplogEntry[] {
    const rows =
      db === undefined
        ? this.#read.all(position, count)
        : name === undefined
          ? this.#readDatabase.all(position, db, count)
          : this.#readCollection.all(position, db, name, count);
    return rows.map((row) => ({
      position: row.position as number,
      at: row.at as number,
      db: row.db as string,
      name: row.name as string,
      op: row.op as Operation,
      body: decode(row.body as Uint8Array),
    }));
  }
}
