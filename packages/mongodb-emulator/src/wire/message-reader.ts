import { ProtocolError } from './messages.ts';

const LARGEST_MESSAGE = 48_000_000;
const SMALLEST_MESSAGE = 16;

/** Cuts a byte stream into whole messages. */
export class MessageReader {
  #chunks: Buffer[] = [];
  #length = 0;

  /** Takes in bytes and gives the messages that are complete now. */
  push(chunk: Buffer): Buffer[] {
    this.#chunks.push(chunk);
    this.#length += chunk.length;
    const messages: Buffer[] = [];
    for (let size = this.#nextSize(); size !== undefined && this.#length >= size; size = this.#nextSize()) {
      const bytes = this.#chunks.length === 1 ? (this.#chunks[0] as Buffer) : Buffer.concat(this.#chunks);
      messages.push(bytes.subarray(0, size));
      this.#length -= size;
      this.#chunks = this.#length > 0 ? [bytes.subarray(size)] : [];
    }
    return messages;
  }

  #nextSize(): number | undefined {
    if (this.#length < 4) return undefined;
    if ((this.#chunks[0] as Buffer).length < 4) this.#chunks = [Buffer.concat(this.#chunks)];
    const size = (this.#chunks[0] as Buffer).readInt32LE(0);
    if (size < SMALLEST_MESSAGE || size > LARGEST_MESSAGE)
      throw new ProtocolError(`a message of ${size} bytes`);
    return size;
  }
}
