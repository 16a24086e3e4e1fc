import type { Collection } from '../storage/collection.ts';
import type { Transaction } from './transaction.ts';

/** Which open transaction has written which document, and claimed which unique key. */
export class Intents {
  readonly #documents = new Map<Collection, Map<number, Transaction>>();
  readonly #keys = new Map<string, { transaction: Transaction; rid: number }>();
  readonly #held = new Map<Transaction, { documents: [Collection, number][]; keys: Set<string> }>();

  #of(transaction: Transaction): { documents: [Collection, number][]; keys: Set<string> } {
    const held = this.#held.get(transaction) ?? { documents: [], keys: new Set() };
    this.#held.set(transaction, held);
    return held;
  }

  holderOf(collection: Collection, rid: number): Transaction | undefined {
    return this.#documents.get(collection)?.get(rid);
  }

  keyClaim(text: string): { transaction: Transaction; rid: number } | undefined {
    return this.#keys.get(text);
  }

  claim(transaction: Transaction, collection: Collection, rid: number): void {
    const documents = this.#documents.get(collection) ?? new Map<number, Transaction>();
    this.#documents.set(collection, documents);
    if (documents.has(rid)) return;
    documents.set(rid, transaction);
    this.#of(transaction).documents.push([collection, rid]);
  }

  claimKey(transaction: Transaction, text: string, rid: number): void {
    this.#keys.set(text, { transaction, rid });
    this.#of(transaction).keys.add(text);
  }

  releaseAll(transaction: Transaction): void {
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
