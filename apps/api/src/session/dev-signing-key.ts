import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const KEY_BYTES = 32;

/**
 * The key that signs development tokens: random for each data folder, in its file `dev-signing-key` that only its owner may read, so that
 * tokens outlive a restart but are worth nothing for another copy.
 */
export async function devSigningKey(dataDir: string): Promise<Uint8Array> {
  const file = join(dataDir, 'dev-signing-key');
  await mkdir(dataDir, { recursive: true });
  try {
    await writeFile(file, randomBytes(KEY_BYTES), { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
  const key = await readFile(file);
  if (key.length < KEY_BYTES)
    throw new Error(`${file} is no signing key; delete it, and a new one will be made`);
  return key;
}
