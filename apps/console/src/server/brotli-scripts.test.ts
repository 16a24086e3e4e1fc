import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { compressScripts } from './brotli-scripts.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'brotli-scripts-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

test('each script of a build gets what it is in Brotli beside it, and nothing else does', async () => {
  const chunks = join(folder, 'static', 'chunks');
  mkdirSync(chunks, { recursive: true });
  writeFileSync(join(chunks, 'one.js'), 'console.log("one");'.repeat(100));
  writeFileSync(join(chunks, 'looks.css'), 'a{}');
  await compressScripts(folder);
  expect(readdirSync(chunks).sort()).toEqual(['looks.css', 'one.js', 'one.js.br']);
  const compressed = readFileSync(join(chunks, 'one.js.br'));
  expect(compressed.length).toBeLessThan(100);
  expect(brotliDecompressSync(compressed).toString()).toBe('console.log("one");'.repeat(100));
});
