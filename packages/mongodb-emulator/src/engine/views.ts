import type { Collection } from '../storage/collection.ts';
import type { StoredDocument } from '../storage/stored-document.ts';

/** What a reader sees: the committed state, or a transaction's snapshot with its own writes. */
export interface ReadView {
  /** Documents that differ from the committed state, with what is seen instead; undefined when none can. */
  overlay(collection: Collection): ReadonlyMap<number, StoredDocument | undefined> | undefined;
  /** The document seen under an encoded `_id`. */
  byId(collection: Collection, idKey: Buffer): StoredDocument | undefined;
}

/** A view that takes writes. Each write happens as a whole or throws and changes nothing. */
export interface WriteView extends ReadView {
  write(
    collection: Collection,
    rid: number,
    before: StoredDocument | undefined,
    after: StoredDocument | undefined,
    isReplacement: boolean,
  ): void;
}

/** The committed state as a reader outside transactions sees it. */
export const committedView: ReadView = {
  overlay: () => undefined,
  byId(collection, idKey) {
    const rid = collection.idIndex.ownerOf(idKey);
    return rid === undefined ? undefined : collection.load(rid);
  },
};
