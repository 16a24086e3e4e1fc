import type { Collection } from '../storage/collection.ts';
import { duplicateKey } from '../storage/duplicate-key.ts';
import type { StoredDocument } from '../storage/stored-document.ts';
import { type Change, keyText } from './history.ts';
import type { Intents } from './intents.ts';
import type { Transaction } from './transaction.ts';
import { committedView, type WriteView } from './views.ts';

/** A write outside transactions met an open transaction's; it is done again when that one has ended. */
export class IntentHeld extends Error {
  override readonly name = 'IntentHeld';
  readonly holder: Transaction;

  constructor(holder: Transaction) {
    super('an open transaction has written here');
    this.holder = holder;
  }
}

/** Writes outside transactions: each is committed by itself, at once. */
export function plainWrites(
  intents: Intents<Transaction>,
  apply: (changes: readonly Change[]) => void,
): WriteView {
  return {
    ...committedView,
    write(collection, rid, before, after, isReplacement) {
      const holder = intents.holderOf(collection, rid);
      if (holder) throw new IntentHeld(holder);
      const keyChanges = collection.keyChanges(before, after);
      for (const { index, added } of keyChanges) {
        if (!index.isUnique) continue;
        for (const key of added) refuseTaken(intents, collection, index, key, after);
      }
      apply([{ collection, rid, before, after, isReplacement, keyChanges }]);
    },
  };
}

function refuseTaken(
  intents: Intents<Transaction>,
  collection: Collection,
  index: Collection['idIndex'],
  key: Buffer,
  after: StoredDocument | undefined,
): void {
  const claim = intents.keyClaim(keyText(index.id, key));
  if (claim) throw new IntentHeld(claim.transaction);
  const owner = index.ownerOf(key);
  if (owner === undefined) return;
  const holder = intents.holderOf(collection, owner);
  if (holder?.givesUp(collection, owner, index, key)) throw new IntentHeld(holder);
  throw duplicateKey(collection.ns, index, after?.doc ?? {});
}
