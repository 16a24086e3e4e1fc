import { problem } from '@tools-provider/contracts';
import { streamName } from '@tools-provider/domain';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Operation, operationsOf } from './operations.ts';
import { SampleRequests } from './sample-request.ts';
import { type Send, type System, startSystem } from './system.ts';

let system: System;
let groupId: string;
/** A group that anything may become of. */
let targetId: string;
let operations: readonly Operation[];
let samples: SampleRequests;
const logged: string[] = [];

beforeAll(async () => {
  system = await startSystem({ onLogged: (line) => logged.push(line) });
  operations = (await operationsOf(system)).filter(({ path }) => path !== '/api/v1/changes');
  samples = new SampleRequests((await system.nobody('GET', '/openapi.json')).json());
  await system.startWorker();
  const created = await system.operator('POST', '/api/v1/tool-groups', { payload: { name: 'There' } });
  groupId = created.json().id;
  await system.viewer('GET', `/api/v1/tool-groups/${groupId}?minRevision=0`, {
    headers: { prefer: 'wait=10' },
  });
  await system.stopWorker();
  targetId = (await system.operator('POST', '/api/v1/tool-groups', { payload: { name: 'Target' } })).json()
    .id;
});

afterAll(() => system.stop());

/** The store's absence as an answer: neither "there is none" nor a fault of ours. */
async function expectUnavailable(answer: ReturnType<Send>, code: string) {
  const response = await answer;
  expect([response.statusCode, response.headers['content-type']]).toEqual([503, 'application/problem+json']);
  const { code: answered, detail, traceId = 'none' } = problem.parse(response.json());
  expect(answered).toBe(code);
  expect(detail).toMatch(/^(KurrentDB|MongoDB) does not answer[^:]*\. Try again in a moment\.$/);
  expect(response.headers['retry-after']).toBe('1');
  expectLoggedBriefly(traceId);
}

/** One line with the reason: a stack would be the same for each request. */
function expectLoggedBriefly(traceId: string) {
  const lines = logged.filter((line) => line.includes(traceId));
  expect(lines).toHaveLength(1);
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({
    reason: expect.stringMatching(/^(KurrentDB|MongoDB): /),
  });
  expect(lines[0]).not.toContain('stack');
}

/** Changes of a view, one after the other, until one is not done; answers all that was said. */
async function changesUntilRefused(id: string) {
  const answers: { readonly status: number; readonly code: string | undefined }[] = [];
  do {
    const payload = { name: `Change ${answers.length}` };
    const answer = await system.operator('PATCH', `/api/v1/views/${id}`, { payload });
    answers.push({ status: answer.statusCode, code: answer.json().code });
  } while (answers.at(-1)?.status === 200);
  return answers;
}

/** Two seconds, three times over for a machine that has other things to do: whatever waits without a deadline takes longer. */
const IMPATIENT_MS = 6_000;

/** Sends a request to every route at once; answers how each was answered, and what is wrong with that. */
async function answersOfEveryRoute() {
  return Promise.all(
    operations.map(async (operation) => {
      const { method, url, payload } = samples.of(operation, { id: targetId });
      const start = performance.now();
      const headers = { 'if-match': '*' };
      const answer = await system.admin(
        method,
        url,
        payload === undefined ? { headers } : { headers, payload },
      );
      const isReadiness = operation.path === '/readyz';
      const { statusCode: status } = answer;
      const code = status < 400 || isReadiness ? undefined : problem.parse(answer.json()).code;
      const wrong = [
        ...(status >= 400 && performance.now() - start > IMPATIENT_MS ? ['took too long'] : []),
        ...(status >= 500 && status !== 503 ? [`is ${status}`] : []),
        ...(status === 503 && !isReadiness && answer.headers['retry-after'] !== '1'
          ? ['has no Retry-After']
          : []),
      ];
      return { name: operation.name, status, code, wrong };
    }),
  );
}

/** The routes that were answered 503, of those whose method writes or of those that read. */
function unavailable(answers: Awaited<ReturnType<typeof answersOfEveryRoute>>, does: 'write' | 'read') {
  return answers.filter(
    ({ name, status }) => status === 503 && name.startsWith('get ') === (does === 'read'),
  );
}

