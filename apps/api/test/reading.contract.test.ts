import { randomUUID } from 'node:crypto';
import { consistencyReport } from '@tools-provider/contracts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type System, startSystem } from './system.ts';

const GROUPS = '/api/v1/tool-groups';

let system: System;

beforeAll(async () => {
  system = await startSystem({ sloMs: 500 });
});

afterAll(() => system.stop());

async function create(): Promise<string> {
  const response = await system.operator('POST', GROUPS, { payload: { name: 'Billing' } });
  return response.json().id;
}

async function rename(id: string, name: string, headers: Record<string, string> = {}) {
  return system.operator('PATCH', `${GROUPS}/${id}`, { payload: { name }, headers });
}

async function read(id: string, query = '', headers: Record<string, string> = {}) {
  return system.viewer('GET', `${GROUPS}/${id}${query}`, { headers });
}

describe('with a worker', () => {
  beforeAll(() => system.startWorker());
  afterAll(() => system.stopWorker());

  it('a read has the projected revision as its ETag, and 304 for those who have it', async () => {
    const id = await create();
    const first = await read(id, '?minRevision=0', { prefer: 'wait=10' });
    expect(first.headers).toMatchObject({ etag: '"0"', 'preference-applied': 'wait=10' });
    expect(first.headers.consistency).toBeUndefined();
    const same = await read(id, '', { 'if-none-match': '"0"' });
    expect([same.statusCode, same.body, same.headers.etag]).toEqual([304, '', '"0"']);
    expect((await read(id, '', { 'if-none-match': '"1", W/"0"' })).statusCode).toBe(304);
    expect((await read(id, '', { 'if-none-match': '"1"' })).statusCode).toBe(200);
  });

  it('If-Match lets a command through at the revision it names, and says which one there is otherwise', async () => {
    const id = await create();
    expect((await rename(id, 'A', { 'if-match': '"0"' })).headers.etag).toBe('"1"');
    const stale = await rename(id, 'B', { 'if-match': '"0"' });
    expect(stale.statusCode).toBe(412);
    expect(stale.json()).toMatchObject({ code: 'stale-revision', currentRevision: 1 });
    expect((await rename(id, 'C', { 'if-match': '*' })).statusCode).toBe(200);
  });

  it.each(['1', 'W/"1"', '"x"', '"1", "2"', '"-1"', '""', '"1.5"'])(
    'If-Match %s is refused as malformed',
    async (etag) => {
      const response = await rename(await create(), 'A', { 'if-match': etag });
      expect(response.statusCode).toBe(400);
      expect(response.json()).toMatchObject({ code: 'invalid-request', errors: [{ pointer: 'If-Match:' }] });
    },
  );

  it('without If-Match commands that meet are decided again, so that none is lost', async () => {
    const id = await create();
    const answers = await Promise.all(['1', '2', '3'].map((name) => rename(id, name)));
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 200, 200]);
    const revisions = answers.map((answer) => answer.json().revision);
    expect(revisions.toSorted()).toEqual([1, 2, 3]);
  });

  it('what was deleted is 410 as soon as that is projected', async () => {
    const id = await create();
    await system.admin('DELETE', `${GROUPS}/${id}`);
    const response = await read(id, '?minRevision=1', { prefer: 'wait=10' });
    expect([response.statusCode, response.json().code]).toEqual([410, 'tool-group-deleted']);
  });

  it('the consistency of an aggregate is asked of the stores themselves', async () => {
    const id = await create();
    await read(id, '?minRevision=0', { prefer: 'wait=10' });
    const response = await system.viewer('GET', `/api/v1/consistency/tool-group/${id}`);
    expect(consistencyReport.parse(response.json())).toMatchObject({
      aggregate: 'tool-group',
      id,
      status: 'projected',
      headRevision: 0,
      projectedRevision: 0,
      lagMs: 0,
      failure: null,
    });
    const missing = await system.viewer('GET', `/api/v1/consistency/task/${id}`);
    expect([missing.statusCode, missing.json().code]).toEqual([404, 'task-not-found']);
  });
});

describe('while no worker runs', () => {
  let id: string;

  beforeAll(async () => {
    await system.startWorker();
    id = await create();
    await read(id, '?minRevision=0', { prefer: 'wait=10' });
    await system.stopWorker();
  });

  beforeEach(async () => {
    await rename(id, randomUUID());
  });

  it('a read shows what there is, and that it is behind', async () => {
    const response = await read(id);
    expect(response.statusCode).toBe(200);
    expect(response.headers).toMatchObject({ etag: '"0"', consistency: 'pending' });
    const { revision, consistency } = response.json();
    expect(revision).toBe(0);
    expect(consistency.headRevision).toBeGreaterThan(0);
    expect(['pending', 'lagging']).toContain(consistency.status);
  });

  it('a list says of each item that it is behind', async () => {
    const { items } = (await system.viewer('GET', GROUPS)).json();
    const item = items.find((group: { id: string }) => group.id === id);
    expect(['pending', 'lagging']).toContain(item.consistency.status);
  });

  it('a read that waits in vain answers what there is after that time', async () => {
    const before = Date.now();
    const response = await read(id, '?minRevision=1', { prefer: 'respond-async, wait=1' });
    expect(Date.now() - before).toBeGreaterThanOrEqual(950);
    expect(response.statusCode).toBe(200);
    expect(response.headers).toMatchObject({ consistency: 'pending', 'preference-applied': 'wait=1' });
  });

  it('what was written and not projected is 404 not-projected-yet, what never was is 404', async () => {
    const fresh = await create();
    const pending = await read(fresh);
    expect([pending.statusCode, pending.json().code]).toEqual([404, 'not-projected-yet']);
    expect(pending.headers.consistency).toBe('pending');
    const never = await read(randomUUID());
    expect([never.statusCode, never.json().code]).toEqual([404, 'tool-group-not-found']);
    expect(never.headers.consistency).toBeUndefined();
  });

  it('nobody waits for what never was', async () => {
    const before = Date.now();
    const response = await read(randomUUID(), '?minRevision=3', { prefer: 'wait=20' });
    expect(response.json().code).toBe('tool-group-not-found');
    expect(Date.now() - before).toBeLessThan(5_000);
  });

  it('the consistency of an aggregate tells how long the oldest event waits', async () => {
    const fresh = await create();
    const report = async () =>
      consistencyReport.parse((await system.viewer('GET', `/api/v1/consistency/tool-group/${fresh}`)).json());
    expect(await report()).toMatchObject({ headRevision: 0, projectedRevision: null, projectedAt: null });
    const first = await report();
    const second = await report();
    expect(second.lagMs).toBeGreaterThanOrEqual(first.lagMs);
  });

  it('a waiting read is answered by the projection, not by the clock', async () => {
    const { revision } = (await rename(id, 'awaited')).json();
    const waiting = read(id, `?minRevision=${revision}`, { prefer: 'wait=30' });
    await system.startWorker();
    const before = Date.now();
    const response = await waiting;
    expect(response.json().revision).toBe(revision);
    expect(response.headers.consistency).toBeUndefined();
    expect(Date.now() - before).toBeLessThan(10_000);
    await system.stopWorker();
  });
});
