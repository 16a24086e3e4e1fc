import { afterAll, beforeAll, expect, it } from 'vitest';
import { type System, startSystem } from './system.ts';

let system: System;

beforeAll(async () => {
  system = await startSystem();
  await system.startWorker();
});

afterAll(() => system.stop());

const audit = async (query = '') => (await system.admin('GET', `/api/v1/audit?${query}`)).json();

it('The audit tells who did what to which aggregate and when, by what it is asked for, page by page', async () => {
  const task = await system.operator('POST', '/api/v1/tasks', { payload: { title: 'Audited' } });
  const { id } = task.json();
  await system.admin('PATCH', `/api/v1/tasks/${id}`, { payload: { title: 'Seen' } });
  const made = await system.admin('POST', '/api/v1/service-tokens', {
    payload: { name: 'ci', scopes: ['tasks:write'] },
  });
  const { id: tokenId, token } = made.json();
  const headers = { authorization: `Bearer ${token}` };
  await system.nobody('PATCH', `/api/v1/tasks/${id}`, { payload: { title: 'Built' }, headers });
  await expect.poll(async () => (await audit()).items.length, { timeout: 20_000 }).toBe(4);

  const { items } = await audit(`id=${id}`);
  expect(
    items.map(({ actor, actorType, revision }: Record<string, unknown>) => [revision, actor, actorType]),
  ).toEqual([
    [2, 'service:ci', 'service_account'],
    [1, 'ada', 'app_user'],
    [0, 'otto', 'app_user'],
  ]);
  expect(items[1]).toMatchObject({ type: 'io.tools-provider.task.title.updated.v1', aggregate: 'task', id });
  expect((await audit('actor=otto')).items).toEqual([items[2]]);
  expect((await audit('aggregate=service-token')).items).toMatchObject([{ id: tokenId, actor: 'ada' }]);
  expect((await audit(`type=io.tools-provider.task.created.v1`)).items).toEqual([items[2]]);
  expect((await audit(`id=${id}&until=${items[0].at}`)).items).not.toContainEqual(items[0]);
  expect((await audit(`id=${id}&from=${items[0].at}`)).items).toEqual([items[0]]);
  const first = await audit(`id=${id}&limit=2`);
  expect(first.items).toEqual(items.slice(0, 2));
  expect(await audit(`id=${id}&limit=2&cursor=${first.next}`)).toEqual({ items: items.slice(2) });
  expect(JSON.stringify(await audit())).not.toContain(token.slice(36));
});
