import { closeSync, fdatasync, fdatasyncSync, mkdirSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { promisify } from 'node:util';

const schema = `
  CREATE TABLE IF NOT EXISTS streams (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    truncate_before INTEGER NOT NULL DEFAULT 0,
    max_count INTEGER
  ) STRICT;
  CREATE TABLE IF NOT EXISTS events (
    position INTEGER PRIMARY KEY,
    stream INTEGER NOT NULL REFERENCES streams(id),
    revision INTEGER NOT NULL,
    id TEXT NOT NULL,
    type TEXT NOT NULL,
    content_type TEXT NOT NULL,
    created INTEGER NOT NULL,
    data BLOB,
    metadata BLOB
  ) STRICT;
  CREATE UNIQUE INDEX IF NOT EXISTS events_by_stream ON events(stream, revision);
  CREATE TABLE IF NOT EXISTS groups (
    stream TEXT NOT NULL,
    name TEXT NOT NULL,
    settings TEXT NOT NULL,
    checkpoint INTEGER,
    PRIMARY KEY (stream, name)
  ) STRICT, WITHOUT ROWID;
`;

/** The data folder is held by another process; the message says what to do about it. */
export class DataFolderInUseError extends Error {
  readonly code = 'data-folder-in-use';
  constructor(dataFolder: string) {
    super(
      `The data folder ${dataFolder} is in use by another embedded KurrentDB: stop that one, or choose another folder.`,
    );
  }
}

/** The data folder cannot be made or written; the message says which and why. */
export class DataFolderUnusableError extends Error {
  readonly code = 'data-folder-unusable';
}

/** An open database, and the way to make its commits last. */
export interface StoreFiles {
  readonly database: DatabaseSync;
  /** Fulfils when every commit made so far is on disk. */
  sync(): Promise<void>;
  /** The same, holding up the event loop for it. */
  syncNow(): void;
  /** Releases the folder. */
  close(): void;
}

/**
 * Opens (or creates) the database of a data folder and locks the folder against a second process.
 *
 * SQLite runs in write-ahead mode with synchronous NORMAL: a commit writes the log file and leaves the
 * wait for the disk to `sync`, which runs beside the event loop. Whoever acknowledges a write syncs first.
 */
export function openStore(dataFolder: string): StoreFiles {
  let database: DatabaseSync | undefined;
  try {
    mkdirSync(dataFolder, { recursive: true });
    const file = join(dataFolder, 'kurrentdb.sqlite');
    database = new DatabaseSync(file);
    const open = database;
    open.exec('PRAGMA locking_mode = EXCLUSIVE');
    open.exec('PRAGMA journal_mode = WAL');
    open.exec('PRAGMA synchronous = NORMAL');
    open.exec('PRAGMA cache_size = -65536');
    open.exec(schema);
    // A write, so that the lock is held and the log file is there to be synced.
    open.exec('PRAGMA user_version = 1');
    const logFile = openSync(`${file}-wal`, 'r+');
    return {
      database: open,
      sync: () => flush(logFile),
      syncNow: () => fdatasyncSync(logFile),
      close: () => {
        closeSync(logFile);
        open.close();
      },
    };
  } catch (cause) {
    database?.close();
    throw unusable(dataFolder, cause);
  }
}

const flush = promisify(fdatasync);

function unusable(dataFolder: string, cause: unknown): Error {
  const reason = cause instanceof Error ? cause.message : String(cause);
  if (/locked|busy/i.test(reason)) return new DataFolderInUseError(dataFolder);
  const message = `The data folder ${dataFolder} cannot be used (${reason}): check that it can be written, or choose another.`;
  return new DataFolderUnusableError(message, { cause });
}
