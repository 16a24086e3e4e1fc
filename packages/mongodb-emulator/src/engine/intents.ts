import type { Collection } from '../storage/collection.ts';

/** Which open transaction has written which document, and claimed which unique key. */
export class Intents<Holder> {
  readonly #documents = new Map<Collection, Map<number, Holder>>();
  readonly #keys = new Map<string, { transaction: Holder; rid: number }>();
  readonly #held = new Map<Holder, { documents: [Collection, number][]; keys: Set<string> }>();

  #of(transaction: Holder): { documents: [Collection, number][]; keys: Set<string> } {
    const held = this.#held.get(transaction) ?? { documents: [], keys: new Set() };
    this.#held.set(transaction, held);
    return held;
  }

  holderOf(collection: Collection, rid: number): Holder | undefined {
    return this.#documents.get(collection)?.get(rid);
  }

  keyClaim(text: string): { transaction: Holder; rid: number } | undefined {
    return this.#keys.get(text);
  }

  claim(transaction: Holder, collection: Collection, rid: number): void {
    const documents = this.#documents.get(collection) ?? new Map<number, Holder>();
    this.#documents.set(collection, documents);
    if (documents.has(rid)) return;
    documents.set(rid, transaction);
    this.#of(transaction).documents.push([collection, rid]);
  }

  claimKey(transaction: Holder, text: string, rid: number): void {
    this.#keys.set(text, { transaction, rid });
    this.#of(transaction).keys.add(text);
  }

  releaseAll(transaction: Holder): void {
    const held = this.#held.get(transaction);
    if (!held) return;
    this.#held.delete(transaction);
    for (const key of held.keys) this.#keys.delete(key);
    for (const [collection, rid] of held.documents) {
      const documents = this.#documents.get(collection);
      documents?.delete(rid);
      if (documents?.size === 0) this.#documents.delete(collection);
    }
  }
}
