import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { devSigningKey } from './dev-signing-key.ts';
import { DevTokens } from './dev-tokens.ts';

const key = randomBytes(32);
const tokens = new DevTokens(key);

describe('development tokens', () => {
  it('say who somebody is for 24 hours', async () => {
    const { accessToken, expiresAt } = await tokens.issue('admin');
    const caller = await tokens.verify(accessToken);
    expect(caller).toEqual({
      actor: { id: 'ada', name: 'Ada Admin', roles: ['operator', 'admin'] },
      expiresAt,
    });
    const hours = (Date.parse(expiresAt) - Date.now()) / 3_600_000;
    expect(hours).toBeGreaterThan(23.9);
    expect(hours).toBeLessThanOrEqual(24);
  });

  it('are others each time, also within one second', async () => {
    const issued = await Promise.all(Array.from({ length: 3 }, () => tokens.issue('viewer')));
    expect(new Set(issued.map(({ accessToken }) => accessToken)).size).toBe(3);
  });

  it.each([
    ['expired', async () => (await tokens.issue('admin', -1)).accessToken],
    ['of another key', async () => (await new DevTokens(randomBytes(32)).issue('admin')).accessToken],
    [
      'altered',
      async () =>
        (await tokens.issue('viewer')).accessToken.replace(/\.[^.]+\./, `.${btoa('{"sub":"ada"}')}.`),
    ],
    ['unsigned', async () => `${btoa('{"alg":"none"}')}.${btoa('{"sub":"ada","roles":["admin"]}')}.`],
    [
      'of another issuer',
      () =>
        new SignJWT({ name: 'x', roles: ['admin'] })
          .setProtectedHeader({ alg: 'HS256' })
          .setSubject('ada')
          .setExpirationTime('1h')
          .sign(key),
    ],
    ['nonsense', async () => 'nonsense'],
  ])('that are %s are refused', async (_, make) => {
    await expect(tokens.verify(await make())).rejects.toMatchObject({
      kind: 'unauthenticated',
      code: 'invalid-token',
    });
  });
});

describe('the signing key', () => {
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'dev-key-'));
  });

  afterAll(() => rm(folder, { recursive: true }));

  it('is made once for a folder, also when two ask at the same time, and is for its owner alone', async () => {
    const dataDir = join(folder, 'data');
    const [one, other] = await Promise.all([devSigningKey(dataDir), devSigningKey(dataDir)]);
    expect(one).toEqual(other);
    expect(await devSigningKey(dataDir)).toEqual(one);
    expect((await stat(join(dataDir, 'dev-signing-key'))).mode & 0o777).toBe(0o600);
  });

  it('is not taken from a file that is too short to be one', async () => {
    await writeFile(join(folder, 'dev-signing-key'), 'short');
    await expect(devSigningKey(folder)).rejects.toThrow('delete it');
  });
});
