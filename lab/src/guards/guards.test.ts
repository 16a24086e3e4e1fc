import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { GUARDS, removed } from './guards.ts';

const ROOT = new URL('../../../', import.meta.url);

it.each(Object.values(GUARDS).flat())('the guard in $file is where it is said to be', (removal) => {
  const source = readFileSync(new URL(removal.file, ROOT), 'utf8');
  expect(removed(source, removal)).toContain(removal.by);
  expect(() => removed(removed(source, removal), removal)).toThrow('say in guards.ts where it is now');
});
