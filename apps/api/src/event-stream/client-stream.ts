import { Readable } from 'node:stream';

/**
 * Text on its way to one client, in chunks that all clients share. Chunks wait here while the client does not read: up to so many bytes, then
 * all that waits is dropped and `last` is sent in its place, and the stream ends.
 */
export class ClientStream extends Readable {
  readonly #capacity: number;
  readonly #last: Buffer;
  #waiting: Buffer[] = [];
  #waitingBytes = 0;
  #isWanted = false;
  #isOver = false;

  constructor({ capacity, last }: { readonly capacity: number; readonly last: Buffer }) {
    super({ highWaterMark: 16_384 });
    this.#capacity = capacity;
    this.#last = last;
  }

  /** Sends a chunk after those that wait. */
  write(chunk: Buffer): void {
    if (this.#isOver || this.destroyed) return;
    if (this.#isWanted) {
      this.#isWanted = this.push(chunk);
    } else if (this.#waitingBytes + chunk.length <= this.#capacity) {
      this.#waiting.push(chunk);
      this.#waitingBytes += chunk.length;
    } else {
      this.#isOver = true;
      this.#waiting = [this.#last];
      this.emit('overflow');
    }
  }

  /** Ends after what waits. */
  finish(): void {
    if (this.#isOver || this.destroyed) return;
    this.#isOver = true;
    if (this.#isWanted) this.push(null);
  }

  override _read(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    this.#waitingBytes = 0;
    if (waiting.length > 0)
      this.#isWanted = this.push(waiting.length === 1 ? waiting[0] : Buffer.concat(waiting));
    else this.#isWanted = true;
    if (this.#isOver) this.push(null);
  }
}
