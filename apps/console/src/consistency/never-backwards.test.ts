import { QueryClient } from '@tanstack/react-query';
import { describe, expect, test } from 'vitest';
import { newest, newestPages, type Revisioned } from './never-backwards.ts';

interface Named extends Revisioned {
  readonly name: string;
}

const item = (id: string, revision: number, name = `${id}@${revision}`): Named => ({
  id,
  revision,
  name,
  consistency: { status: 'projected', headRevision: revision },
});
const pages = (...lists: Named[][]) => ({
  pages: lists.map((items) => ({ items })),
  pageParams: lists.map((_, at) => (at === 0 ? undefined : String(at))),
});

describe('newest', () => {
  test('takes the higher revision', () => {
    expect(newest(item('a', 7), item('a', 8)).revision).toBe(8);
    expect(newest(item('a', 8), item('a', 7)).revision).toBe(8);
  });

  test('takes a read of the same revision, whose consistency may have changed', () => {
    const pendingNow = { ...item('a', 7), consistency: { status: 'pending', headRevision: 8 } as const };
    expect(newest(item('a', 7), pendingNow).consistency.status).toBe('pending');
  });

  test('takes the lower revision of a log that was restored', () => {
    const restored = { ...item('a', 3), consistency: { status: 'diverged', headRevision: 3 } as const };
    expect(newest(item('a', 7), restored).revision).toBe(3);
  });

  test('keeps the object when nothing changed', () => {
    const shown = item('a', 7);
    expect(newest(shown, item('a', 7))).toBe(shown);
  });
});

describe('newestPages', () => {
  test('keeps a newer item even when it has moved to another page', () => {
    const merged = newestPages(pages([item('a', 8), item('b', 1)]), pages([item('b', 2)], [item('a', 7)]));
    expect(merged.pages.map((page) => page.items.map((shown) => shown.name))).toEqual([['b@2'], ['a@8']]);
  });

  test('drops what is no longer listed', () => {
    expect(
      newestPages(pages([item('a', 8), item('b', 1)]), pages([item('b', 1)])).pages[0]?.items,
    ).toHaveLength(1);
  });
});

test('a query that shares by it is never written backwards, not even by hand', () => {
  const client = new QueryClient({
    defaultOptions: {
      queries: { structuralSharing: (shown, read) => newest(shown as Named | undefined, read as Named) },
    },
  });
  client.setQueryData(['a'], item('a', 8));
  client.setQueryData(['a'], item('a', 7));
  expect(client.getQueryData<Named>(['a'])?.revision).toBe(8);
});
