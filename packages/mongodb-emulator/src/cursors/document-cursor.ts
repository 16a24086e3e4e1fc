import type { Batch, BatchRequest, CursorSource } from './cursors.ts';

const MOST_BYTES = 16 * 1024 * 1024;

/** A cursor over documents that are found as they are asked for. */
export class DocumentCursor implements CursorSource {
  readonly ns: string;
  readonly owner: object | undefined;
  readonly #documents: Iterator<Buffer>;
  #ahead: IteratorResult<Buffer>;

  constructor(ns: string, documents: Iterator<Buffer>, owner?: object) {
    this.ns = ns;
    this.owner = owner;
    this.#documents = documents;
    this.#ahead = documents.next();
  }

  next({ batchSize }: Pick<BatchRequest, 'batchSize'>): Batch {
    const documents: Buffer[] = [];
    let bytes = 0;
    while (!this.#ahead.done && documents.length < batchSize) {
      bytes += this.#ahead.value.length;
      if (documents.length > 0 && bytes > MOST_BYTES) break;
      documents.push(this.#ahead.value);
      this.#ahead = this.#documents.next();
    }
    return { documents, isDone: this.#ahead.done === true };
  }

  close(): void {
    this.#documents.return?.();
  }
}
