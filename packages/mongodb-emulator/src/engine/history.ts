import type { Collection, KeyChange } from '../storage/collection.ts';
import type { StoredDocument } from '../storage/stored-document.ts';

/** One document before and after a write; both missing is no change. */
export interface Change {
  readonly collection: Collection;
  readonly rid: number;
  readonly before: StoredDocument | undefined;
  readonly after: StoredDocument | undefined;
  readonly isReplacement: boolean;
  readonly keyChanges: readonly KeyChange[];
}

interface Version {
  readonly seq: number;
  readonly before: StoredDocument | undefined;
}

interface LogItem {
  readonly seq: number;
  readonly history: CollectionHistory;
  readonly rid: number;
  readonly keys: readonly string[];
}

class CollectionHistory {
  readonly versions = new Map<number, Version[]>();
  /** Unique keys taken away since the oldest snapshot: when, and from which document. */
  readonly removedKeys = new Map<string, { seq: number; rid: number }[]>();
}

/** A key of one index as text, for maps. */
export function keyText(indexId: number, key: Buffer): string {
  return `${indexId}:${key.toString('latin1')}`;
}

/**
 * What committed writes replaced, kept while a transaction's snapshot may still need it. Without open
 * transactions it holds nothing.
 */
export class History {
  readonly #collections = new Map<Collection, CollectionHistory>();
  #log: LogItem[] = [];

  record(change: Change, seq: number): void {
    const history = this.#collections.get(change.collection) ?? new CollectionHistory();
    this.#collections.set(change.collection, history);
    const versions = history.versions.get(change.rid);
    const version = { seq, before: change.before };
    if (versions) versions.push(version);
    else history.versions.set(change.rid, [version]);
    const keys: string[] = [];
    for (const { index, removed } of change.keyChanges) {
      if (!index.isUnique) continue;
      for (const key of removed) {
        const text = keyText(index.id, key);
        keys.push(text);
        const removals = history.removedKeys.get(text);
        if (removals) removals.push({ seq, rid: change.rid });
        else history.removedKeys.set(text, [{ seq, rid: change.rid }]);
      }
    }
    this.#log.push({ seq, history, rid: change.rid, keys });
  }

  /** Whether a document was written after the snapshot. */
  isChangedSince(collection: Collection, rid: number, snapshot: number): boolean {
    const versions = this.#collections.get(collection)?.versions.get(rid);
    return versions !== undefined && (versions.at(-1) as Version).seq > snapshot;
  }

  /** The documents that had a unique key at the snapshot, or later, and gave it up after the snapshot. */
  formerOwners(collection: Collection, text: string, snapshot: number): number[] {
    const removals = this.#collections.get(collection)?.removedKeys.get(text) ?? [];
    return removals.filter(({ seq }) => seq > snapshot).map(({ rid }) => rid);
  }

  /** The version at the snapshot of a document that was written since; its absence is a version too. */
  versionAt(collection: Collection, rid: number, snapshot: number): Version | undefined {
    const versions = this.#collections.get(collection)?.versions.get(rid);
    return versions?.find(({ seq }) => seq > snapshot);
  }

  /** All documents of a collection written after the snapshot, as they were at it. */
  changedSince(collection: Collection, snapshot: number): Map<number, StoredDocument | undefined> {
    const result = new Map<number, StoredDocument | undefined>();
    for (const [rid, versions] of this.#collections.get(collection)?.versions ?? []) {
      const version = versions.find(({ seq }) => seq > snapshot);
      if (version) result.set(rid, version.before);
    }
    return result;
  }

  /** Forgets what no snapshot from `oldest` on needs; everything when there is none. */
  prune(oldest: number | undefined): void {
    if (oldest === undefined) {
      this.#collections.clear();
      this.#log = [];
      return;
    }
    const keepFrom = this.#log.findIndex(({ seq }) => seq > oldest);
    const gone = this.#log.splice(0, keepFrom === -1 ? this.#log.length : keepFrom);
    for (const { history, rid, keys } of gone) {
      shiftOrDelete(history.versions, rid);
      for (const key of keys) shiftOrDelete(history.removedKeys, key);
    }
  }
}

function shiftOrDelete<Key>(map: Map<Key, unknown[]>, key: Key): void {
  const items = map.get(key);
  if (!items || items.length <= 1) map.delete(key);
  else items.shift();
}
