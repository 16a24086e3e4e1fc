import { randomBytes } from 'node:crypto';
import { closeSync, mkdirSync, openSync } from 'node:fs';
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

/** The open files of a data folder. */
export interface StoreFiles {
  readonly db: DatabaseSync;
  /** The write-ahead log: a commit is on disk once this file is synced. */
  readonly log: number;
  close(): void;
}

/**
 * Opens the database in the data folder, making both when missing; the folder is held exclusively while it is
 * open. A commit is in the write-ahead log when it returns, and safe from a power cut once that is synced:
 * SQLite itself syncs only around checkpoints (synchronous NORMAL), the commit queue after each commit. Keys are random, so nearly each
 * lies on a page of its own: large pages are fewer writes, and a long log writes a page to its place once for many changes.
 */
export function openStore(dataFolder: string): StoreFiles {
  let db: DatabaseSync | undefined;
  try {
    mkdirSync(dataFolder, { recursive: true });
    const path = join(dataFolder, 'mongodb.sqlite');
    db = new DatabaseSync(path);
    db.exec(`
      PRAGMA page_size = 16384;
      PRAGMA locking_mode = EXCLUSIVE;
      PRAGMA journal_mode = WAL;
      PRAGMA synchronous = NORMAL;
      PRAGMA wal_autocheckpoint = 4000;
      PRAGMA cache_size = -65536;
    `);
    db.exec(SCHEMA);
    // An empty transaction leaves no log behind, and its file has to be there to be opened.
    db.exec('PRAGMA user_version = 1');
    return withLog(db, openSync(`${path}-wal`, 'r+'));
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

function withLog(db: DatabaseSync, log: number): StoreFiles {
  const close = () => {
    closeSync(log);
    db.close();
  };
  return { db, log, close };
}

/** The identity of a data folder, made with it; resume tokens carry it. Eight bytes in hexadecimal. */
export function storeIdentity(db: DatabaseSync): string {
  const row = db.prepare('SELECT value FROM meta WHERE name = ?').get('identity');
  if (row) return Buffer.from(row.value as Uint8Array).toString('hex');
  const identity = randomBytes(8);
  db.prepare('INSERT INTO meta (name, value) VALUES (?, ?)').run('identity', identity);
  return identity.toString('hex');
}
