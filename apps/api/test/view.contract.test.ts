import { randomUUID } from 'node:crypto';
import { deleted, view } from '@tools-provider/contracts';
import type { LightMyRequestResponse } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Send, type System, startSystem } from './system.ts';

const VIEWS = '/api/v1/views';

let system: System;

beforeAll(async () => {
  // No worker: what is stored as its state is read where it is written.
  system = await startSystem();
});

afterAll(() => system.stop());

function viewIn(response: LightMyRequestResponse) {
  const found = view.strict().parse(response.json());
  expect(response.headers.etag).toBe(`"${found.revision}"`);
  return found;
}

async function create(as: Send, payload: object = {}) {
  const response = await as('POST', VIEWS, {
    payload: { name: 'Mine', list: 'tasks', query: { status: 'pending' }, ...payload },
  });
  expect(response.statusCode).toBe(201);
  return viewIn(response);
}

/** What a refusal says, but for what names the request. */
function refusalIn(response: LightMyRequestResponse) {
  const { traceId, ...refusal } = response.json();
  expect(traceId).toBeTruthy();
  return refusal;
}

const codeOf = (response: LightMyRequestResponse) => [response.statusCode, response.json().code];

async function namesOf(as: Send, list?: string): Promise<readonly string[]> {
  const response = await as('GET', list === undefined ? VIEWS : `${VIEWS}?list=${list}`);
  expect(response.statusCode).toBe(200);
  return response.json().items.map((item: unknown) => view.strict().parse(item).name);
}

