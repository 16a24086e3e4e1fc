import { type Doc, encode } from '../bson/codec.ts';
import { encodeKey } from '../bson/key-encoding.ts';
import type { Engine } from '../engine/engine.ts';
import { committedView } from '../engine/views.ts';
import { ServerError } from '../errors.ts';
import type { Stage } from '../query/pipeline.ts';
import type { OplogEntry } from '../storage/oplog.ts';
import { changeEvent, invalidateEvent, type LookUp } from './change-event.ts';
import type { ChangeStreamOptions } from './change-stream-options.ts';
import type { Batch, BatchRequest, CursorSource } from './cursors.ts';
import { encodeToken, historyLost } from './resume-token.ts';

const READ_AT_ONCE = 500;
const MOST_BYTES = 16 * 1024 * 1024;

/** What a stream watches: a collection, a database, or everything when both are missing. */
export interface Watched {
  readonly db?: string | undefined;
  readonly name?: string | undefined;
}

/** A cursor over the log of changes that waits for the next commit instead of ending. */
export class ChangeStreamCursor implements CursorSource {
  readonly ns: string;
  readonly #engine: Engine;
  readonly #watched: Watched;
  readonly #pipeline: Stage;
  readonly #lookUp: LookUp | undefined;
  #position: number;
  #isInvalidated = false;
  #isClosed = false;
  #wake: (() => void) | undefined;

  constructor(engine: Engine, ns: string, watched: Watched, options: ChangeStreamOptions, pipeline: Stage) {
    this.ns = ns;
    this.#engine = engine;
    this.#watched = watched;
    this.#pipeline = pipeline;
    this.#position = options.position;
    this.#lookUp = options.looksUp ? (entry, id) => lookUp(engine, entry, id) : undefined;
  }

  async next({ batchSize, waitMs, onCancel }: BatchRequest): Promise<Batch> {
    const deadline = Date.now() + waitMs;
    for (;;) {
      const documents = this.#read(batchSize);
      const left = deadline - Date.now();
      if (documents.length > 0 || this.#isInvalidated || left <= 0 || batchSize === 0) {
        return { documents, isDone: this.#isInvalidated, resumeToken: this.#token(this.#isInvalidated) };
      }
      await this.#nextCommit(left, onCancel);
      if (this.#isClosed) throw new ServerError(237, 'the cursor was killed');
    }
  }

  #token(isInvalidate = false): Doc {
    return encodeToken({ identity: this.#engine.identity, position: this.#position, isInvalidate });
  }

  #read(batchSize: number): Buffer[] {
    const { oplog } = this.#engine;
    const { db, name } = this.#watched;
    const documents: Buffer[] = [];
    let bytes = 0;
    while (documents.length < batchSize && bytes < MOST_BYTES && this.#position < oplog.last) {
      if (!oplog.reaches(this.#position)) throw historyLost();
      const end = oplog.last;
      const entries = oplog.after(this.#position, db, name, READ_AT_ONCE);
      for (const entry of entries) {
        if (documents.length >= batchSize || bytes >= MOST_BYTES) return documents;
        this.#position = entry.position;
        for (const event of this.#events(entry)) {
          documents.push(event);
          bytes += event.length;
        }
        if (this.#isInvalidated) return documents;
      }
      if (entries.length < READ_AT_ONCE) this.#position = end;
    }
    return documents;
  }

  *#events(entry: OplogEntry): Generator<Buffer> {
    const { name } = this.#watched;
    if (entry.op !== 'dropDatabase' || name === undefined) {
      yield* this.#passed(changeEvent(entry, this.#token(), this.#lookUp));
    }
    const ends =
      name === undefined
        ? this.#watched.db !== undefined && entry.op === 'dropDatabase'
        : entry.op === 'drop';
    if (!ends) return;
    this.#isInvalidated = true;
    yield* this.#passed(invalidateEvent(entry, this.#token(true)));
  }

  *#passed(event: Doc): Generator<Buffer> {
    for (const passed of this.#pipeline([event])) {
      if (JSON.stringify(passed._id) !== JSON.stringify(event._id)) {
        throw new ServerError(
          280,
          'the pipeline changed the _id of an event, which holds the resume token',
          {},
          ['NonResumableChangeStreamError'],
        );
      }
      yield encode(passed);
    }
  }

  #nextCommit(waitMs: number, onCancel: BatchRequest['onCancel']): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, waitMs);
    const stop = this.#engine.queue.onCommit(() => {
      if (this.#engine.oplog.last > this.#position) resolve();
    });
    this.#wake = resolve;
    const stopCancel = onCancel(() => this.close());
    return promise.finally(() => {
      clearTimeout(timer);
      stop();
      stopCancel();
      this.#wake = undefined;
    });
  }

  close(): void {
    this.#isClosed = true;
    this.#wake?.();
  }
}

function lookUp(engine: Engine, entry: OplogEntry, id: unknown): Doc | null {
  const collection = engine.catalog.find(entry);
  return (collection && committedView.byId(collection, encodeKey(id))?.doc) ?? null;
}
