import { createRemoteJWKSet, exportSPKI, SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Issuer } from './issuer.ts';
import { type System, startSystem } from './system.ts';

const issuer = new Issuer();
let system: System;

beforeAll(async () => {
  await issuer.start();
  system = await startSystem({
    oidc: {
      issuer: issuer.url,
      audience: issuer.audience,
      rolesClaim: 'realm_access.roles',
      roleNames: { 'tools-admin': 'admin' },
      algorithms: ['RS256'],
      clockSkewSeconds: 5,
    },
  });
});

afterAll(async () => {
  await system.stop();
  await issuer.stop();
});

const me = (token: string) =>
  system.nobody('GET', '/api/v1/me', { headers: { authorization: `Bearer ${token}` } });

const encoded = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
const seconds = () => Math.floor(Date.now() / 1_000);

async function expectRefused(token: string) {
  const answer = await me(token);
  expect([answer.statusCode, answer.json().code]).toEqual([401, 'invalid-token']);
  expect(answer.headers['www-authenticate']).toBe('Bearer error="invalid_token"');
}

describe('With an OpenID issuer', () => {
  it('whoever has a token of its is who it says, with the roles that are mapped', async () => {
    issuer.roles = ['tools-admin', 'offline_access'];
    expect((await me(await issuer.grant())).json()).toMatchObject({ id: 'ci-client', roles: ['admin'] });
    const named = await issuer.forge({ name: 'Olga Operator' }, { typ: 'at+jwt' });
    expect((await me(named)).json()).toMatchObject({
      id: 'olga',
      name: 'Olga Operator',
      roles: ['operator'],
    });
  });

  it('somebody without a role that is known is known, and may nothing', async () => {
    const answer = await me(await issuer.forge({ realm_access: { roles: ['guest'] } }));
    expect([answer.statusCode, answer.json().code]).toEqual([403, 'forbidden']);
    for (const realm_access of [undefined, 'admin', { roles: { admin: true } }, { roles: [['admin']] }]) {
      expect((await me(await issuer.forge({ realm_access }))).statusCode).toBe(403);
    }
  });

  it('a token that has expired is refused, but for what clocks differ', async () => {
    await expectRefused(await issuer.forge({ exp: seconds() - 10 }));
    expect((await me(await issuer.forge({ exp: seconds() - 2 }))).statusCode).toBe(200);
    await expectRefused(await issuer.forge({ nbf: seconds() + 60 }));
    await expectRefused(await issuer.forge({ exp: undefined }));
  });

  it.each<[string, Readonly<Record<string, unknown>>]>([
    ['for somebody else', { aud: 'another-api' }],
    ['for nobody', { aud: undefined }],
    ['by another issuer', { iss: 'https://evil.example' }],
    ['about nobody', { sub: undefined }],
    ['about a service', { sub: 'service:ci' }],
    ['about the system itself', { sub: 'saga:activation-approval' }],
    ['that says who signed in, not what they may', { typ: 'ID' }],
  ])('a token %s is refused', async (_, claims) => {
    await expectRefused(await issuer.forge(claims));
  });

  it('a token of another type than an access token is refused', async () => {
    await expectRefused(await issuer.forge({}, { typ: 'logout+jwt' }));
  });

  it('a token that was altered, is not signed, or is signed with what everybody knows is refused', async () => {
    const valid = await issuer.forge();
    const [header = '', payload = '', signature = ''] = valid.split('.');
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString());
    const richer = encoded({ ...claims, realm_access: { roles: ['admin'] } });
    await expectRefused(`${header}.${richer}.${signature}`);
    await expectRefused(`${encoded({ alg: 'none' })}.${richer}.`);
    await expectRefused(`${encoded({ alg: 'none' })}.${richer}.x`);
    const keys = createRemoteJWKSet(new URL(`${issuer.url}/jwks`));
    const publicKey = await keys({
      alg: 'RS256',
      ...JSON.parse(Buffer.from(header, 'base64url').toString()),
    });
    const confused = new SignJWT(claims)
      .setProtectedHeader({ ...JSON.parse(Buffer.from(header, 'base64url').toString()), alg: 'HS256' })
      .sign(new TextEncoder().encode(await exportSPKI(publicKey)));
    await expectRefused(await confused);
    await expectRefused('x.y.z');
  });

  it('no persona is let in, and no token is given out', async () => {
    const wish = await system.nobody('POST', '/api/v1/dev/token', { payload: { persona: 'admin' } });
    expect(wish.statusCode).toBe(401);
  });

  it('answers to any name, since nobody gets in by being on this machine', async () => {
    const answer = await system.nobody('GET', '/healthz', { headers: { host: 'tools.example' } });
    expect(answer.statusCode).toBe(200);
  });

  it('a new key of the issuer is taken over, and what the old one signed is refused within a second', async () => {
    const old = await issuer.forge();
    expect((await me(old)).statusCode).toBe(200);
    await issuer.stop();
    await issuer.start();
    expect((await me(await issuer.grant())).statusCode).toBe(200);
    await expect.poll(async () => (await me(old)).statusCode, { timeout: 1_500, interval: 50 }).toBe(401);
    await expectRefused(old);
  });

  it('that is away, what cannot be checked is 503, and what is nonsense 401 all the same', async () => {
    const away = await new Issuer().start();
    const { url, audience } = away;
    const token = await away.forge();
    await away.stop();
    const waiting = await startSystem({
      oidc: {
        issuer: url,
        audience,
        rolesClaim: 'realm_access.roles',
        roleNames: {},
        algorithms: ['RS256'],
        clockSkewSeconds: 5,
      },
    });
    const ask = (authorization: string) =>
      waiting.nobody('GET', '/api/v1/me', { headers: { authorization: `Bearer ${authorization}` } });
    const unknown = await ask(token);
    expect([unknown.statusCode, unknown.json().code]).toEqual([503, 'issuer-unavailable']);
    expect(unknown.headers['retry-after']).toBe('1');
    expect((await ask('x.y.z')).statusCode).toBe(401);
    await away.start();
    expect((await ask(await away.forge())).statusCode).toBe(200);
    await waiting.stop();
    await away.stop();
  });
});
