import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { checkGuarantees } from './guarantees.ts';

const HEADER = '| promise | test file | test title | rows |\n|---|---|---|---|\n';

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'guarantees-'));
  mkdirSync(join(root, 'docs'));
  writeFileSync(join(root, 'docs', 'requirement-ids.json'), '["S0.1", "S0.2", "X1"]');
  writeFileSync(join(root, 'order.test.ts'), "test('Events are projected in order', () => {});");
});

afterEach(() => rmSync(root, { recursive: true }));

function problems(table: string): readonly string[] {
  writeFileSync(join(root, 'docs', 'guarantees.md'), `# Guarantees\n\n${table}\n`);
  return checkGuarantees(root).problems;
}

test('A promise whose test holds its title and whose rows exist is fine', () => {
  const row = '| Order | `order.test.ts` | Events are projected in order | S0.1, X1 |';
  expect(problems(HEADER + row)).toEqual([]);
  expect(checkGuarantees(root).guarantees).toEqual([
    { promise: 'Order', file: 'order.test.ts', title: 'Events are projected in order', rows: ['S0.1', 'X1'] },
  ]);
});

test('A title that the file does not hold is found', () => {
  expect(problems(`${HEADER}| Order | order.test.ts | Events are projected at once | S0.1 |`)).toEqual([
    'order.test.ts does not hold the title "Events are projected at once"',
  ]);
});

test('A file that is not there is found', () => {
  expect(problems(`${HEADER}| Order | gone.test.ts | Events are projected in order | S0.1 |`)).toEqual([
    '"Order" names gone.test.ts, which is not there',
  ]);
});

test('A row id that is none is found', () => {
  expect(problems(`${HEADER}| Order | order.test.ts | Events are projected in order | S0.1, S9.9 |`)).toEqual(
    ['"Order" names the row S9.9, which is none'],
  );
});

test('An empty title, which any file would hold, is found', () => {
  expect(problems(`${HEADER}| Order | order.test.ts |  | S0.1 |`)).toEqual([
    '"Order" names no title to look for',
  ]);
});

test('A row with a cell too few or too many is found with its line', () => {
  expect(problems(`${HEADER}| Order | order.test.ts | S0.1 |`)).toEqual([
    'line 5 needs four cells: promise, test file, test title, rows',
  ]);
  expect(problems(`${HEADER}| Order | order.test.ts | a | b | S0.1 |`)).toHaveLength(1);
});

test('A document without the table is found', () => {
  expect(problems('Nothing here')).toEqual([
    'there is no table with the header | promise | test file | test title | rows |',
  ]);
});