describe('a view', () => {
  it('is created as one’s own, says where it will be found, and is there at once as it was written', async () => {
    const payload = { name: '  Urgent  ', list: 'tasks', query: { status: 'pending', sort: '-createdAt' } };
    const response = await system.viewer('POST', VIEWS, { payload });
    const created = viewIn(response);
    expect(response.statusCode).toBe(201);
    expect(response.headers.location).toBe(`${VIEWS}/${created.id}`);
    expect(created).toMatchObject({
      ...payload,
      name: 'Urgent',
      isShared: false,
      ownerId: 'vera',
      isOwn: true,
      revision: 0,
    });
    const read = await system.viewer('GET', `${VIEWS}/${created.id}`);
    expect(viewIn(read)).toEqual(created);
    expect(read.headers).toMatchObject({ 'cache-control': 'private, no-cache' });
    expect(read.headers).not.toHaveProperty('consistency');
  });

  it('is not sent again to those who have it', async () => {
    const { id, revision } = await create(system.viewer);
    const headers = { 'if-none-match': `"${revision}"` };
    const same = await system.viewer('GET', `${VIEWS}/${id}`, { headers });
    expect([same.statusCode, same.body, same.headers.etag]).toEqual([304, '', '"0"']);
    await system.viewer('PATCH', `${VIEWS}/${id}`, { payload: { name: 'Other' } });
    expect(viewIn(await system.viewer('GET', `${VIEWS}/${id}`, { headers })).name).toBe('Other');
  });

  it('takes an id that the caller chose, once', async () => {
    const id = randomUUID();
    expect((await create(system.viewer, { id: id.toUpperCase() })).id).toBe(id);
    const payload = { id, name: 'x', list: 'tasks', query: {} };
    expect(codeOf(await system.viewer('POST', VIEWS, { payload }))).toEqual([409, 'view-already-exists']);
  });

  it('changes name, query and who sees it at once, each left as it is when it is left out', async () => {
    const { id, createdAt } = await create(system.operator, { query: { status: 'pending', sort: 'title' } });
    const url = `${VIEWS}/${id}`;
    const payload = { name: 'Ours', query: { priority: 'urgent' }, isShared: true };
    const changed = viewIn(await system.operator('PATCH', url, { payload }));
    expect(changed).toMatchObject({ ...payload, createdAt, list: 'tasks', revision: 3 });
    expect(changed.query).toEqual({ priority: 'urgent' });
    const renamed = viewIn(await system.operator('PATCH', url, { payload: { name: 'Ours again' } }));
    expect(renamed).toMatchObject({ query: { priority: 'urgent' }, isShared: true, revision: 4 });
    expect(viewIn(await system.operator('GET', url))).toEqual(renamed);
  });

  it('answers a repeated wish with the revision it has', async () => {
    const { id, name, query } = await create(system.viewer);
    const payload = { name, query, isShared: false };
    expect(viewIn(await system.viewer('PATCH', `${VIEWS}/${id}`, { payload })).revision).toBe(0);
  });

  it('is changed and deleted only at the revision that If-Match names', async () => {
    const { id } = await create(system.viewer);
    const url = `${VIEWS}/${id}`;
    await system.viewer('PATCH', url, { payload: { name: 'Other' } });
    const stale = { headers: { 'if-match': '"0"' } };
    for (const refused of [
      await system.viewer('PATCH', url, { payload: { name: 'Third' }, ...stale }),
      await system.viewer('DELETE', url, stale),
    ]) {
      expect(codeOf(refused)).toEqual([412, 'stale-revision']);
      expect(refused.json().currentRevision).toBe(1);
    }
    const fresh = { headers: { 'if-match': '"1"' } };
    expect(viewIn(await system.viewer('PATCH', url, { payload: { name: 'Third' }, ...fresh })).revision).toBe(
      2,
    );
  });

  it('is deleted once and for all: again with the same revision, and 410 for all else', async () => {
    const { id } = await create(system.viewer);
    const url = `${VIEWS}/${id}`;
    const first = await system.viewer('DELETE', url);
    expect(deleted.strict().parse(first.json())).toEqual({ id, revision: 1 });
    expect(first.headers.etag).toBe('"1"');
    const second = await system.viewer('DELETE', url);
    expect([second.statusCode, second.json()]).toEqual([200, first.json()]);
    const change = await system.viewer('PATCH', url, { payload: { name: 'x' } });
    expect(codeOf(change)).toEqual([410, 'view-deleted']);
    const read = await system.viewer('GET', url);
    expect(codeOf(read)).toEqual([410, 'view-deleted']);
    expect(read.json().currentRevision).toBe(1);
  });

  it('is created and changed once by a request that is sent again with its key', async () => {
    const create = () =>
      system.viewer('POST', VIEWS, {
        payload: { name: 'Once', list: 'tasks', query: {} },
        headers: { 'idempotency-key': 'create-once' },
      });
    const first = await create();
    const second = await create();
    expect([first.statusCode, second.statusCode]).toEqual([201, 201]);
    expect(second.json()).toEqual(first.json());
    expect(second.headers.location).toBe(first.headers.location);
    const url = String(first.headers.location);
    const rename = (name: string) =>
      system.viewer('PATCH', url, { payload: { name }, headers: { 'idempotency-key': 'rename-once' } });
    const renamed = await rename('Renamed');
    await system.viewer('PATCH', url, { payload: { name: 'Meanwhile' } });
    expect((await rename('Renamed')).json()).toEqual(renamed.json());
    expect((await system.viewer('GET', url)).json()).toMatchObject({ name: 'Meanwhile', revision: 2 });
    expect(codeOf(await rename('Something else'))).toEqual([422, 'command-id-reused']);
  });

  it.each([
    ['/query', { query: Object.fromEntries(Array.from({ length: 21 }, (_, i) => [`p${i}`, 'x'])) }],
    ['/query/$where', { query: { $where: '1' } }],
    ['/query/a.b', { query: { 'a.b': '1' } }],
    ['/query/search', { query: { search: 'x'.repeat(201) } }],
    ['/query/search', { query: { search: 1 } }],
    ['/list', { list: 'views' }],
    ['/name', { name: 'x'.repeat(101) }],
    ['/isShared', { isShared: 'yes' }],
    ['/ownerId', { ownerId: 'otto' }],
  ])('is refused with what is wrong at %s', async (pointer, wrong) => {
    const payload = { name: 'x', list: 'tasks', query: {}, ...wrong };
    const response = await system.viewer('POST', VIEWS, { payload });
    expect([response.statusCode, response.json().errors[0].pointer]).toEqual([400, pointer]);
  });
});

