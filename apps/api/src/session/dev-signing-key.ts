import { randomBytes, randomUUID } from 'node:crypto';
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const KEY_BYTES = 32;

/**
 * The key that signs development tokens: random for each data folder, in its file `dev-signing-key` that only its owner may read, so that
 * tokens outlive a restart but are worth nothing for another copy.
 */
export async function devSigningKey(dataDir: string): Promise<Uint8Array> {
  const file = join(dataDir, 'dev-signing-key');
  await mkdir(dataDir, { recursive: true });
  await makeUnlessThere(file);
  const key = await readFile(file);
  if (key.length < KEY_BYTES)
    throw new Error(`${file} is no signing key; delete it, and a new one will be made`);
  return key;
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
