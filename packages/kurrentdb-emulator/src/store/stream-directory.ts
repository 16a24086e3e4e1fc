import type { DatabaseSync, StatementSync } from 'node:sqlite';

/** What the server knows of a stream without reading it. */
export interface StreamState {
  /** The stream's row; undefined while nothing was ever written to it. */
  readonly rowId: number | undefined;
  readonly name: string;
  /** Revision of the last event, -1 when there is none. */
  readonly head: number;
  /** `$tb`: revisions below are hidden. `softDeleted` hides all until the next append. */
  readonly truncateBefore: number;
  /** `$maxCount`: only so many last events are visible. */
  readonly maxCount: number | undefined;
}

/** The value of `truncateBefore` that stands for a soft-deleted stream (`$tb` 2^63−1 on the wire). */
export const softDeleted = Number.MAX_SAFE_INTEGER;

/** Whether a reader finds the stream: it was written to, and is not soft-deleted. */
export const isThere = (stream: StreamState): boolean =>
  stream.head >= 0 && stream.truncateBefore !== softDeleted;

/** The lowest revision that a reader of the stream sees. */
export function firstVisible(stream: StreamState): number {
  const byCount = stream.maxCount === undefined ? 0 : stream.head - stream.maxCount + 1;
  return Math.max(0, byCount, stream.truncateBefore);
}

const absent = (name: string): StreamState => ({
  rowId: undefined,
  name,
  head: -1,
  truncateBefore: 0,
  maxCount: undefined,
});

const cacheLimit = 20_000;

/**
 * The states of streams, read from the database once and kept for the most recently used. Changes are
 * staged with the transaction that makes them, and become visible to readers with `settle`.
 */
export class StreamDirectory {
  readonly #cache = new Map<string, StreamState>();
  readonly #staged = new Map<string, StreamState>();
  readonly #load: StatementSync;
  readonly #insert: StatementSync;
  readonly #update: StatementSync;

  constructor(database: DatabaseSync) {
    this.#load = database.prepare(
      `SELECT id, truncate_before, max_count,
              (SELECT max(revision) FROM events WHERE stream = streams.id) AS head
         FROM streams WHERE name = ?`,
    );
    this.#insert = database.prepare('INSERT INTO streams (name) VALUES (?)');
    this.#update = database.prepare('UPDATE streams SET truncate_before = ?, max_count = ? WHERE id = ?');
  }

  /** The state of a stream with what is staged: for the writer, who comes after it. */
  latest(name: string): StreamState {
    return this.#staged.get(name) ?? this.get(name);
  }

  /** The state of a stream as readers may know it: nothing in it is on its way to the disk. */
  get(name: string): StreamState {
    const known = this.#cache.get(name);
    if (known !== undefined) return known;
    const row = this.#load.get(name);
    if (row === undefined)
      return { rowId: undefined, name, head: -1, truncateBefore: 0, maxCount: undefined };
    const state: StreamState = {
      rowId: Number(row.id),
      name,
      head: row.head === null ? -1 : Number(row.head),
      truncateBefore: Number(row.truncate_before),
      maxCount: row.max_count === null ? undefined : Number(row.max_count),
    };
    this.#keep(state);
    return state;
  }

  /** The stream's row, made if it has none; only inside a transaction. */
  rowIdOf(stream: StreamState): number {
    return stream.rowId ?? Number(this.#insert.run(stream.name).lastInsertRowid);
  }

  /** Notes a stream's new state for this transaction; `limits` says that its limits are to be stored too. */
  stage(state: StreamState & { rowId: number }, limits: 'keep-limits' | 'store-limits'): void {
    if (limits === 'store-limits') {
      this.#update.run(state.truncateBefore, state.maxCount ?? null, state.rowId);
    }
    // Until this is settled, readers must not find the stream's new row in the database.
    if (!this.#cache.has(state.name)) this.#keep(absent(state.name));
    this.#staged.set(state.name, state);
  }

  /** The transaction is on disk: what it staged is the truth now. */
  settle(): void {
    for (const state of this.#staged.values()) this.#keep(state);
    this.#staged.clear();
  }

  /** The transaction was undone: nothing that it staged happened. */
  forget(): void {
    this.#staged.clear();
  }

  #keep(state: StreamState): void {
    this.#cache.delete(state.name);
    this.#cache.set(state.name, state);
    if (this.#cache.size <= cacheLimit) return;
    const oldest = this.#cache.keys().next().value;
    if (oldest !== undefined) this.#cache.delete(oldest);
  }
}
