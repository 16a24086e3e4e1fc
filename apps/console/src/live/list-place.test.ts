import { expect, test } from 'vitest';
import { mayHaveMoved } from './list-place.ts';

const group = (rest: object = {}) => ({
  id: 'a',
  revision: 1,
  consistency: { status: 'projected', headRevision: 1 } as const,
  name: 'Billing',
  isActive: true,
  updatedAt: '2026-11-27T08:00:00.000Z',
  selectors: [],
  ...rest,
});
const changed = { revision: 2, updatedAt: '2026-11-27T09:00:00.000Z' };
const key = (asked: object) => ['tool-group', 'list', { search: '', active: null, limit: 50, ...asked }];

test.each([
  ['its place is its name, which is the same', { sort: 'name' }, { isActive: false }, false],
  ['its name is another one', { sort: '-name' }, { name: 'Accounts' }, true],
  ['the list is sorted by when things were changed', { sort: 'updatedAt' }, {}, true],
  ['a filter may leave it out now', { sort: 'name', active: 'true' }, { isActive: false }, true],
  ['a search may leave it out now', { sort: 'name', search: 'bill' }, { description: 'More' }, true],
  ['no filter goes by what has changed', { sort: 'name', search: 'bill' }, { selectors: [{}] }, false],
  ['nobody knows what the list goes by', {}, {}, true],
])('%s', (_, asked, change, hasMoved) => {
  expect(mayHaveMoved(key(asked), group(), group({ ...changed, ...change }))).toBe(hasMoved);
});

test('what could not be read may be gone', () => {
  expect(mayHaveMoved(key({ sort: 'name' }), group(), undefined)).toBe(true);
});
