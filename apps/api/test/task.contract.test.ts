import { deleted, task, writtenTask } from '@tools-provider/contracts';
import type { LightMyRequestResponse } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type System, startSystem } from './system.ts';

const TASKS = '/api/v1/tasks';

let system: System;

beforeAll(async () => {
  system = await startSystem();
  await system.startWorker();
});

afterAll(() => system.stop());

function written(response: LightMyRequestResponse) {
  const changed = writtenTask.strict().parse(response.json());
  expect(response.headers.etag).toBe(`"${changed.revision}"`);
  return changed;
}

async function create(payload: object = { title: 'Rotate the keys' }) {
  const response = await system.operator('POST', TASKS, { payload });
  expect(response.statusCode).toBe(201);
  return written(response);
}

describe('tasks', () => {
  it('are created with defaults for what is left out, and read back once they are projected', async () => {
    const created = await create({ title: 'Rotate the keys', assigneeId: 'vera' });
    expect(created).toMatchObject({ status: 'pending', priority: 'medium', department: null, revision: 0 });
    const response = await system.viewer('GET', `${TASKS}/${created.id}?minRevision=0`, {
      headers: { prefer: 'wait=10' },
    });
    const { projectedAt, consistency, ...fields } = task.strict().parse(response.json());
    expect(fields).toEqual(created);
    expect(consistency.status).toBe('projected');
  });

  it('change several fields in one append, null clears', async () => {
    const { id } = await create({ title: 'One', assigneeId: 'vera', department: 'Security' });
    const payload = { title: 'Two', status: 'in_progress', assigneeId: null };
    const changed = written(await system.operator('PATCH', `${TASKS}/${id}`, { payload }));
    expect(changed).toMatchObject({
      title: 'Two',
      status: 'in_progress',
      assigneeId: null,
      department: 'Security',
      revision: 3,
    });
  });

  it('refuse a status that does not follow', async () => {
    const { id } = await create({ title: 'Done', status: 'completed' });
    const response = await system.operator('PATCH', `${TASKS}/${id}`, { payload: { status: 'cancelled' } });
    expect(response.statusCode).toBe(422);
    expect(response.json()).toMatchObject({ code: 'status-transition', errors: [{ pointer: '/status' }] });
  });

  it('let their assignee change the status and nothing else', async () => {
    const mine = await create({ title: 'Mine', assigneeId: 'vera' });
    const others = await create({ title: 'Not mine', assigneeId: 'otto' });
    const codeOf = async (id: string, payload: object) => {
      const response = await system.viewer('PATCH', `${TASKS}/${id}`, { payload });
      return [response.statusCode, response.json().code];
    };
    expect(await codeOf(mine.id, { status: 'in_progress' })).toEqual([200, undefined]);
    expect(await codeOf(mine.id, { title: 'Mine now' })).toEqual([403, 'status-only']);
    expect(await codeOf(others.id, { status: 'in_progress' })).toEqual([403, 'not-your-task']);
  });

  it('are deleted once and for all', async () => {
    const { id } = await create();
    const first = await system.admin('DELETE', `${TASKS}/${id}`);
    expect(deleted.parse(first.json())).toEqual({ id, revision: 1 });
    expect((await system.admin('DELETE', `${TASKS}/${id}`)).json()).toEqual(first.json());
    const change = await system.operator('PATCH', `${TASKS}/${id}`, { payload: { title: 'x' } });
    expect([change.statusCode, change.json().code]).toEqual([410, 'task-deleted']);
  });

  it('are listed by status, priority and assignee', async () => {
    const { id } = await create({
      title: 'Listed',
      status: 'in_progress',
      priority: 'urgent',
      assigneeId: 'zoe',
    });
    await system.viewer('GET', `${TASKS}/${id}?minRevision=0`, { headers: { prefer: 'wait=10' } });
    const query = 'status=in_progress&priority=urgent&assigneeId=zoe&sort=title';
    const response = await system.viewer('GET', `${TASKS}?${query}`);
    expect(response.json().items.map((item: unknown) => task.strict().parse(item).id)).toEqual([id]);
    expect((await system.viewer('GET', `${TASKS}?${query}&search=nothing`)).json()).toEqual({ items: [] });
  });
});
