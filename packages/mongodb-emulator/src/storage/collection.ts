import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { ServerError } from '../errors.ts';
import { DocumentCache } from './document-cache.ts';
import type { IndexTable } from './index-table.ts';
import { StoredDocument } from './stored-document.ts';

const CACHE_BYTES = 16 * 1024 * 1024;

/** Where a collection lives. */
export interface Namespace {
  readonly db: string;
  readonly name: string;
}

/** The keys one write takes out of and puts into one index. */
export interface KeyChange {
  readonly index: IndexTable;
  readonly removed: readonly Buffer[];
  readonly added: readonly Buffer[];
  readonly isMultikey: boolean;
}

function without(keys: readonly Buffer[], others: readonly Buffer[]): Buffer[] {
  return keys.filter((key) => !others.some((other) => other.equals(key)));
}

/** The committed documents of one collection and its indexes. */
export class Collection implements Namespace {
  readonly id: number;
  readonly db: string;
  readonly name: string;
  readonly uuid: Buffer;
  readonly indexes: IndexTable[] = [];
  isDropped = false;
  readonly #cache = new DocumentCache(CACHE_BYTES);
  readonly #select: StatementSync;
  readonly #insert: StatementSync;
  readonly #update: StatementSync;
  readonly #delete: StatementSync;
  readonly #scan: StatementSync;
  readonly #count: StatementSync;
  #nextRid: number;

  constructor(sqlite: DatabaseSync, id: number, { db, name }: Namespace, uuid: Buffer) {
    this.id = id;
    this.db = db;
    this.name = name;
    this.uuid = uuid;
    const table = `c${id}`;
    sqlite.exec(`CREATE TABLE IF NOT EXISTS ${table} (rid INTEGER PRIMARY KEY, body BLOB NOT NULL)`);
    this.#select = sqlite.prepare(`SELECT body FROM ${table} WHERE rid = ?`);
    this.#insert = sqlite.prepare(`INSERT INTO ${table} (rid, body) VALUES (?, ?)`);
    this.#update = sqlite.prepare(`UPDATE ${table} SET body = ? WHERE rid = ?`);
    this.#delete = sqlite.prepare(`DELETE FROM ${table} WHERE rid = ?`);
    this.#scan = sqlite.prepare(`SELECT rid, body FROM ${table} WHERE rid > ? ORDER BY rid LIMIT ?`);
    this.#count = sqlite.prepare(`SELECT count(*) AS count FROM ${table}`);
    this.#nextRid = 1 + Number(sqlite.prepare(`SELECT max(rid) AS last FROM ${table}`).get()?.last ?? 0);
  }

  get ns(): string {
    return `${this.db}.${this.name}`;
  }

  /** The index on `_id`, which every collection has. */
  get idIndex(): IndexTable {
    return this.indexes[0] as IndexTable;
  }

  /** A number for a new document; never given twice while the process lives. */
  newRid(): number {
    this.#nextRid += 1;
    return this.#nextRid - 1;
  }

  load(rid: number): StoredDocument | undefined {
    const cached = this.#cache.get(rid);
    if (cached) return cached;
    const row = this.#select.get(rid);
    if (!row) return undefined;
    const stored = new StoredDocument(rid, asBuffer(row.body as Uint8Array));
    this.#cache.set(stored);
    return stored;
  }

  /** The version in memory, or one of the bytes a scan has read. */
  fromRow(rid: number, body: Uint8Array): StoredDocument {
    return this.#cache.peek(rid) ?? new StoredDocument(rid, asBuffer(body));
  }

  /** The next documents in the order they were inserted, after a document's number. */
  rows(after: number, count: number): StoredDocument[] {
    return this.#scan.all(after, count).map((row) => this.fromRow(row.rid as number, row.body as Uint8Array));
  }

  count(): number {
    return Number(this.#count.get()?.count);
  }

  /** What a write changes in each index; indexes whose keys stay are left out. */
  keyChanges(before: StoredDocument | undefined, after: StoredDocument | undefined): KeyChange[] {
    const changes: KeyChange[] = [];
    for (const index of this.indexes) {
      if (before && after && index === this.idIndex) continue;
      const old = before ? index.keysOf(before.doc) : undefined;
      const made = after ? index.keysOf(after.doc) : undefined;
      const removed = without(old?.keys ?? [], made?.keys ?? []);
      const added = without(made?.keys ?? [], old?.keys ?? []);
      if (removed.length + added.length > 0) {
        changes.push({ index, removed, added, isMultikey: made?.isMultikey ?? false });
      }
    }
    return changes;
  }

  /** Writes a version (or its absence) into the store; keys must be free of duplicates by now. */
  write(
    rid: number,
    before: StoredDocument | undefined,
    after: StoredDocument | undefined,
    keyChanges: readonly KeyChange[],
  ): void {
    if (this.isDropped) throw new ServerError(175, `the collection ${this.ns} was dropped`);
    if (!after) {
      this.#delete.run(rid);
      this.#cache.delete(rid);
    } else {
      if (before) this.#update.run(after.raw, rid);
      else this.#insert.run(rid, after.raw);
      this.#cache.set(after);
    }
    for (const { index, removed, added, isMultikey } of keyChanges) {
      for (const key of removed) index.delete(key, rid);
      for (const key of added) index.insert(key, rid);
      if (isMultikey) index.markMultikey();
    }
  }
}

function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
