import { randomInt } from 'node:crypto';
import { Long } from 'bson';
import type { Doc } from '../bson/codec.ts';
import { ServerError } from '../errors.ts';

const IDLE_MS = 10 * 60_000;
const SWEEP_MS = 60_000;

/** How much of a cursor is wanted next. */
export interface BatchRequest {
  readonly batchSize: number;
  /** How long a cursor that waits for data may wait. */
  readonly waitMs: number;
  /** Calls its listener when nobody waits for the answer any more; gives how to stop that. */
  onCancel(listener: () => void): () => void;
}

/** The next documents of a cursor, encoded. */
export interface Batch {
  readonly documents: Buffer[];
  readonly isDone: boolean;
  readonly resumeToken?: Doc;
}

/** What gives a cursor its documents. */
export interface CursorSource {
  readonly ns: string;
  /** What the cursor ends with: its transaction. */
  readonly owner?: object | undefined;
  next(request: BatchRequest): Batch | Promise<Batch>;
  close(): void;
}

interface Held {
  readonly source: CursorSource;
  usedAt: number;
}

/** The open cursors. One that is not asked for ten minutes is closed. */
export class Cursors {
  readonly #held = new Map<string, Held>();
  readonly #sweeper: NodeJS.Timeout;
  /** The high half differs from process to process, so that an old cursor is never taken for a new one. */
  readonly #high = randomInt(1, 0x7fffffff);
  #low = 0;

  constructor() {
    this.#sweeper = setInterval(() => this.#sweep(), SWEEP_MS);
    this.#sweeper.unref();
  }

  add(source: CursorSource): Long {
    this.#low = (this.#low + 1) | 0;
    const id = Long.fromBits(this.#low, this.#high);
    this.#held.set(id.toString(), { source, usedAt: Date.now() });
    return id;
  }

  get(id: Long): CursorSource {
    const held = this.#held.get(id.toString());
    if (!held) throw new ServerError(43, `cursor id ${id.toString()} not found`);
    held.usedAt = Date.now();
    return held.source;
  }

  /** Closes a cursor; false when there is none. */
  kill(id: Long): boolean {
    const held = this.#held.get(id.toString());
    this.#held.delete(id.toString());
    held?.source.close();
    return held !== undefined;
  }

  /** Closes the cursors of a transaction. */
  killOwnedBy(owner: object): void {
    for (const [id, { source }] of this.#held) {
      if (source.owner !== owner) continue;
      this.#held.delete(id);
      source.close();
    }
  }

  #sweep(): void {
    const oldest = Date.now() - IDLE_MS;
    for (const [id, { source, usedAt }] of this.#held) {
      if (usedAt >= oldest) continue;
      this.#held.delete(id);
      source.close();
    }
  }

  close(): void {
    clearInterval(this.#sweeper);
    for (const { source } of this.#held.values()) source.close();
    this.#held.clear();
  }
}
