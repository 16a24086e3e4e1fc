import type { Me } from '@tools-provider/contracts';
import { expect, test } from 'vitest';
import { commandsFor } from './palette-commands.ts';

const person = (...roles: Me['roles']) => ({ id: 'x', name: 'X', roles }) as unknown as Me;
const names = (me: Me, words: string) => commandsFor(me, words).map(({ name }) => name);

test('offers the pages and commands of a role only', () => {
  expect(names(person('viewer'), '')).not.toContain('New tool group');
  expect(names(person('viewer'), '')).not.toContain('Audit');
  expect(names(person('admin'), '')).toEqual(expect.arrayContaining(['New tool group', 'Audit']));
});

test('finds by any part of a name, whatever the case and order of the words', () => {
  expect(names(person('viewer'), 'pipe')).toEqual(['Pipeline']);
  expect(names(person('operator'), 'group NEW')).toEqual(['New tool group']);
  expect(names(person('operator'), 'no such page')).toEqual([]);
});
