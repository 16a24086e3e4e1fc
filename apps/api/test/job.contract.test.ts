import { randomUUID } from 'node:crypto';
import { type createJobBody, type Job, type JobItem, job, jobItem } from '@tools-provider/contracts';
import { streamName } from '@tools-provider/domain';
import type { LightMyRequestResponse } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { type Send, type System, startSystem } from './system.ts';

const JOBS = '/api/v1/jobs';
const GROUPS = '/api/v1/tool-groups';
/** After a kill the lease has to run out before the next worker goes on. */
const SETTINGS = { LEASE_TTL_MS: '300' };

let system: System;
/** A group that a job was to activate which was cancelled in time. */
let neverBegun: string;
beforeAll(async () => {
  system = await startSystem();
});
afterAll(() => system.stop());

type Wish = z.input<typeof createJobBody>;

const ask = (wish: Wish, send: Send = system.operator, headers: Record<string, string> = {}) =>
  send('POST', JOBS, { payload: wish, headers });

/** Makes inactive groups, one after the other. */
async function groups(count: number, more: object = {}): Promise<string[]> {
  const ids: string[] = [];
  for (let n = 0; n < count; n += 1) {
    const { id } = (
      await system.operator('POST', GROUPS, { payload: { name: `Of many ${n}`, ...more } })
    ).json();
    await system.operator('POST', `${GROUPS}/${id}/deactivate`, { payload: {} });
    ids.push(id);
  }
  return ids;
}

/** The job once it is over. */
async function over(asked: LightMyRequestResponse, send: Send = system.operator): Promise<Job> {
  expect([asked.statusCode, asked.json().code]).toEqual([202, undefined]);
  const location = String(asked.headers.location);
  const read = async () => (await send('GET', location)).json() as Job;
  await expect.poll(async () => (await read()).endedAt, { timeout: 20_000, interval: 20 }).not.toBeNull();
  return job.parse(await read());
}

async function itemsOf({ id }: Pick<Job, 'id'>, query = 'limit=500'): Promise<JobItem[]> {
  const answer = await system.operator('GET', `${JOBS}/${id}/items?${query}`);
  return answer.json().items.map((item: unknown) => jobItem.parse(item));
}

const eventsOf = (id: string) =>
  Array.fromAsync(system.eventStore.read(streamName({ aggregate: 'tool-group', id })));

describe('a job that waits for a worker', () => {
  it('is the same when it is asked for again with its key, and another wish under that key is refused', async () => {
    const headers = { 'idempotency-key': randomUUID() };
    const wish = { action: 'activate-tool-groups', ids: [randomUUID()] } satisfies Wish;
    const answers = await Promise.all([1, 2, 3].map(() => ask(wish, system.operator, headers)));
    expect(new Set(answers.map((answer) => answer.json().id)).size).toBe(1);
    const again = await ask(wish, system.operator, headers);
    expect([again.statusCode, again.headers['idempotency-replayed']]).toEqual([202, 'true']);
    const other = await ask({ ...wish, ids: [randomUUID()] }, system.operator, headers);
    expect([other.statusCode, other.json().code]).toEqual([422, 'command-id-reused']);
    await system.operator('DELETE', String(again.headers.location));
  });

  it('is refused at once to who may not send its commands, and shown to its owner and to admins only', async () => {
    const refused = await ask({ action: 'delete-tool-groups', ids: [randomUUID()] });
    expect([refused.statusCode, refused.json().code]).toEqual([403, 'role-missing']);
    const asked = await ask({ action: 'delete-tool-groups', ids: [randomUUID()] }, system.admin);
    const url = String(asked.headers.location);
    for (const [method, path] of [
      ['GET', url],
      ['GET', `${url}/items`],
      ['DELETE', url],
    ] as const) {
      const answer = await system.operator(method, path);
      expect([method, path, answer.statusCode, answer.json().code]).toEqual([
        method,
        path,
        404,
        'job-not-found',
      ]);
    }
    const ids = async (send: Send) => (await send('GET', JOBS)).json().items.map(({ id }: Job) => id);
    expect(await ids(system.operator)).not.toContain(asked.json().id);
    expect(await ids(system.admin)).toContain(asked.json().id);
    expect((await system.admin('DELETE', url)).json()).toMatchObject({ state: 'cancelled' });
  });

  it('is one of at most 20 of a person, also when more are asked for at once', async () => {
    const wish = { action: 'activate-tool-groups', ids: [randomUUID()] } satisfies Wish;
    const answers = await Promise.all(Array.from({ length: 30 }, () => ask(wish)));
    const made = answers.filter(({ statusCode }) => statusCode === 202);
    const codes = answers.filter((answer) => !made.includes(answer)).map((answer) => answer.json().code);
    expect([made.length, new Set(codes)]).toEqual([20, new Set(['too-many-jobs'])]);
    await Promise.all(made.map(({ headers }) => system.operator('DELETE', String(headers.location))));
  });

  it('that was cancelled before a worker took it up is never begun, and its ETag says when it has changed', async () => {
    const [id = ''] = await groups(1);
    const asked = await ask({ action: 'activate-tool-groups', ids: [id] });
    const url = String(asked.headers.location);
    const first = await system.operator('GET', url);
    const unchanged = await system.operator('GET', url, {
      headers: { 'if-none-match': String(first.headers.etag) },
    });
    expect(unchanged.statusCode).toBe(304);
    expect((await system.operator('DELETE', url)).json()).toMatchObject({ state: 'cancelled' });
    const changed = await system.operator('GET', url, {
      headers: { 'if-none-match': String(first.headers.etag) },
    });
    expect(changed.json()).toMatchObject({ state: 'cancelled', counts: { waiting: 1 } });
    neverBegun = id;
  });
});

