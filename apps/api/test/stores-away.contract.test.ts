import { problem } from '@tools-provider/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Send, type System, startSystem } from './system.ts';

let system: System;
let groupId: string;
const logged: string[] = [];

beforeAll(async () => {
  system = await startSystem({ onLogged: (line) => logged.push(line) });
  await system.startWorker();
  const created = await system.operator('POST', '/api/v1/tool-groups', { payload: { name: 'There' } });
  groupId = created.json().id;
  await system.viewer('GET', `/api/v1/tool-groups/${groupId}?minRevision=0`, {
    headers: { prefer: 'wait=10' },
  });
  await system.stopWorker();
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

  it('readyz is 503 and names the store, healthz stays 200', async () => {
    const ready = await system.nobody('GET', '/readyz');
    expect([ready.statusCode, ready.json().stores]).toEqual([503, { kurrentdb: 'up', mongodb: 'down' }]);
    expect(ready.json().reasons).toContain('MongoDB does not answer');
    expect((await system.nobody('GET', '/healthz')).statusCode).toBe(200);
  });

  it('all works again as soon as it is back', async () => {
    await system.startMongoDb();
    const response = await system.viewer('GET', `/api/v1/tool-groups/${groupId}`);
    expect(response.json()).toMatchObject({ id: groupId, consistency: { status: 'projected' } });
  });
});

describe('while KurrentDB is away', () => {
  beforeAll(() => system.stopKurrentDb());

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

  it('all works again as soon as it is back', async () => {
    await system.startKurrentDb();
    const response = await system.operator('PATCH', `/api/v1/tool-groups/${groupId}`, {
      payload: { name: 'Back' },
    });
    expect(response.json()).toMatchObject({ name: 'Back', revision: 1 });
  });
});
