import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cookieKey } from './cookie-key.ts';
import { openAttempt, sealAttempt } from './sign-in-attempt.ts';

const key = new Uint8Array(randomBytes(32));
const attempt = { state: 'the-state', nonce: 'the-nonce', verifier: 'the-verifier', next: '/tasks' };

describe('a sign-in that is under way', () => {
  test('is read again from its cookie, which says nothing to anybody else', async () => {
    const sealed = await sealAttempt(key, attempt);
    expect(await openAttempt(key, sealed)).toEqual(attempt);
    const readable = sealed.split('.').map((part) => Buffer.from(part, 'base64url').toString());
    expect(readable.join()).not.toContain('the-');
  });

  test.each([
    ['not there', async () => undefined],
    ['nonsense', async () => 'nonsense'],
    ['of another key', () => sealAttempt(new Uint8Array(randomBytes(32)), attempt)],
    ['too old', () => sealAttempt(key, attempt, -1)],
    ['without a verifier', () => sealAttempt(key, { ...attempt, verifier: '' })],
    [
      'altered',
      async () =>
        (await sealAttempt(key, attempt)).replace(
          /\.(.)([^.]*)$/,
          (_, c, rest) => `.${c === 'A' ? 'B' : 'A'}${rest}`,
        ),
    ],
  ])('is none when the cookie is %s', async (_, make) => {
    expect(await openAttempt(key, await make())).toBeUndefined();
  });
});

describe('the key of the cookie', () => {
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'cookie-key-'));
  });

  afterAll(() => rm(folder, { recursive: true }));

  test('is made once for a folder, and is for its owner alone', async () => {
    const dataDir = join(folder, 'data');
    const [one, other] = await Promise.all([cookieKey(dataDir), cookieKey(dataDir)]);
    expect(one).toEqual(other);
    expect(await cookieKey(dataDir)).toEqual(one);
    expect((await stat(join(dataDir, 'console-cookie-key'))).mode & 0o777).toBe(0o600);
  });

  test('is not taken from a file that cannot be one', async () => {
    await writeFile(join(folder, 'console-cookie-key'), 'short');
    await expect(cookieKey(folder)).rejects.toThrow('delete it');
  });
});