describe('the views that somebody sees', () => {
  it('are their own, then those that others share, each by name and of the list that is asked for', async () => {
    const fresh = await startSystem();
    const as = { tasks: { list: 'tasks' }, groups: { list: 'tool-groups' } };
    const made = [
      [fresh.operator, { name: 'beta', ...as.tasks }],
      [fresh.operator, { name: 'Alpha', ...as.tasks }],
      [fresh.operator, { name: 'Zeta', ...as.groups }],
      [fresh.operator, { name: 'private', ...as.tasks }],
      [fresh.admin, { name: 'Ämter', ...as.tasks, isShared: true }],
      [fresh.admin, { name: 'abc 10', ...as.tasks, isShared: true }],
      [fresh.admin, { name: 'abc 9', ...as.groups, isShared: true }],
      [fresh.admin, { name: 'hidden', ...as.tasks }],
      [fresh.admin, { name: 'withdrawn', ...as.tasks, isShared: true }],
    ] as const;
    for (const [send, payload] of made) {
      const { id } = await create(send, payload);
      if (payload.name === 'private') await send('DELETE', `${VIEWS}/${id}`);
      if (payload.name === 'withdrawn') await send('DELETE', `${VIEWS}/${id}`);
    }
    expect(await namesOf(fresh.operator)).toEqual(['Alpha', 'beta', 'Zeta', 'abc 9', 'abc 10', 'Ämter']);
    expect(await namesOf(fresh.operator, 'tasks')).toEqual(['Alpha', 'beta', 'abc 10', 'Ämter']);
    expect(await namesOf(fresh.viewer, 'tool-groups')).toEqual(['abc 9']);
    const { items } = (await fresh.operator('GET', VIEWS)).json();
    expect(items.map(({ isOwn }: { isOwn: boolean }) => isOwn)).toEqual([
      true,
      true,
      true,
      false,
      false,
      false,
    ]);
    await fresh.stop();
  });

  it('never tell of one that is private to somebody else: it is as one that never was, also deleted', async () => {
    const secret = await create(system.operator, { name: 'Secret' });
    const gone = await create(system.operator, { name: 'Gone' });
    await system.operator('DELETE', `${VIEWS}/${gone.id}`);
    const never = randomUUID();
    for (const headers of [{}, { 'if-match': '"7"' }, { 'if-none-match': '"0"' }]) {
      for (const [method, payload] of [
        ['GET', undefined],
        ['PATCH', { name: 'x' }],
        ['PATCH', { isShared: false }],
        ['DELETE', undefined],
      ] as const) {
        if (method === 'GET' && 'if-match' in headers) continue;
        for (const as of [system.viewer, system.admin]) {
          const askFor = async (id: string) => {
            const options = { headers, ...(payload === undefined ? {} : { payload }) };
            const response = await as(method, `${VIEWS}/${id}`, options);
            return { etag: response.headers.etag, ...refusalIn(response) };
          };
          const unknown = await askFor(never);
          expect(unknown).toMatchObject({ status: 404, code: 'view-not-found' });
          const withId = (id: string) => JSON.parse(JSON.stringify(unknown).replaceAll(never, id));
          for (const { id } of [secret, gone]) expect(await askFor(id)).toEqual(withId(id));
        }
      }
    }
    expect(await namesOf(system.admin)).not.toContain('Secret');
    expect(viewIn(await system.operator('GET', `${VIEWS}/${secret.id}`)).revision).toBe(0);
  });

  it('are read by all while they are shared, and changed by their owner only', async () => {
    const { id } = await create(system.operator, { name: 'Shared', isShared: true });
    const url = `${VIEWS}/${id}`;
    for (const as of [system.viewer, system.admin]) {
      expect(viewIn(await as('GET', url))).toMatchObject({ name: 'Shared', ownerId: 'otto', isOwn: false });
      for (const payload of [{ name: 'x' }, { query: {} }, { name: 'x', isShared: false }]) {
        expect(codeOf(await as('PATCH', url, { payload }))).toEqual([403, 'not-your-view']);
      }
    }
    const viewers = await system.viewer('PATCH', url, { payload: { isShared: false } });
    expect(codeOf(viewers)).toEqual([403, 'not-your-view']);
    expect(codeOf(await system.viewer('DELETE', url))).toEqual([403, 'not-your-view']);
    await system.operator('PATCH', url, { payload: { isShared: false } });
    expect(codeOf(await system.viewer('GET', url))).toEqual([404, 'view-not-found']);
  });

  it('are taken out of sight by an admin, who may unshare or delete what others share', async () => {
    const one = await create(system.operator, { name: 'One', isShared: true });
    const url = `${VIEWS}/${one.id}`;
    const payload = { isShared: false };
    expect(viewIn(await system.admin('PATCH', url, { payload }))).toMatchObject({
      isShared: false,
      isOwn: false,
    });
    expect(codeOf(await system.admin('PATCH', url, { payload }))).toEqual([404, 'view-not-found']);
    expect(viewIn(await system.operator('GET', url))).toMatchObject({ isShared: false, isOwn: true });
    const other = await create(system.operator, { name: 'Other', isShared: true });
    const first = await system.admin('DELETE', `${VIEWS}/${other.id}`);
    expect(first.json()).toEqual({ id: other.id, revision: 1 });
    expect((await system.admin('DELETE', `${VIEWS}/${other.id}`)).json()).toEqual(first.json());
    expect(codeOf(await system.operator('GET', `${VIEWS}/${other.id}`))).toEqual([410, 'view-deleted']);
  });

  it('are not shared by a viewer, neither from the start nor later', async () => {
    const payload = { name: 'x', list: 'tasks', query: {}, isShared: true };
    const created = await system.viewer('POST', VIEWS, { payload });
    expect(codeOf(created)).toEqual([403, 'sharing-needs-operator']);
    expect(created.json().errors).toMatchObject([{ pointer: '/isShared' }]);
    const { id } = await create(system.viewer);
    const shared = await system.viewer('PATCH', `${VIEWS}/${id}`, { payload: { name: 'y', isShared: true } });
    expect(codeOf(shared)).toEqual([403, 'sharing-needs-operator']);
    expect(viewIn(await system.viewer('GET', `${VIEWS}/${id}`))).toMatchObject({ name: 'Mine', revision: 0 });
  });

  it('are at most a hundred of one owner; a deleted one makes room', async () => {
    const fresh = await startSystem();
    const payload = { name: 'x', list: 'tasks', query: {} };
    for (let count = 0; count < 99; count += 1) await create(fresh.viewer);
    const last = { payload, headers: { 'idempotency-key': 'the-last' } };
    const { id } = (await fresh.viewer('POST', VIEWS, last)).json();
    expect(codeOf(await fresh.viewer('POST', VIEWS, { payload }))).toEqual([422, 'too-many-views']);
    const again = await fresh.viewer('POST', VIEWS, last);
    expect([again.statusCode, again.json().id]).toEqual([201, id]);
    expect((await fresh.operator('POST', VIEWS, { payload })).statusCode).toBe(201);
    await fresh.viewer('DELETE', `${VIEWS}/${id}`);
    expect((await fresh.viewer('POST', VIEWS, { payload })).statusCode).toBe(201);
    await fresh.stop();
  });
});
