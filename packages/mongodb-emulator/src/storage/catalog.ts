import { randomUUID } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { type Doc, decode, encode } from '../bson/codec.ts';
import { compareValues } from '../bson/compare.ts';
import { ServerError } from '../errors.ts';
import { Collection, type Namespace } from './collection.ts';
import { duplicateKey } from './duplicate-key.ts';
import { IndexDefinition } from './index-definition.ts';
import { IndexTable } from './index-table.ts';

const BUILD_CHUNK = 500;

function checkNamespace({ db, name }: Namespace): void {
  const isBad = name === '' || name.startsWith('.') || name.includes('\0') || name.includes('$');
  if (isBad || db === '' || /[/\\. "$\0]/.test(db)) {
    throw new ServerError(73, `Invalid namespace specified '${db}.${name}'`);
  }
  if (name.startsWith('system.')) throw new ServerError(73, `the namespace '${db}.${name}' is reserved`);
}

/** The collections and their indexes, in memory and on disk. Callers begin the commit before changing anything. */
export class Catalog {
  readonly #db: DatabaseSync;
  readonly #collections = new Map<string, Collection>();

  constructor(db: DatabaseSync) {
    this.#db = db;
    for (const row of db.prepare('SELECT id, db, name, uuid FROM collections ORDER BY id').all()) {
      const namespace = { db: row.db as string, name: row.name as string };
      this.#open(row.id as number, namespace, Buffer.from(row.uuid as Uint8Array));
    }
  }

  #open(id: number, namespace: Namespace, uuid: Buffer): Collection {
    const collection = new Collection(this.#db, id, namespace, uuid);
    const rows = this.#db
      .prepare('SELECT id, spec, multikey FROM indexes WHERE collection = ? ORDER BY id')
      .all(id);
    for (const row of rows) {
      const spec = decode(row.spec as Uint8Array);
      collection.indexes.push(new IndexTable(this.#db, row.id as number, id, spec, row.multikey === 1));
    }
    this.#collections.set(collection.ns, collection);
    return collection;
  }

  find({ db, name }: Namespace): Collection | undefined {
    return this.#collections.get(`${db}.${name}`);
  }

  /** The collections of one database, or all, by name. */
  list(db?: string): Collection[] {
    return [...this.#collections.values()]
      .filter((collection) => db === undefined || collection.db === db)
      .sort((a, b) => (a.ns < b.ns ? -1 : 1));
  }

  create(namespace: Namespace): Collection {
    checkNamespace(namespace);
    const uuid = Buffer.from(randomUUID().replaceAll('-', ''), 'hex');
    const { lastInsertRowid } = this.#db
      .prepare('INSERT INTO collections (db, name, uuid) VALUES (?, ?, ?)')
      .run(namespace.db, namespace.name, uuid);
    const id = Number(lastInsertRowid);
    this.#addIndexRow(id, { v: 2, key: { _id: 1 }, name: '_id_' });
    return this.#open(id, namespace, uuid);
  }

  #addIndexRow(collection: number, spec: Doc): number {
    const { lastInsertRowid } = this.#db
      .prepare('INSERT INTO indexes (collection, spec) VALUES (?, ?)')
      .run(collection, encode(spec));
    return Number(lastInsertRowid);
  }

  drop(collection: Collection): void {
    for (const index of collection.indexes) this.#db.exec(`DROP TABLE i${index.id}`);
    this.#db.exec(`DROP TABLE c${collection.id}`);
    this.#db.prepare('DELETE FROM indexes WHERE collection = ?').run(collection.id);
    this.#db.prepare('DELETE FROM collections WHERE id = ?').run(collection.id);
    collection.isDropped = true;
    this.#collections.delete(collection.ns);
  }

  /** Adds an index and fills it; one that is already there is left. Duplicates leave everything as it was. */
  addIndex(collection: Collection, given: Doc): boolean {
    const definition = new IndexDefinition({ v: 2, ...given });
    const spec = definition.spec;
    for (const index of collection.indexes) {
      const sameKey = compareValues(index.spec.key, spec.key) === 0;
      if (index.name === spec.name || sameKey) {
        if (index.name === '_id_' && sameKey) return false;
        if (sameOptions(index, definition) && sameKey && index.name === spec.name) return false;
        throw index.name === spec.name
          ? new ServerError(86, `An existing index has the same name as the requested index: ${index.name}`)
          : new ServerError(85, `Index already exists with a different name: ${index.name}`);
      }
    }
    const entries = buildEntries(collection, definition);
    const id = this.#addIndexRow(collection.id, spec);
    const table = new IndexTable(this.#db, id, collection.id, spec, false);
    for (const { key, rid } of entries.rows) table.insert(key, rid);
    if (entries.isMultikey) table.markMultikey();
    collection.indexes.push(table);
    return true;
  }

  dropIndex(collection: Collection, index: IndexTable): void {
    this.#db.exec(`DROP TABLE i${index.id}`);
    this.#db.prepare('DELETE FROM indexes WHERE id = ?').run(index.id);
    collection.indexes.splice(collection.indexes.indexOf(index), 1);
  }
}

function sameOptions(a: IndexDefinition, b: IndexDefinition): boolean {
  return (
    a.isUnique === b.isUnique &&
    a.isSparse === b.isSparse &&
    compareValues(a.partialFilter ?? null, b.partialFilter ?? null) === 0
  );
}

function buildEntries(collection: Collection, definition: IndexDefinition) {
  const rows: { key: Buffer; rid: number }[] = [];
  const seen = new Set<string>();
  let isMultikey = false;
  for (let after = 0; ; ) {
    const documents = collection.rows(after, BUILD_CHUNK);
    for (const { rid, doc } of documents) {
      const made = definition.keysOf(doc);
      isMultikey ||= made.isMultikey;
      for (const key of made.keys) {
        const text = key.toString('latin1');
        if (definition.isUnique && seen.has(text)) throw duplicateKey(collection.ns, definition, doc);
        if (definition.isUnique) seen.add(text);
        rows.push({ key, rid });
      }
    }
    const last = documents.at(-1);
    if (!last) return { rows, isMultikey };
    after = last.rid;
  }
}