describe('a job', () => {
  it('whose worker is killed between items is gone on with by the next, and nothing is done twice', async () => {
    const ids = await groups(20);
    await system.startWorker({ ...SETTINGS, RECONCILIATOR_CRASH_AT: 'bulk-sent:9' });
    const asked = await ask({ action: 'activate-tool-groups', ids });
    expect(await system.workerEnded()).toBe('SIGKILL');
    await system.startWorker(SETTINGS);
    expect(await over(asked)).toMatchObject({ state: 'done', counts: { done: 20, unchanged: 0 } });
    for (const id of ids) {
      const events = await eventsOf(id);
      expect(events.map(({ type }) => type)).toEqual([
        'group.created.v1',
        'group.deactivated.v1',
        'group.activated.v1',
      ]);
    }
    expect(await eventsOf(neverBegun)).toHaveLength(2);
  });

  it('does to each what the single command would, in the name of who asked, and says what became of each', async () => {
    const [plain = '', active = '', deleted = ''] = await groups(3);
    const [guarded = ''] = await groups(1, { requiresApproval: true });
    await system.operator('POST', `${GROUPS}/${active}/activate`, { payload: {} });
    await system.admin('DELETE', `${GROUPS}/${deleted}`);
    const unknown = randomUUID();
    const ids = [plain, active, deleted, guarded, unknown];

    const wish = { action: 'activate-tool-groups', ids: [...ids, plain] } satisfies Wish;
    const expected = async () => (await ask({ ...wish, dryRun: true })).json().expected;
    await expect
      .poll(expected, { timeout: 10_000 })
      .toEqual({ changes: 2, approvals: 1, unchanged: 1, absent: 2 });
    const ended = await over(await ask(wish));
    expect(ended).toMatchObject({
      state: 'done',
      action: 'activate-tool-groups',
      total: 5,
      counts: { waiting: 0, done: 2, unchanged: 1, notFound: 2, refused: 0, failed: 0 },
      requestedBy: { id: 'otto' },
    });
    expect(await itemsOf(ended)).toMatchObject([
      { id: plain, name: 'Of many 0', outcome: 'done', revision: 2, note: null },
      { id: active, outcome: 'unchanged', revision: 2 },
      { id: deleted, outcome: 'not-found', code: 'tool-group-deleted' },
      { id: guarded, outcome: 'done', note: 'approval-requested' },
      { id: unknown, name: null, outcome: 'not-found', code: 'tool-group-not-found' },
    ]);
    expect((await itemsOf(ended, 'outcome=unchanged')).map(({ id }) => id)).toEqual([active]);
    const last = (await eventsOf(plain)).at(-1);
    expect(last).toMatchObject({
      type: 'group.activated.v1',
      metadata: { actor: 'otto', $causationId: ended.id },
    });
  });

  it('is about all that a filter finds when it is asked for, and says beforehand how many those are', async () => {
    const found = await groups(3, { description: 'quokka' });
    const newest = found.at(-1) ?? '';
    for (const id of found)
      await system.operator('GET', `${GROUPS}/${id}?minRevision=1`, { headers: { prefer: 'wait=10' } });
    const wish = { action: 'delete-tool-groups', filter: { search: 'quokka', active: 'false' } } as const;
    const preview = await ask({ ...wish, dryRun: true }, system.admin);
    expect([preview.statusCode, preview.json()]).toEqual([
      200,
      {
        total: 3,
        sample: found.map((id, at) => ({ id, name: `Of many ${at}` })),
        expected: { changes: 3, approvals: 0, unchanged: 0, absent: 0 },
      },
    ]);
    const asked = await ask(wish, system.admin);
    await groups(1, { description: 'quokka, too late' });
    expect(await over(asked, system.admin)).toMatchObject({ total: 3, counts: { done: 3 } });
    await expect
      .poll(async () => (await system.operator('GET', `${GROUPS}/${newest}`)).statusCode, { timeout: 10_000 })
      .toBe(410);
  });

  it('changes tasks, and says of each that is refused why', async () => {
    const task = async (title: string) =>
      (await system.operator('POST', '/api/v1/tasks', { payload: { title } })).json().id as string;
    const [open, done] = [await task('Open'), await task('Done')];
    await system.operator('PATCH', `/api/v1/tasks/${done}`, { payload: { status: 'completed' } });
    const wish = {
      action: 'change-tasks',
      changes: { status: 'cancelled' },
      ids: [open, done],
    } satisfies Wish;
    const ended = await over(await ask(wish));
    expect(ended.wish).toEqual({ changes: { status: 'cancelled' } });
    const [first, second] = await itemsOf(ended);
    expect(first).toMatchObject({ outcome: 'done', revision: 1 });
    expect(second).toMatchObject({ outcome: 'refused' });
    expect(second?.reason).toMatch(/completed/);
  });

  it('labels and disables tools that a filter finds, those of one source one after the other', async () => {
    const operation = (operationId: string) => ({
      get: { operationId, responses: { 200: { description: 'ok' } } },
    });
    const names = ['listCoins', 'listNotes', 'listSeals', 'listStamps'];
    const document = {
      openapi: '3.1.0',
      info: { title: 'Treasury', version: '1' },
      paths: Object.fromEntries(names.map((name) => [`/${name}`, operation(name)])),
    };
    const made = await system.admin('POST', '/api/v1/sources', { payload: { name: 'Treasury', document } });
    const sourceId: string = made.json().id;
    const label = await system.operator('POST', '/api/v1/labels', { payload: { name: 'Precious' } });
    const labelId: string = label.json().id;
    const tools = async (query = '') =>
      (await system.operator('GET', `/api/v1/tools?sourceId=${sourceId}${query}`)).json().items as {
        id: string;
        revision: number;
      }[];
    await expect.poll(async () => (await tools()).length, { timeout: 10_000 }).toBe(4);

    const labelled = await over(await ask({ action: 'label-tools', labelId, filter: { sourceId } }));
    expect(labelled).toMatchObject({ total: 4, counts: { done: 4 }, wish: { labelId } });
    const items = await itemsOf(labelled);
    await expect.poll(async () => (await tools(`&labelId=${labelId}`)).length, { timeout: 10_000 }).toBe(4);
    const revisions = new Map((await tools()).map(({ id, revision }) => [id, revision]));
    expect(new Map(items.map(({ id, revision }) => [id, revision]))).toEqual(revisions);

    const [first = '', second = ''] = revisions.keys();
    const disabled = await over(
      await ask({ action: 'disable-tools', ids: [first, second, `${sourceId}:no`] }),
    );
    expect(disabled.counts).toMatchObject({ done: 2, notFound: 1 });
    const again = await over(await ask({ action: 'disable-tools', filter: { labelId, sourceId } }));
    expect(again.counts).toMatchObject({ done: 2, unchanged: 2 });
  });
});
