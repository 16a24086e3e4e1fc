import { InfiniteQueryObserver, QueryClient } from '@tanstack/react-query';
import type { Page } from '@tools-provider/contracts';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { newestPages, type Revisioned } from '../consistency/never-backwards.ts';
import { ListFollower } from './list-follower.ts';

type Named = Revisioned & { readonly name: string };
type Pages = Parameters<typeof newestPages<Named, number>>[1];

const PAGES = 5;
const A_SECOND = 1_000;
const queryKey = ['task', 'list', { sort: 'name', limit: 2 }];

/** Five pages of two, and what was asked of whoever has them. */
let stored: Map<string, Named>;
let pagesRead: number[];
let idsRead: string[];
let client: QueryClient;
let follower: ListFollower;
let leave: () => void;

beforeEach(async () => {
  vi.useFakeTimers();
  stored = new Map();
  for (let at = 0; at < PAGES * 2; at += 1) store(`n-${at}`, `name ${at}`, 1);
  [pagesRead, idsRead] = [[], []];
  client = new QueryClient();
  follower = new ListFollower(client, 'task', async (id) => {
    idsRead.push(id);
    const found = stored.get(id);
    if (found === undefined) throw new Error(`there is no ${id}`);
    return found;
  });
  const list = new InfiniteQueryObserver(client, {
    queryKey,
    queryFn: async ({ pageParam }) => pageAt(pageParam),
    initialPageParam: 0,
    getNextPageParam: ({ next }: Page<Named>) => (next === undefined ? undefined : Number(next)),
    structuralSharing: (shown, read) => newestPages(shown as Pages | undefined, read as Pages),
  });
  leave = list.subscribe(() => undefined);
  await list.refetch();
  for (let page = 1; page < PAGES; page += 1) await list.fetchNextPage();
  [pagesRead, idsRead] = [[], []];
});
afterEach(() => {
  leave();
  vi.useRealTimers();
});

function store(id: string, name: string, revision: number): void {
  stored.set(id, { id, name, revision, consistency: { status: 'projected', headRevision: revision } });
}

function pageAt(page: number): Page<Named> {
  pagesRead.push(page);
  const all = sorted();
  const items = all.slice(page * 2, page * 2 + 2);
  return { items, ...(all.length > page * 2 + 2 ? { next: String(page + 1) } : {}) };
}

function sorted(): readonly Named[] {
  return [...stored.values()].toSorted((one, other) => (one.name < other.name ? -1 : 1));
}

function wordsOf({ name, revision }: Named): string {
  return `${name} v${revision}`;
}

function shown(): readonly string[] {
  const { pages } = client.getQueryData<Pages>(queryKey) ?? { pages: [] };
  return pages.flatMap(({ items }) => items.map(wordsOf));
}

test('what has changed in a long list and stays where it is is read by itself', async () => {
  store('n-7', 'name 7', 2);
  const before = client.getQueryState(queryKey)?.dataUpdatedAt;
  follower.changed('n-7');
  await vi.advanceTimersByTimeAsync(A_SECOND);
  expect(shown()[7]).toBe('name 7 v2');
  expect([pagesRead, idsRead]).toEqual([[], ['n-7']]);
  // What this tab has created and no list shows yet is judged by when the list was read.
  expect(client.getQueryState(queryKey)?.dataUpdatedAt).toBe(before);
});

test('an older answer takes nothing back', async () => {
  store('n-7', 'name 7', 0);
  follower.changed('n-7');
  await vi.advanceTimersByTimeAsync(A_SECOND);
  expect(shown()[7]).toBe('name 7 v1');
});

test.each([
  ['has moved', () => store('n-7', 'name 0 and more', 2), 'n-7'],
  ['has gone', () => stored.delete('n-7'), 'n-7'],
  ['has come', () => store('new', 'name 3 and more', 0), 'new'],
])('what %s makes the pages be read again', async (_, change, id) => {
  change();
  follower.changed(id);
  await vi.advanceTimersByTimeAsync(A_SECOND);
  expect(pagesRead).toHaveLength(PAGES);
  expect(shown()).toEqual(
    sorted()
      .slice(0, PAGES * 2)
      .map(wordsOf),
  );
});

test('so much that has changed that the pages are fewer makes them be read again, once', async () => {
  for (const id of stored.keys()) store(id, stored.get(id)?.name ?? '', 2);
  for (const id of stored.keys()) follower.changed(id);
  await vi.advanceTimersByTimeAsync(10 * A_SECOND);
  expect(shown().every((words) => words.endsWith('v2'))).toBe(true);
  expect(pagesRead.length).toBeLessThanOrEqual(2 * PAGES);
});

test('no more than four pages a second are read in the long run, and the last change is among what is read', async () => {
  const seconds = 20;
  for (let change = 0; change < seconds * 20; change += 1) {
    store(`came-${change}`, `name 0 ${change}`, 0);
    follower.readAgain();
    await vi.advanceTimersByTimeAsync(A_SECOND / 20);
  }
  expect(pagesRead.length).toBeLessThanOrEqual(seconds * 4 + PAGES);
  expect(pagesRead.length).toBeGreaterThan(seconds * 3);
  store('last', 'a', 0);
  follower.readAgain();
  await vi.advanceTimersByTimeAsync(2 * A_SECOND);
  expect(shown()[0]).toBe('a v0');
});

test('what is told of something is put where it stands, and read again where the list is on its way', async () => {
  follower.told('n-7', { toolCount: 3 });
  await vi.advanceTimersByTimeAsync(A_SECOND);
  const items = () => client.getQueryData<Pages>(queryKey)?.pages.flatMap((page) => page.items) ?? [];
  expect(items()[7]).toMatchObject({ id: 'n-7', revision: 1, toolCount: 3 });
  expect(pagesRead).toEqual([]);
  void client.invalidateQueries({ queryKey });
  follower.told('n-7', { toolCount: 4 });
  await vi.advanceTimersByTimeAsync(A_SECOND);
  expect(pagesRead).toHaveLength(2 * PAGES);
});

test('what stays where it is is amended at once, also while the list rests and others come', async () => {
  store('came', 'name 00', 0);
  follower.changed('came');
  await vi.advanceTimersByTimeAsync(A_SECOND / 2);
  expect(pagesRead).toHaveLength(PAGES);
  store('n-7', 'name 7', 2);
  store('came too', 'name 01', 0);
  for (const id of ['n-7', 'came too']) follower.changed(id);
  await vi.advanceTimersByTimeAsync(A_SECOND / 4);
  expect(pagesRead).toHaveLength(PAGES);
  expect(shown()).toContain('name 7 v2');
  await vi.advanceTimersByTimeAsync(2 * A_SECOND);
  expect(shown()).toContain('name 01 v0');
});

test('a list that nobody looks at is marked and not read', async () => {
  leave();
  follower.changed('n-7');
  await vi.advanceTimersByTimeAsync(A_SECOND);
  expect([pagesRead, idsRead]).toEqual([[], []]);
  expect(client.getQueryState(queryKey)?.isInvalidated).toBe(true);
});
