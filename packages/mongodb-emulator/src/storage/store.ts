import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value BLOB) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS collections (
    id INTEGER PRIMARY KEY AUTOINCREMENT, db TEXT NOT NULL, name TEXT NOT NULL, uuid BLOB NOT NULL,
    UNIQUE (db, name));
  CREATE TABLE IF NOT EXISTS indexes (
    id INTEGER PRIMARY KEY AUTOINCREMENT, collection INTEGER NOT NULL, spec BLOB NOT NULL,
    multikey INTEGER NOT NULL DEFAULT 0);
  CREATE TABLE IF NOT EXISTS oplog (
    position INTEGER PRIMARY KEY, at INTEGER NOT NULL, db TEXT NOT NULL, name TEXT NOT NULL,
    op TEXT NOT NULL, body BLOB NOT NULL);
  CREATE TABLE IF NOT EXISTS retries (
    session TEXT PRIMARY KEY, txn INTEGER NOT NULL, at INTEGER NOT NULL, body BLOB NOT NULL) WITHOUT ROWID;
`;

/** Why a data folder cannot be used, in one plain sentence. */
export class DataFolderError extends Error {
  override readonly name = 'DataFolderError';
}

/**
 * Opens the database in the data folder, making both when missing. A commit is on disk when it returns
 * (write-ahead log, synchronous FULL); the folder is held exclusively while it is open.
 */
export function openStore(dataFolder: string): DatabaseSync {
  let db: DatabaseSync | undefined;
  try {
    mkdirSync(dataFolder, { recursive: true });
    db = new DatabaseSync(join(dataFolder, 'mongodb.sqlite'));
    db.exec(`
      PRAGMA locking_mode = EXCLUSIVE;
      PRAGMA journal_mode = WAL;
      PRAGMA synchronous = FULL;
      PRAGMA wal_autocheckpoint = 4000;
      PRAGMA cache_size = -65536;
    `);
    db.exec(SCHEMA);
    return db;
  } catch (cause) {
    db?.close();
    const isHeld = /locked|busy/.test((cause as Error).message);
    throw new DataFolderError(
      isHeld
        ? `The data folder ${dataFolder} is in use by another process: stop that one, or set another DATA_DIR.`
        : `The data folder ${dataFolder} cannot be used (${(cause as Error).message}): check DATA_DIR.`,
      { cause },
    );
  }
}

/** The identity of a data folder, made with it; resume tokens carry it. Eight bytes in hexadecimal. */
export function storeIdentity(db: DatabaseSync): string {
  const row = db.prepare('SELECT value FROM meta WHERE name = ?').get('identity');
  if (row) return Buffer.from(row.value as Uint8Array).toString('hex');
  const identity = randomBytes(8);
  db.prepare('INSERT INTO meta (name, value) VALUES (?, ?)').run('identity', identity);
  return identity.toString('hex');
}
