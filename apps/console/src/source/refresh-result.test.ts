import type { HistoryEntry } from '@tools-provider/contracts';
import { expect, test } from 'vitest';
import type { Api } from '../api-client/api.ts';
import { refreshResultOf, refreshWords } from './refresh-result.ts';

const entry = (revision: number, type: string) => ({ revision, type }) as HistoryEntry;
const apiOf = (items: readonly HistoryEntry[], next?: string): Api =>
  (async () => ({ items, ...(next === undefined ? {} : { next }) })) as unknown as Api;

test('a refresh tells what has come, changed, gone and come back, and nothing of what was before', async () => {
  const api = apiOf([
    entry(9, 'source.inventory.ingested.v1'),
    entry(8, 'tool.restored.v1'),
    entry(7, 'tool.deprecated.v1'),
    entry(6, 'tool.definition.updated.v1'),
    entry(5, 'tool.discovered.v1'),
    entry(4, 'tool.discovered.v1'),
    entry(3, 'tool.discovered.v1'),
  ]);
  const result = await refreshResultOf(api, { id: 'orders', revision: 9 }, 3);
  expect(result).toMatchObject({ discovered: 2, changed: 1, deprecated: 1, restored: 1, isComplete: true });
  expect(refreshWords(result)).toBe('2 new tools, 1 changed tool, 1 tool gone and 1 tool back again');
});

test('a refresh that changed nothing asks nobody what it did', async () => {
  const nobody = (() => Promise.reject(new Error('asked'))) as Api;
  const result = await refreshResultOf(nobody, { id: 'orders', revision: 3 }, 3);
  expect(refreshWords(result)).toBe('Nothing is new: the source has what it had');
});

test('a refresh that is longer than what was looked at says so', async () => {
  const result = await refreshResultOf(
    apiOf([entry(9, 'tool.discovered.v1')], '8'),
    { id: 'orders', revision: 9 },
    3,
  );
  expect(refreshWords(result)).toBe('1 new tool, and more that is in its history');
});
