import type { InfiniteData, Query, QueryClient } from '@tanstack/react-query';
import type { AggregateName, Page } from '@tools-provider/contracts';
import type { Revisioned } from '../consistency/never-backwards.ts';
import { mayHaveMoved } from './list-place.ts';
import { readAgain } from './read-again.ts';
import { rememberStale } from './stale-news.ts';

/** Changes are gathered for so long, and so long is left between two reads of one page in the long run. */
const EVERY_MS = 250;

type Pages = InfiniteData<Page<Revisioned>>;

/** What is shown in lists. */
export type ListedName = AggregateName | 'tool';

/**
 * Keeps the lists of one kind true while things change. A list that is here with one page is read again, at most four times a second. A long
 * one would have to be read again page after page, whatever has changed; so what has changed is read by its id and put where it stands, as
 * long as that takes fewer reads. The pages are read again where that does not do: something may have come, gone or moved. Then the list
 * rests for the longer the more pages were read, so that it asks for no more than four pages a second, however long it is and however much
 * happens; what came last is always read in the end.
 */
export class ListFollower {
  readonly #client: QueryClient;
  readonly #name: ListedName;
  readonly #read: (id: string) => Promise<Revisioned>;
  readonly #changed = new Set<string>();
  readonly #stale = new Set<string>();
  #isAtWork = false;
  #restsUntil = 0;

  /** `read` gives one of what is listed, as it is by now. */
  constructor(client: QueryClient, name: ListedName, read: (id: string) => Promise<Revisioned>) {
    this.#client = client;
    this.#name = name;
    this.#read = read;
  }

  /** Something has changed, and only the lists themselves can say what. */
  readAgain(): void {
    rememberStale(this.#client, [this.#name, 'list']);
    for (const { queryHash } of this.#lists()) this.#stale.add(queryHash);
    void this.#work();
  }

  /** This has changed, wherever it is listed or not. */
  changed(id: string): void {
    this.#changed.add(id);
    void this.#work();
  }

  /** Puts what has become known of something, and does not go by its revision, where it is listed. No list may be narrowed or sorted by it. */
  told(id: string, known: object): void {
    rememberStale(this.#client, [this.#name, 'list']);
    for (const list of this.#lists()) {
      const shown = itemsOf(list).get(id);
      // What is on its way may be older.
      if (list.state.fetchStatus !== 'idle') this.#stale.add(list.queryHash);
      else if (shown !== undefined) this.#put(list, new Map([[id, { ...shown, ...known }]]));
    }
    void this.#work();
  }

  async #work(): Promise<void> {
    if (this.#isAtWork) return;
    this.#isAtWork = true;
    while (this.#changed.size + this.#stale.size > 0) {
      const isRested = new Promise((rested) => setTimeout(rested, EVERY_MS));
      const amended = this.#takeChanged();
      if (amended !== undefined) await amended;
      // Read to its end before it is read again: without end, it would be a new beginning each time.
      if (this.#stale.size > 0 && Date.now() >= this.#restsUntil) await this.#readPages();
      await isRested;
    }
    this.#isAtWork = false;
  }

  /** Decides for each list whether it is amended or read again. */
  #takeChanged(): Promise<void> | undefined {
    const ids = [...this.#changed];
    this.#changed.clear();
    if (ids.length === 0) return undefined;
    const amended = new Map<Query, readonly string[]>();
    for (const list of this.#lists()) {
      const items = itemsOf(list);
      const listed = ids.filter((id) => items.has(id));
      const isQuiet = list.isActive() && list.state.fetchStatus === 'idle' && !list.state.isInvalidated;
      const isAmended = isQuiet && listed.length > 0 && listed.length < pagesOf(list);
      if (isAmended) amended.set(list, listed);
      // What it does not show may have come.
      if (!isAmended || listed.length < ids.length) this.#stale.add(list.queryHash);
    }
    return amended.size === 0 ? undefined : this.#amend(amended);
  }

  async #amend(lists: ReadonlyMap<Query, readonly string[]>): Promise<void> {
    const ids = [...new Set([...lists.values()].flat())];
    const reads = ids.map(async (id) => [id, await this.#read(id).catch(() => undefined)] as const);
    const read = new Map(await Promise.all(reads));
    for (const [list, listed] of lists) {
      const items = itemsOf(list);
      const haveMoved = listed.some((id) => mayHaveMoved(list.queryKey, items.get(id), read.get(id)));
      if (haveMoved) this.#stale.add(list.queryHash);
      this.#put(list, read);
    }
  }

  #put({ queryKey, state }: Query, items: ReadonlyMap<string, Revisioned | undefined>): void {
    // What is written by hand counts as read, and this list is to be read as a whole.
    if (state.isInvalidated) return;
    // It is no newer than before as far as what it does not show is concerned.
    const { dataUpdatedAt: updatedAt } = state;
    this.#client.setQueryData<Pages>(queryKey, (pages) => amendedBy(items, pages), { updatedAt });
  }

  async #readPages(): Promise<void> {
    const hashes = new Set(this.#stale);
    this.#stale.clear();
    const isStale = ({ queryHash }: Query) => hashes.has(queryHash);
    const inSight = this.#lists().filter((list) => isStale(list) && list.isActive());
    this.#restsUntil = Date.now() + EVERY_MS * Math.max(1, ...inSight.map(pagesOf));
    await Promise.all([
      readAgain(this.#client, { predicate: isStale }),
      readAgain(this.#client, { queryKey: [this.#name, 'count'] }),
    ]);
  }

  #lists(): readonly Query[] {
    return this.#client.getQueryCache().findAll({ queryKey: [this.#name, 'list'] });
  }
}

function pagesOf({ state }: Query): number {
  return (state.data as Pages | undefined)?.pages.length ?? 0;
}

function itemsOf({ state }: Query): ReadonlyMap<string, Revisioned> {
  const { pages = [] } = (state.data as Pages | undefined) ?? {};
  return new Map(pages.flatMap(({ items }) => items.map((item) => [item.id, item] as const)));
}

function amendedBy(
  read: ReadonlyMap<string, Revisioned | undefined>,
  shown: Pages | undefined,
): Pages | undefined {
  if (shown === undefined) return undefined;
  const pages = shown.pages.map((page) => ({
    ...page,
    items: page.items.map((item) => ({ ...item, ...read.get(item.id) })),
  }));
  return { ...shown, pages };
}
