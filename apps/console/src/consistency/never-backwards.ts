import { type InfiniteData, replaceEqualDeep } from '@tanstack/react-query';
import type { Consistency, Page } from '@tools-provider/contracts';

/** A document of the read model, as far as consistency is concerned. */
export interface Revisioned {
  readonly id: string;
  readonly revision: number;
  readonly consistency: Consistency;
}

/** The newer of what is shown and what was just read, so that a slow answer cannot take the screen back. */
export function newest<Item extends Revisioned>(shown: Item | undefined, read: Item): Item {
  const isOlder = shown !== undefined && shown.id === read.id && shown.revision > read.revision;
  // After a backup was restored the lower revision is the truth.
  return isOlder && read.consistency.status !== 'diverged' ? shown : replaceEqualDeep(shown, read);
}

/** {@link newest} for each item of a list's pages, wherever it stood before. */
export function newestPages<Item extends Revisioned, Cursor>(
  shown: InfiniteData<Page<Item>, Cursor> | undefined,
  read: InfiniteData<Page<Item>, Cursor>,
): InfiniteData<Page<Item>, Cursor> {
  if (shown === undefined) return read;
  const before = new Map(shown.pages.flatMap((page) => page.items.map((item) => [item.id, item] as const)));
  const pages = read.pages.map((page) => ({
    ...page,
    items: page.items.map((item) => newest(before.get(item.id), item)),
  }));
  return replaceEqualDeep(shown, { ...read, pages });
}
