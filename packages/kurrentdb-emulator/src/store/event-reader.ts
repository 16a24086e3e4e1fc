import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { EventRecord } from './event-record.ts';
import { type EventPlace, recentIdsLimit } from './recent-ids.ts';
import type { StreamState } from './stream-directory.ts';

type Row = Record<string, unknown>;

const columns = `e.position, e.revision, e.id, e.type, e.content_type, e.created, e.data, e.metadata`;

/**
 * Reads pages of events. A stream's limits are its reader's business; what is beyond a stream's known head
 * is on its way to the disk and not to be seen.
 */
export class EventReader {
  readonly #forwards: StatementSync;
  readonly #backwards: StatementSync;
  readonly #allForwards: StatementSync;
  readonly #allBackwards: StatementSync;
  readonly #one: StatementSync;
  readonly #idAt: StatementSync;
  readonly #positionOf: StatementSync;
  readonly #lastPosition: StatementSync;
  readonly #newest: StatementSync;

  constructor(database: DatabaseSync) {
    const inStream = `SELECT ${columns} FROM events e WHERE e.stream = ?`;
    const inAll = `SELECT s.name, ${columns} FROM events e JOIN streams s ON s.id = e.stream`;
    this.#forwards = database.prepare(`${inStream} AND e.revision >= ? ORDER BY e.revision LIMIT ?`);
    this.#backwards = database.prepare(`${inStream} AND e.revision <= ? ORDER BY e.revision DESC LIMIT ?`);
    this.#allForwards = database.prepare(`${inAll} WHERE e.position >= ? ORDER BY e.position LIMIT ?`);
    this.#allBackwards = database.prepare(`${inAll} WHERE e.position < ? ORDER BY e.position DESC LIMIT ?`);
    this.#one = database.prepare(`${inStream} AND e.revision = ?`);
    this.#idAt = database.prepare('SELECT id FROM events WHERE stream = ? AND revision = ?');
    this.#positionOf = database.prepare('SELECT position FROM events WHERE stream = ? AND revision = ?');
    this.#lastPosition = database.prepare('SELECT max(position) AS position FROM events');
    this.#newest = database.prepare(
      `SELECT s.name, e.id, e.revision FROM events e JOIN streams s ON s.id = e.stream
        WHERE e.position > (SELECT max(position) FROM events) - ? ORDER BY e.position`,
    );
  }

  /** Up to `limit` events of a stream from revision `from` (included) upwards, no further than its head. */
  streamForwards(stream: StreamState, from: number, limit: number): EventRecord[] {
    const count = Math.min(limit, stream.head - from + 1);
    if (stream.rowId === undefined || count <= 0) return [];
    return this.#forwards.all(stream.rowId, from, count).map((row) => recordOf(row, stream.name));
  }

  /** Up to `limit` events of a stream from revision `from` (included) downwards. */
  streamBackwards(stream: StreamState, from: number, limit: number): EventRecord[] {
    if (stream.rowId === undefined) return [];
    return this.#backwards.all(stream.rowId, from, limit).map((row) => recordOf(row, stream.name));
  }

  /** Up to `limit` events of the whole log from position `from` (included) upwards. */
  allForwards(from: number, limit: number): EventRecord[] {
    return this.#allForwards.all(from, limit).map((row) => recordOf(row, String(row.name)));
  }

  /** Up to `limit` events of the whole log before position `before` (excluded), downwards. */
  allBackwards(before: number, limit: number): EventRecord[] {
    return this.#allBackwards.all(before, limit).map((row) => recordOf(row, String(row.name)));
  }

  /** The event at one revision of a stream. */
  at(stream: StreamState, revision: number): EventRecord | undefined {
    if (stream.rowId === undefined) return undefined;
    const row = this.#one.get(stream.rowId, revision);
    return row === undefined ? undefined : recordOf(row, stream.name);
  }

  /** The id of the event at one revision of a stream. */
  idAt(stream: StreamState, revision: number): string | undefined {
    if (stream.rowId === undefined) return undefined;
    const row = this.#idAt.get(stream.rowId, revision);
    return row === undefined ? undefined : String(row.id);
  }

  /** The log position of the event at one revision of a stream. */
  positionOf(stream: StreamState, revision: number): number | undefined {
    if (stream.rowId === undefined) return undefined;
    const row = this.#positionOf.get(stream.rowId, revision);
    return row === undefined ? undefined : Number(row.position);
  }

  /** Position of the last event of the log, 0 for an empty one (positions start at 1). */
  lastPosition(): number {
    return Number(this.#lastPosition.get()?.position ?? 0);
  }

  /** Ids and places of the newest events, oldest first. */
  *newestIds(): Iterable<EventPlace & { id: string }> {
    for (const row of this.#newest.iterate(recentIdsLimit)) {
      yield { id: String(row.id), stream: String(row.name), revision: Number(row.revision) };
    }
  }
}

const noBytes = new Uint8Array(0);

// The casts are where data enters: the schema is STRICT, so the columns have these types.
function recordOf(row: Row, stream: string): EventRecord {
  return {
    position: row.position as number,
    stream,
    revision: row.revision as number,
    id: row.id as string,
    type: row.type as string,
    contentType: row.content_type as string,
    created: row.created as number,
    data: (row.data as Uint8Array | null) ?? noBytes,
    metadata: (row.metadata as Uint8Array | null) ?? noBytes,
  };
}
