import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { checkLinks } from './links.ts';

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'links-'));
  mkdirSync(join(root, 'docs', 'guides'), { recursive: true });
});

afterEach(() => rmSync(root, { recursive: true }));

test('A link is followed from its document; one that leads nowhere is found, and others are not looked at', () => {
  writeFileSync(
    join(root, 'README.md'),
    '[a](docs/guides/a.md#part) [web](https://example.com/x) [here](#here)',
  );
  writeFileSync(join(root, 'docs', 'guides', 'a.md'), '[back](../../README.md) ![gone](b.png) [guides](.)');
  expect(checkLinks(root)).toEqual({
    links: 4,
    problems: ['docs/guides/a.md links to b.png, which is not there'],
  });
});
