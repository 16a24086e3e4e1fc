import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { Doc } from '../bson/codec.ts';
import { IndexDefinition } from './index-definition.ts';

/** A range of keys: from `start`, up to but without `end`. */
export interface KeyRange {
  readonly start: Buffer;
  readonly end: Buffer;
}

/** A range of another index. */
export interface RangeOf {
  readonly index: IndexTable;
  readonly range: KeyRange;
}

/** A row of an index scan, with the document's bytes. */
export interface IndexRow {
  readonly key: Uint8Array;
  readonly rid: number;
  readonly body: Uint8Array;
}

/** One index on disk: rows of key and document number, in key order. */
export class IndexTable extends IndexDefinition {
  readonly id: number;
  readonly #db: DatabaseSync;
  readonly #documents: string;
  readonly #insert: StatementSync;
  readonly #delete: StatementSync;
  readonly #first: StatementSync;
  #isMultikey: boolean;
  #scans = new Map<string, StatementSync>();
  #upTo: StatementSync | undefined;

  constructor(db: DatabaseSync, id: number, collectionId: number, spec: Doc, isMultikey: boolean) {
    super(spec);
    this.id = id;
    this.#db = db;
    this.#documents = `c${collectionId}`;
    this.#isMultikey = isMultikey;
    db.exec(
      `CREATE TABLE IF NOT EXISTS i${id} (key BLOB NOT NULL, rid INTEGER NOT NULL, PRIMARY KEY (key, rid)) WITHOUT ROWID`,
    );
    this.#insert = db.prepare(`INSERT INTO i${id} (key, rid) VALUES (?, ?)`);
    this.#delete = db.prepare(`DELETE FROM i${id} WHERE key = ? AND rid = ?`);
    this.#first = db.prepare(`SELECT rid FROM i${id} WHERE key = ? LIMIT 1`);
  }

  /** Whether any document ever had an array at an indexed field. */
  get isMultikey(): boolean {
    return this.#isMultikey;
  }

  /** A document with this key, if there is one. */
  ownerOf(key: Buffer): number | undefined {
    return this.#first.get(key)?.rid as number | undefined;
  }

  insert(key: Buffer, rid: number): void {
    this.#insert.run(key, rid);
  }

  delete(key: Buffer, rid: number): void {
    this.#delete.run(key, rid);
  }

  markMultikey(): void {
    if (this.#isMultikey) return;
    this.#isMultikey = true;
    this.#db.prepare('UPDATE indexes SET multikey = 1 WHERE id = ?').run(this.id);
  }

  /** The next rows of a range with their documents, after the row `after` when given. */
  rows(range: KeyRange, isReverse: boolean, count: number, after?: IndexRow): IndexRow[] {
    const statement = this.#scan(isReverse, after !== undefined);
    const bounds = [range.start, range.end] as const;
    const rows = after
      ? statement.all(...bounds, after.key, after.rid, count)
      : statement.all(...bounds, count);
    return rows as unknown as IndexRow[];
  }

  /** The same of those documents alone that have a key in a range of another index; its keys are compared, not the documents. */
  rowsAlsoIn(
    other: RangeOf,
    range: KeyRange,
    isReverse: boolean,
    count: number,
    after?: IndexRow,
  ): IndexRow[] {
    const statement = this.#scan(isReverse, after !== undefined, other.index);
    const parameters = [range.start, range.end, ...(after ? [after.key, after.rid] : [])];
    return statement.all(...parameters, other.range.start, other.range.end, count) as unknown as IndexRow[];
  }

  /** Whether a range holds more keys than so many. */
  hasMoreThan(most: number, { start, end }: KeyRange): boolean {
    this.#upTo ??= this.#db.prepare(
      `SELECT count(*) AS count FROM (SELECT 1 FROM i${this.id} WHERE key >= ? AND key < ? LIMIT ?)`,
    );
    return Number(this.#upTo.get(start, end, most + 1)?.count) > most;
  }

  /** How many documents have a key in one of these ranges. */
  count(ranges: readonly KeyRange[]): number {
    const within = ranges.map(() => '(key >= ? AND key < ?)').join(' OR ');
    const statement = this.#db.prepare(
      `SELECT count(DISTINCT rid) AS count FROM i${this.id} WHERE ${within}`,
    );
    return Number(statement.get(...ranges.flatMap(({ start, end }) => [start, end]))?.count);
  }

  #scan(isReverse: boolean, isContinued: boolean, other?: IndexTable): StatementSync {
    const name = `${isReverse}${isContinued}${other?.id ?? ''}`;
    let statement = this.#scans.get(name);
    if (!statement) {
      const order = isReverse ? 'DESC' : 'ASC';
      const after = isContinued ? `AND (i.key, i.rid) ${isReverse ? '<' : '>'} (?, ?)` : '';
      const also = other ? `AND +i.rid IN (SELECT rid FROM i${other.id} WHERE key >= ? AND key < ?)` : '';
      statement = this.#db.prepare(
        `SELECT i.key AS key, i.rid AS rid, d.body AS body FROM i${this.id} i
         CROSS JOIN ${this.#documents} d ON d.rid = i.rid
         WHERE i.key >= ? AND i.key < ? ${after} ${also} ORDER BY i.key ${order}, i.rid ${order} LIMIT ?`,
      );
      this.#scans.set(name, statement);
    }
    return statement;
  }
}
