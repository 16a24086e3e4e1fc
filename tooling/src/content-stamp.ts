import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repositoryRoot } from './config.ts';

const SKIPPED = new Set(['node_modules', '.next', '.turbo', 'next-env.d.ts']);

/** A fingerprint of the files and folders (paths from the repository's root), by names and contents. */
export function contentStamp(paths: readonly string[]): string {
  const hash = createHash('sha256');
  for (const file of paths.flatMap(filesUnder)) {
    hash.update(`${file}\n`).update(readFileSync(join(repositoryRoot, file)));
  }
  return hash.digest('hex');
}

function filesUnder(path: string): string[] {
  const entries = readEntries(path);
  if (entries === undefined) return [path];
  return entries
    .filter(({ name }) => !SKIPPED.has(name) && !name.endsWith('.tsbuildinfo') && !name.includes('.test.'))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const child = `${path}/${entry.name}`;
      return entry.isDirectory() ? filesUnder(child) : [child];
    });
}

function readEntries(path: string) {
  try {
    return readdirSync(join(repositoryRoot, path), { withFileTypes: true });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOTDIR') return undefined;
    throw error;
  }
}
