import { randomBytes, randomUUID } from 'node:crypto';
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const KEY_BYTES = 32;

/**
 * The key of the sign-in cookie: random for each data folder, in its file `console-cookie-key` that only its owner may read, so that a
 * sign-in outlives a restart of the console.
 */
export async function cookieKey(dataDir: string): Promise<Uint8Array> {
  const file = join(dataDir, 'console-cookie-key');
  await mkdir(dataDir, { recursive: true });
  await makeUnlessThere(file);
  const key = await readFile(file);
  if (key.length === KEY_BYTES) return new Uint8Array(key);
  throw new Error(`${file} is no key; delete it, and a new one will be made`);
}

/** The file is there whole or not at all: two that start at once end with the same key. */
async function makeUnlessThere(file: string): Promise<void> {
  const draft = `${file}.${randomUUID()}`;
  await writeFile(draft, randomBytes(KEY_BYTES), { mode: 0o600 });
  try {
    await link(draft, file);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  } finally {
    await rm(draft);
  }
}
