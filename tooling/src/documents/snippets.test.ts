import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { checkSnippets, updateSnippets } from './snippets.ts';

const SOURCE = `const before = 1;
export function sum(a: number, b: number): number {
  // #region adding
  // #region first
  const first = a;
  // #endregion

  return first + b;
  // #endregion
}
`;
const ADDING = 'const first = a;\n\nreturn first + b;\n';

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'snippets-'));
  mkdirSync(join(root, 'docs', 'guides'), { recursive: true });
  writeFileSync(join(root, 'sum.ts'), SOURCE);
});

afterEach(() => rmSync(root, { recursive: true }));

function write(markdown: string): void {
  writeFileSync(join(root, 'docs', 'guides', 'sum.md'), markdown);
}

const block = (mark: string, code: string) => `# Sums\n\n${mark}\n\`\`\`ts\n${code}\`\`\`\n\nThat is all.\n`;

test('A block that equals its region, moved to the margin and without marks, is fine; so is a whole file', () => {
  write(block('<!-- sum.ts#adding -->', ADDING));
  expect(checkSnippets(root)).toEqual({ snippets: 1, problems: [] });
  write(block('<!-- sum.ts -->', SOURCE.replaceAll(/^.*#(end)?region.*\n/gm, '')));
  expect(checkSnippets(root)).toEqual({ snippets: 1, problems: [] });
});

test('A region that has changed since is found, and copied again on demand', () => {
  write(block('<!-- sum.ts#adding -->', ADDING));
  writeFileSync(join(root, 'sum.ts'), SOURCE.replace('first + b', 'b + first'));
  expect(checkSnippets(root).problems).toEqual([
    'docs/guides/sum.md does not show sum.ts#adding as it is: `npm run documents` copies it again',
  ]);
  expect(updateSnippets(root)).toEqual(['docs/guides/sum.md']);
  expect(checkSnippets(root).problems).toEqual([]);
  expect(updateSnippets(root)).toEqual([]);
  expect(readFileSync(join(root, 'docs', 'guides', 'sum.md'), 'utf8')).toBe(
    block('<!-- sum.ts#adding -->', ADDING.replace('first + b', 'b + first')),
  );
});

test.each([
  ['a region that is not there', '<!-- sum.ts#taking -->', 'sum.ts#taking'],
  ['a file that is not there', '<!-- difference.ts -->', 'difference.ts'],
])('A mark of %s is found', (_, mark, name) => {
  write(block(mark, ADDING));
  expect(checkSnippets(root).problems).toEqual([`docs/guides/sum.md shows ${name}, which is not there`]);
});

test('TypeScript that no file stands behind is found', () => {
  write(`${block('<!-- sum.ts#adding -->', ADDING)}\n\`\`\`ts\nsum(1, '2');\n\`\`\`\n`);
  expect(checkSnippets(root)).toEqual({
    snippets: 1,
    problems: [
      'docs/guides/sum.md has 1 blocks of TypeScript that nobody compiles: put `<!-- path#region -->` above each',
    ],
  });
});
