import type { Me } from '@tools-provider/contracts';
import { expect, test } from 'vitest';
import { shortcutsFor } from './shortcuts.ts';

const person = (...roles: Me['roles']) => ({ id: 'x', name: 'X', roles }) as unknown as Me;
const all = (me: Me) => shortcutsFor(me).flatMap(({ shortcuts }) => shortcuts);

test('no keys are given twice, and the second of two means nothing by itself', () => {
  const keys = all(person('admin')).map(({ keys: [...pressed] }) => pressed);
  expect(new Set(keys.map((pressed) => pressed.join(' '))).size).toBe(keys.length);
  const single = new Set(keys.filter(({ length }) => length === 1).flat());
  const second = keys.flatMap(([, key]) => key ?? []);
  expect(second.filter((key) => single.has(key))).toEqual([]);
});

test('nobody is told of keys that do nothing for them', () => {
  const of = (me: Me) => all(me).map(({ what }) => what);
  expect(of(person('viewer'))).not.toContain('Select the row');
  expect(of(person('viewer'))).not.toContain('Audit');
  expect(of(person('operator'))).toContain('Create a tool group; on the tasks page a task');
  expect(of(person('admin'))).toContain('Audit');
});
