import type { StoredDocument } from './stored-document.ts';

/** The documents last written or read by their key, up to a number of bytes; the one used longest ago goes first. */
export class DocumentCache {
  readonly #limit: number;
  readonly #held = new Map<number, StoredDocument>();
  #bytes = 0;

  constructor(limitBytes: number) {
    this.#limit = limitBytes;
  }

  get(rid: number): StoredDocument | undefined {
    const stored = this.#held.get(rid);
    if (!stored) return undefined;
    this.#held.delete(rid);
    this.#held.set(rid, stored);
    return stored;
  }

  /** Looks without counting it as a use; scans do not push hot documents out. */
  peek(rid: number): StoredDocument | undefined {
    return this.#held.get(rid);
  }

  set(stored: StoredDocument): void {
    this.delete(stored.rid);
    if (stored.raw.length > this.#limit / 8) return;
    this.#held.set(stored.rid, stored);
    this.#bytes += stored.raw.length;
    for (const [rid, oldest] of this.#held) {
      if (this.#bytes <= this.#limit) break;
      this.#held.delete(rid);
      this.#bytes -= oldest.raw.length;
    }
  }

  delete(rid: number): void {
    const stored = this.#held.get(rid);
    if (!stored) return;
    this.#held.delete(rid);
    this.#bytes -= stored.raw.length;
  }
}
