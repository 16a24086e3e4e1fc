import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EventStream } from './event-stream.ts';
import { type System, startSystem } from './system.ts';

const URL = '/api/v1/service-tokens';
const PATTERN = /^tp_[0-9a-f]{32}_[A-Za-z0-9_-]{43}$/;

const logged: string[] = [];
let system: System;

beforeAll(async () => {
  system = await startSystem({ onLogged: (line) => logged.push(line) });
});

afterAll(() => system.stop());

async function create(scopes: readonly string[], more: object = {}) {
  const made = await system.admin('POST', URL, { payload: { name: 'ci', scopes, ...more } });
  expect([made.statusCode, made.body]).toEqual([201, expect.any(String)]);
  return made.json() as { id: string; token: string; revision: number };
}

const as = (token: string, path = '/api/v1/me', of: Pick<System, 'nobody'> = system) =>
  of.nobody('GET', path, { headers: { authorization: `Bearer ${token}` } });

describe('A service token', () => {
  it('is shown once, can be told from other secrets, and is stored as a hash only', async () => {
    const key = { 'idempotency-key': randomUUID() };
    const payload = { name: 'ci', scopes: ['groups:write', 'groups:read', 'groups:read'] };
    const made = await system.admin('POST', URL, { payload, headers: key });
    const { token, ...rest } = made.json();
    expect(token).toMatch(PATTERN);
    expect(made.headers['cache-control']).toBe('no-store');
    expect(rest).toMatchObject({
      name: 'ci',
      scopes: ['groups:read', 'groups:write'],
      createdBy: 'ada',
      expiresAt: null,
      revokedAt: null,
      lastUsedAt: null,
      revision: 0,
    });
    const again = await system.admin('POST', URL, { payload, headers: key });
    expect(again.json()).toEqual({ ...rest, token: null });
    const read = await system.admin('GET', made.headers.location as string);
    expect(read.json()).toEqual(rest);
    const listed = (await system.admin('GET', URL)).json();
    expect(listed.items).toContainEqual(rest);
    expect(JSON.stringify([read.json(), listed])).not.toContain(token.slice(36));
  });

  it('acts as its service, by its scopes and no more', async () => {
    const { token } = await create(['groups:read', 'groups:write']);
    expect((await as(token)).json()).toEqual({
      id: 'service:ci',
      name: 'ci',
      roles: ['operator'],
      expiresAt: null,
    });
    const headers = { authorization: `Bearer ${token}` };
    const group = await system.nobody('POST', '/api/v1/tool-groups', { payload: { name: 'x' }, headers });
    expect([group.statusCode, group.json().createdBy]).toEqual([201, 'service:ci']);
    const task = await system.nobody('POST', '/api/v1/tasks', { payload: { title: 'x' }, headers });
    expect([task.statusCode, task.json().code]).toEqual([403, 'scope-missing']);
    const deletion = await system.nobody('DELETE', group.headers.location as string, { headers });
    expect([deletion.statusCode, deletion.json().code]).toEqual([403, 'people-only']);
  });

  it('is known to have been used, to the minute', async () => {
    const { id, token } = await create(['groups:read']);
    await as(token);
    await expect
      .poll(async () => (await system.admin('GET', `${URL}/${id}`)).json().lastUsedAt)
      .toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:00\.000Z$/);
  });

  it('is nobody when one letter of it is another, or of another token', async () => {
    const { id, token } = await create(['feed:read']);
    const other = await create(['feed:read']);
    const last = token.at(-1) === 'A' ? 'B' : 'A';
    for (const wrong of [
      token.slice(0, -2) + last + token.at(-1),
      token.slice(0, 36) + other.token.slice(36),
      token.slice(0, 36),
      `tp_${randomUUID().replaceAll('-', '')}_${token.slice(36)}`,
      token.toUpperCase().replace('TP_', 'tp_'),
      `tp_${id}`,
    ]) {
      const answer = await as(wrong);
      expect([wrong, answer.statusCode, answer.json().code]).toEqual([wrong, 401, 'invalid-token']);
      expect(answer.headers['www-authenticate']).toBe('Bearer error="invalid_token"');
    }
  });

  it('ends at its time', async () => {
    const soon = new Date(Date.now() + 400).toISOString();
    const { token } = await create(['feed:read'], { expiresAt: soon });
    expect((await as(token)).json().expiresAt).toBe(soon);
    await expect.poll(async () => (await as(token)).statusCode).toBe(401);
    const past = await system.admin('POST', URL, {
      payload: { name: 'ci', scopes: ['feed:read'], expiresAt: '2020-01-01T00:00:00.000Z' },
    });
    expect([past.statusCode, past.json().errors[0].pointer]).toEqual([400, '/expiresAt']);
  });

  it('that is revoked is refused within a second by every process, and its streams end', async () => {
    const second = await system.anotherApi();
    const { id, token } = await create(['feed:read', 'pipeline:read']);
    const kept = await create(['pipeline:read']);
    for (const of of [system, second]) expect((await as(token, '/api/v1/me', of)).statusCode).toBe(200);
    const stream = await EventStream.open(`${second.url}/api/v1/changes`, token);
    const other = await EventStream.open(`${second.url}/api/v1/changes`, kept.token);
    const poll = as(token, '/api/v1/events?timeout=30000', second);
    const revoked = await system.admin('DELETE', `${URL}/${id}`);
    expect(revoked.json()).toMatchObject({ id, revokedBy: 'ada', revision: 1 });
    const startedAt = Date.now();
    await expect.poll(async () => (await as(token)).statusCode).toBe(401);
    await expect.poll(async () => (await as(token, '/api/v1/me', second)).statusCode).toBe(401);
    await stream.ended();
    expect((await poll).statusCode).toBe(200);
    expect(Date.now() - startedAt).toBeLessThan(1_500);
    expect(other.isEnded).toBe(false);
    other.close();
    const again = await system.admin('DELETE', `${URL}/${id}`);
    expect([again.statusCode, again.json().revision]).toEqual([200, 1]);
    await second.close();
  });

  it('has its own limit of requests, and wrong tokens count together by address', async () => {
    const limited = await startSystem({ rateLimitPerSecond: 4 });
    const { token } = (
      await limited.admin('POST', URL, { payload: { name: 'ci', scopes: ['feed:read'] } })
    ).json();
    const statuses = async (one: string) => {
      const answers: number[] = [];
      for (let count = 0; count < 6; count += 1)
        answers.push((await as(one, '/api/v1/me', limited)).statusCode);
      return answers;
    };
    expect(await statuses(token)).toEqual([200, 200, 200, 200, 429, 429]);
    expect(await statuses('tp_wrong')).toEqual([401, 401, 401, 401, 429, 429]);
    expect((await limited.viewer('GET', '/api/v1/me')).statusCode).toBe(200);
    await limited.stop();
  });

  it('leaves who was refused what in the log, and no token anywhere', async () => {
    const { token } = await create(['feed:read']);
    await as(token, '/api/v1/tasks');
    await as(token.slice(0, -3));
    const refusal = logged.map((line) => JSON.parse(line)).findLast(({ code }) => code === 'scope-missing');
    expect(refusal).toMatchObject({
      level: 40,
      caller: 'service:ci',
      msg: 'Refused GET /api/v1/tasks to service:ci',
    });
    expect(logged.join('\n')).not.toMatch(/tp_[0-9a-f]{32}/);
  });
});
