import { ServerError, writeConflict } from '../errors.ts';
import type { Collection, KeyChange } from '../storage/collection.ts';
import { duplicateKey } from '../storage/duplicate-key.ts';
import type { IndexTable } from '../storage/index-table.ts';
import type { StoredDocument } from '../storage/stored-document.ts';
import { type Change, type History, keyText } from './history.ts';
import type { Intents } from './intents.ts';
import type { WriteView } from './views.ts';

interface OwnWrite {
  readonly before: StoredDocument | undefined;
  after: StoredDocument | undefined;
  isReplacement: boolean;
  /** From `before` to `after`; undefined when there was more than one write in between. */
  keyChanges: readonly KeyChange[] | undefined;
}

/**
 * A multi-document transaction: reads the committed state as of its start, with its own writes on top.
 * Writes are kept aside until commit; the first write that meets another transaction's, or a commit since
 * the start, throws WriteConflict.
 */
export class Transaction implements WriteView {
  readonly txnNumber: number;
  readonly snapshot: number;
  readonly finished: Promise<void>;
  readonly #history: History;
  readonly #intents: Intents<Transaction>;
  readonly #writes = new Map<Collection, Map<number, OwnWrite>>();
  readonly #ids = new Map<string, number>();
  readonly #finish: () => void;

  constructor(txnNumber: number, snapshot: number, history: History, intents: Intents<Transaction>) {
    this.txnNumber = txnNumber;
    this.snapshot = snapshot;
    this.#history = history;
    this.#intents = intents;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.finished = promise;
    this.#finish = resolve;
  }

  overlay(collection: Collection): ReadonlyMap<number, StoredDocument | undefined> {
    const overlay = this.#history.changedSince(collection, this.snapshot);
    for (const [rid, { after }] of this.#writes.get(collection) ?? []) overlay.set(rid, after);
    return overlay;
  }

  byId(collection: Collection, idKey: Buffer): StoredDocument | undefined {
    const text = keyText(collection.idIndex.id, idKey);
    const own = this.#ids.get(text);
    const seen = own === undefined ? undefined : this.#visible(collection, own);
    if (seen) return seen;
    const committed = collection.idIndex.ownerOf(idKey);
    const former = this.#history.formerOwners(collection, text, this.snapshot);
    for (const rid of committed === undefined ? former : [committed, ...former]) {
      const stored = this.#visible(collection, rid);
      if (stored) return stored;
    }
    return undefined;
  }

  #visible(collection: Collection, rid: number): StoredDocument | undefined {
    const own = this.#writes.get(collection)?.get(rid);
    if (own) return own.after;
    const version = this.#history.versionAt(collection, rid, this.snapshot);
    return version ? version.before : collection.load(rid);
  }

  write(
    collection: Collection,
    rid: number,
    before: StoredDocument | undefined,
    after: StoredDocument | undefined,
    isReplacement: boolean,
  ): void {
    const writes = this.#writes.get(collection) ?? new Map<number, OwnWrite>();
    const own = writes.get(rid);
    if (!own) this.#refuseConflict(collection, rid);
    const keyChanges = collection.keyChanges(before, after);
    this.#refuseDuplicates(collection, rid, after, keyChanges);
    this.#writes.set(collection, writes);
    this.#intents.claim(this, collection, rid);
    this.#claimKeys(collection, rid, keyChanges);
    if (own) {
      own.after = after;
      own.keyChanges = undefined;
      own.isReplacement ||= isReplacement;
    } else writes.set(rid, { before, after, isReplacement, keyChanges });
  }

  #refuseConflict(collection: Collection, rid: number): void {
    const holder = this.#intents.holderOf(collection, rid);
    if (holder && holder !== this) throw writeConflict();
    if (this.#history.isChangedSince(collection, rid, this.snapshot)) throw writeConflict();
  }

  #refuseDuplicates(
    collection: Collection,
    rid: number,
    after: StoredDocument | undefined,
    keyChanges: readonly KeyChange[],
  ): void {
    for (const { index, added } of keyChanges) {
      if (!index.isUnique) continue;
      for (const key of added) {
        if (this.#isTaken(collection, index, key, rid))
          throw duplicateKey(collection.ns, index, after?.doc ?? {});
      }
    }
  }

  #isTaken(collection: Collection, index: IndexTable, key: Buffer, rid: number): boolean {
    const text = keyText(index.id, key);
    const claim = this.#intents.keyClaim(text);
    if (claim) {
      if (claim.transaction !== this) throw writeConflict();
      const own = this.#writes.get(collection)?.get(claim.rid);
      if (claim.rid !== rid && holdsKey(own?.after, index, key)) return true;
    }
    const owner = index.ownerOf(key);
    if (owner === undefined) {
      const former = this.#history.formerOwners(collection, text, this.snapshot);
      if (former.some((other) => other !== rid)) throw writeConflict();
      return false;
    }
    if (owner === rid) return false;
    const own = this.#writes.get(collection)?.get(owner);
    if (own) return holdsKey(own.after, index, key);
    if (this.#history.isChangedSince(collection, owner, this.snapshot)) throw writeConflict();
    if (this.#intents.holderOf(collection, owner)?.givesUp(collection, owner, index, key))
      throw writeConflict();
    return true;
  }

  // A key stays claimed when the transaction gives it up again, as the server's index entries stay written.
  #claimKeys(collection: Collection, rid: number, keyChanges: readonly KeyChange[]): void {
    for (const { index, added } of keyChanges) {
      if (!index.isUnique) continue;
      for (const key of added) {
        const text = keyText(index.id, key);
        this.#intents.claimKey(this, text, rid);
        if (index === collection.idIndex) this.#ids.set(text, rid);
      }
    }
  }

  /** Whether this transaction's version of a document no longer has a key. */
  givesUp(collection: Collection, rid: number, index: IndexTable, key: Buffer): boolean {
    const own = this.#writes.get(collection)?.get(rid);
    return own !== undefined && !holdsKey(own.after, index, key);
  }

  /** Whether it has written to a collection. */
  hasWritten(collection: Collection): boolean {
    return this.#writes.has(collection);
  }

  /** Everything it changed, in the order documents were first written. */
  changes(): Change[] {
    const changes: Change[] = [];
    for (const [collection, writes] of this.#writes) {
      if (collection.isDropped) throw new ServerError(246, `the collection ${collection.ns} was dropped`);
      for (const [rid, { before, after, isReplacement, keyChanges }] of writes) {
        if (!before && !after) continue;
        changes.push({
          collection,
          rid,
          before,
          after,
          isReplacement,
          keyChanges: keyChanges ?? collection.keyChanges(before, after),
        });
      }
    }
    return changes;
  }

  /** Lets go of everything it claimed and wakes whoever waits for it. */
  release(): void {
    this.#intents.releaseAll(this);
    this.#finish();
  }
}

function holdsKey(stored: StoredDocument | undefined, index: IndexTable, key: Buffer): boolean {
  return stored !== undefined && index.keysOf(stored.doc).keys.some((other) => other.equals(key));
}
