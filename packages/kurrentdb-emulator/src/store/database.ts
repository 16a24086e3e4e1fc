import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

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

/**
 * Opens (or creates) the database of a data folder. Commits are on disk when they return
 * (write-ahead log, synchronous FULL), and the folder is locked against a second process.
 */
export function openDatabase(dataFolder: string): DatabaseSync {
  let database: DatabaseSync | undefined;
  try {
    mkdirSync(dataFolder, { recursive: true });
    database = new DatabaseSync(join(dataFolder, 'kurrentdb.sqlite'));
    database.exec('PRAGMA locking_mode = EXCLUSIVE');
    database.exec('PRAGMA journal_mode = WAL');
    database.exec('PRAGMA synchronous = FULL');
    database.exec('PRAGMA cache_size = -65536');
    database.exec(schema);
    return database;
  } catch (cause) {
    database?.close();
    const reason = cause instanceof Error ? cause.message : String(cause);
    if (/locked|busy/i.test(reason)) throw new DataFolderInUseError(dataFolder);
    const message = `The data folder ${dataFolder} cannot be used (${reason}): check that it can be written, or choose another.`;
    throw new DataFolderUnusableError(message, { cause });
  }
}
