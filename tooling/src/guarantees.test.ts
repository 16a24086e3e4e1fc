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
  writeFileSync(
    join(root, 'order.md'),
    '# Order\n\nEvents are projected in order\n\n## Why there is an order\n',
  );
});

afterEach(() => rmSync(root, { recursive: true }));

function problems(table: string, completeFamilies: readonly string[] = []): readonly string[] {
  writeFileSync(join(root, 'docs', 'guarantees.md'), `# Guarantees\n\n${table}\n`);
  return checkGuarantees(root, completeFamilies).problems;
}

test('A promise whose test holds its title and whose rows exist is fine', () => {
  const row = '| Order | `order.test.ts` | Events are projected in order | S0.1, X1 |';
  expect(problems(HEADER + row)).toEqual([]);
  expect(checkGuarantees(root, []).guarantees).toEqual([
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

test('A row of a complete family that no guarantee covers is named, and one of another family is not', () => {
  const ids = ['S0.1', 'S1.1', 'S1.10', 'S3.2', 'S4.1', 'X1', 'X10'];
  writeFileSync(join(root, 'docs', 'requirement-ids.json'), JSON.stringify(ids));
  const row = (rows: string) =>
    `${HEADER}| Order | order.test.ts | Events are projected in order | ${rows} |`;
  const families = ['S1', 'S4', 'X'];
  expect(problems(row('S1.1 S4.1 X10'), families)).toEqual(['no guarantee covers S1.10, X1']);
  expect(problems(row('S1.1 S1.10 S4.1 X1 X10'), families)).toEqual([]);
});

test('Words of a page that are no heading of it are found', () => {
  expect(problems(`${HEADER}| Order | order.md | Why there is an order | S0.1 |`)).toEqual([]);
  expect(problems(`${HEADER}| Order | order.md | Events are projected in order | S0.1 |`)).toEqual([
    'order.md holds "Events are projected in order", but not as a heading',
  ]);
});

test.each(['test.skip(', 'it.todo(\n  '])('A test that never runs is found: %s', (call) => {
  writeFileSync(join(root, 'order.test.ts'), `${call}'Events are projected in order', () => {});`);
  expect(problems(`${HEADER}| Order | order.test.ts | Events are projected in order | S0.1 |`)).toEqual([
    'order.test.ts holds "Events are projected in order", but skips it',
  ]);
});