describe('while MongoDB is away', () => {
  let whileItWent: Awaited<ReturnType<typeof changesUntilRefused>>[];
  beforeAll(async () => {
    const views = await Promise.all(
      Array.from({ length: 8 }, () =>
        system.operator('POST', '/api/v1/views', { payload: { name: 'x', list: 'tasks', query: {} } }),
      ),
    );
    const changes = views.map((view) => changesUntilRefused(view.json().id));
    await system.stopMongoDb();
    whileItWent = await Promise.all(changes);
  });

  it('changes of views are 503, also those that were under way when it went', async () => {
    for (const answers of whileItWent) {
      expect(answers.at(-1)).toMatchObject({ status: 503 });
      expect(['state-store-unavailable', 'outcome-unknown']).toContain(answers.at(-1)?.code);
    }
  });

  it('reads are 503, and commands succeed', async () => {
    await expectUnavailable(system.viewer('GET', '/api/v1/tool-groups'), 'read-model-unavailable');
    await expectUnavailable(system.viewer('GET', `/api/v1/tool-groups/${groupId}`), 'read-model-unavailable');
    await expectUnavailable(system.viewer('GET', '/api/v1/events'), 'read-model-unavailable');
    const report = system.viewer('GET', `/api/v1/consistency/tool-group/${groupId}`);
    await expectUnavailable(report, 'read-model-unavailable');
    const created = await system.operator('POST', '/api/v1/tasks', {
      payload: { title: 'Written all the same' },
    });
    expect(created.statusCode).toBe(201);
  });

  it('every refusal comes within two seconds, what needs MongoDB with 503', async () => {
    const answers = await answersOfEveryRoute();
    expect(answers.filter(({ wrong }) => wrong.length > 0)).toEqual([]);
    expect(unavailable(answers, 'read').length).toBeGreaterThan(8);
    expect(unavailable(answers, 'write').map(({ name }) => name)).toEqual(
      expect.arrayContaining([
        'post /api/v1/views',
        'put /api/v1/preferences',
        'post /api/v1/projections/{name}/rebuild',
      ]),
    );
  });

  it('readyz is 503 and names the store, healthz stays 200', async () => {
    const ready = await system.nobody('GET', '/readyz');
    expect([ready.statusCode, ready.json().stores]).toEqual([503, { kurrentdb: 'up', mongodb: 'down' }]);
    expect(ready.json().reasons).toContain('MongoDB does not answer');
    expect((await system.nobody('GET', '/healthz')).statusCode).toBe(200);
  });

  it('all works again as soon as it is back', async () => {
    await system.startMongoDb();
    const read = () => system.viewer('GET', `/api/v1/tool-groups/${groupId}`);
    // The driver looks for it once a second.
    await expect.poll(async () => (await read()).statusCode, { timeout: 10_000 }).toBe(200);
    const response = await read();
    expect(response.json()).toMatchObject({ id: groupId, consistency: { status: 'projected' } });
    // Of what was answered 503, nothing was done.
    const { items } = (await system.admin('GET', '/api/v1/views')).json();
    expect(items).toEqual([]);
    expect((await system.admin('GET', '/api/v1/preferences')).json().revision).toBeNull();
  });
});

describe('while KurrentDB is away', () => {
  const targetHead = async () =>
    (await system.eventStore.readLast(streamName({ aggregate: 'tool-group', id: targetId })))?.revision;
  let headBefore: number | undefined;

  beforeAll(async () => {
    headBefore = await targetHead();
    await system.stopKurrentDb();
  });

  it('commands are 503, and so is what only the log could say', async () => {
    const change = system.operator('PATCH', `/api/v1/tool-groups/${groupId}`, { payload: { name: 'x' } });
    const changed = await change;
    const create = await system.operator('POST', '/api/v1/tasks', { payload: { title: 'x' } });
    for (const { statusCode, json } of [changed, create]) {
      expect(statusCode).toBe(503);
      // An append that was on its way may have been carried out.
      expect(['event-store-unavailable', 'outcome-unknown']).toContain(json().code);
      expect(json().detail).not.toMatch(/127\.0\.0\.1|ECONN|UNAVAILABLE/);
    }
    const unknownId = system.viewer('GET', '/api/v1/tool-groups/0b6f7a7e-58a1-4b54-9d5e-0a6c0c9f7c11');
    await expectUnavailable(unknownId, 'event-store-unavailable');
  });

  it('every refusal comes within two seconds, and every command on the log with 503', async () => {
    const answers = await answersOfEveryRoute();
    expect(answers.filter(({ wrong }) => wrong.length > 0)).toEqual([]);
    const refused = unavailable(answers, 'write').map(({ name }) => name);
    for (const { name } of operations) {
      if (/^(post|patch|put|delete) \/api\/v1\/(tool-groups|tasks)/.test(name))
        expect(refused).toContain(name);
    }
  });

  it('what is in the read model is shown, and nothing is called consistent', async () => {
    const response = await system.viewer('GET', `/api/v1/tool-groups/${groupId}`);
    expect(response.statusCode).toBe(200);
    expect(response.json().consistency.status).not.toBe('projected');
    expect((await system.viewer('GET', '/api/v1/pipeline')).json().lagEvents).toBeNull();
  });

  it('readyz is 503 and names the store', async () => {
    const ready = await system.nobody('GET', '/readyz');
    expect([ready.statusCode, ready.json().stores]).toEqual([503, { kurrentdb: 'down', mongodb: 'up' }]);
  });

  it('all works again as soon as it is back, and nothing of what was answered 503 was done', async () => {
    await system.startKurrentDb();
    const response = await system.operator('PATCH', `/api/v1/tool-groups/${groupId}`, {
      payload: { name: 'Back' },
    });
    expect(response.json()).toMatchObject({ name: 'Back', revision: 1 });
    expect(await targetHead()).toBe(headBefore);
  });
});
