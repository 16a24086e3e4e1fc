import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type System, startSystem } from './system.ts';

const URL = '/api/v1/dev/worker';

let system: System;
beforeAll(async () => {
  system = await startSystem({ sloMs: 100 });
  await system.startWorker();
});
afterAll(() => system.stop());

/** Sets a switch, which every worker obeys when this resolves. */
async function add(payload: object): Promise<void> {
  const answer = await system.admin('POST', `${URL}/switches`, { payload });
  expect(answer.json()).toMatchObject({
    isObeyed: true,
    switches: expect.arrayContaining([expect.objectContaining(payload)]),
  });
}

async function removeAll(): Promise<void> {
  const answer = await system.admin('DELETE', `${URL}/switches`);
  expect(answer.json()).toEqual({ isObeyed: true, switches: [] });
}

async function create(): Promise<string> {
  return (await system.operator('POST', '/api/v1/tool-groups', { payload: { name: 'Switched' } })).json().id;
}

/** Resolves when the group's status is this. */
const untilStatus = (id: string, status: string) =>
  expect
    .poll(async () => (await system.viewer('GET', `/api/v1/consistency/tool-group/${id}`)).json().status, {
      timeout: 15_000,
      interval: 20,
    })
    .toBe(status);

const rename = (id: string) =>
  system.operator('PATCH', `/api/v1/tool-groups/${id}`, { payload: { name: `Renamed ${randomUUID()}` } });

it('holds the events of one aggregate and lets all others pass, until it is taken away', async () => {
  const [held, other] = [await create(), await create()];
  await untilStatus(held, 'projected');
  await add({ effect: 'pause', subject: held });
  for (const id of [held, other]) await rename(id);
  await untilStatus(other, 'projected');
  await untilStatus(held, 'lagging');
  const { switches } = (await system.admin('GET', URL)).json();
  await system.admin('DELETE', `${URL}/switches/${switches[0].id}`);
  await untilStatus(held, 'projected');
});

it('poisons a type of event, so that the aggregate is quarantined and can be retried', async () => {
  const id = await create();
  await add({ effect: 'poison', subject: id, eventType: 'group.updated.v1' });
  await rename(id);
  await untilStatus(id, 'quarantined');
  const report = (await system.viewer('GET', `/api/v1/consistency/tool-group/${id}`)).json();
  expect(report.failure).toMatchObject({ code: 'projection-failed', attempts: 5, revision: 1 });
  const { items } = (await system.viewer('GET', '/api/v1/pipeline/quarantine')).json();
  expect(items).toMatchObject([{ id, name: 'Switched', projectedRevision: 0 }]);
  await removeAll();
  expect((await system.admin('POST', `/api/v1/consistency/tool-group/${id}/retry`)).statusCode).toBe(202);
  await untilStatus(id, 'projected');
});

it('lasts over a worker that is started anew', async () => {
  const id = await create();
  await add({ effect: 'pause', subject: id });
  await system.stopWorker();
  await rename(id);
  await system.startWorker();
  await untilStatus(id, 'lagging');
  await removeAll();
  await untilStatus(id, 'projected');
});

it('is for admins, and takes no switch that says too little or too much', async () => {
  expect((await system.operator('GET', URL)).statusCode).toBe(403);
  expect((await system.nobody('GET', URL)).statusCode).toBe(401);
  for (const payload of [
    { effect: 'slow' },
    { effect: 'pause', delayMs: 5 },
    { effect: 'explode' },
    { effect: 'poison', subject: 'all' },
  ]) {
    const answer = await system.admin('POST', `${URL}/switches`, { payload });
    expect([payload, answer.statusCode]).toEqual([payload, 400]);
  }
});

it('is not there in production', async () => {
  const production = await startSystem({ hasSwitches: false });
  try {
    for (const [method, path] of [
      ['GET', URL],
      ['POST', `${URL}/switches`],
      ['DELETE', `${URL}/switches`],
    ] as const) {
      const answer = await production.admin(method, path);
      expect([method, answer.statusCode]).toEqual([method, 404]);
    }
  } finally {
    await production.stop();
  }
});
