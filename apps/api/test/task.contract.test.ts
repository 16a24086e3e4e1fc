import { randomUUID } from 'node:crypto';
import { deleted, task, writtenTask } from '@tools-provider/contracts';
import { streamName } from '@tools-provider/domain';
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

/** Reads a task once it is projected. */
async function read(id: string, minRevision: number) {
  const response = await system.viewer('GET', `${TASKS}/${id}?minRevision=${minRevision}`, {
    headers: { prefer: 'wait=10' },
  });
  expect(response.statusCode).toBe(200);
  return task.strict().parse(response.json());
}

/** A task as its creating event alone tells it, with fields that no request can give. */
async function store(data: object): Promise<string> {
  const id = randomUUID();
  const createdAt = '2026-01-02T03:04:05.678Z';
  const metadata = {
    $correlationId: id,
    $causationId: id,
    commandId: id,
    sequenceNumber: 0,
    actor: 'somebody',
    occurredAt: createdAt,
  };
  const fields = {
    title: 'Stored',
    description: '',
    status: 'pending',
    priority: 'medium',
    assigneeId: 'vera',
    department: null,
    createdAt,
    createdBy: 'somebody',
  };
  await system.eventStore.append(streamName({ aggregate: 'task', id }), -1, [
    { id: randomUUID(), type: 'task.created.v1', data: { ...fields, ...data }, metadata },
  ]);
  return id;
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

  it('have a due date that can be set, changed and cleared', async () => {
    const { id, dueAt } = await create({ title: 'Due', dueAt: '2026-01-31T12:00:00.000Z' });
    expect(dueAt).toBe('2026-01-31T12:00:00.000Z');
    const changeTo = async (value: string | null) =>
      written(await system.operator('PATCH', `${TASKS}/${id}`, { payload: { dueAt: value } }));
    expect(await changeTo('2026-02-01T12:00:00.000Z')).toMatchObject({
      dueAt: '2026-02-01T12:00:00.000Z',
      revision: 1,
    });
    expect(await changeTo(null)).toMatchObject({ dueAt: null, revision: 2 });
    expect(await read(id, 2)).toMatchObject({ dueAt: null });
  });

  it.each([
    '2026-01-31',
    '2026-01-31T12:00:00Z',
    '2026-01-31T12:00:00.000+01:00',
    '2026-02-30T12:00:00.000Z',
    'soon',
  ])('have no due date like %s', async (dueAt) => {
    const response = await system.operator('POST', TASKS, { payload: { title: 'Due', dueAt } });
    expect(response.statusCode).toBe(400);
    expect(response.json()).toMatchObject({ errors: [{ pointer: '/dueAt' }] });
  });

  it('are listed by due date, a page at a time, those without one last', async () => {
    const mark = randomUUID();
    for (const [title, dueAt] of [
      ['none', null],
      ['late', '2026-03-01T00:00:00.000Z'],
      ['soon', '2026-02-01T00:00:00.000Z'],
      ['never', null],
    ]) {
      await read((await create({ title: `${title} ${mark}`, dueAt })).id, 0);
    }
    const titlesBy = async (sort: string) => {
      const titles: string[] = [];
      for (let next = ''; ; ) {
        const page = await system.viewer('GET', `${TASKS}?search=${mark}&sort=${sort}&limit=1${next}`);
        titles.push(...page.json().items.map(({ title }: { title: string }) => title.split(' ')[0]));
        if (page.json().next === undefined) return titles;
        next = `&cursor=${encodeURIComponent(page.json().next)}`;
      }
    };
    const ascending = await titlesBy('dueAt');
    expect(ascending.slice(0, 2)).toEqual(['soon', 'late']);
    expect(ascending.slice(2).toSorted()).toEqual(['never', 'none']);
    expect(await titlesBy('-dueAt')).toEqual(ascending.toReversed());
  });

  it('that an earlier version stored have no due date and no approval', async () => {
    const id = await store({});
    expect(await read(id, 0)).toMatchObject({ title: 'Stored', dueAt: null, approval: null });
    const payload = { status: 'completed' };
    const changed = written(await system.viewer('PATCH', `${TASKS}/${id}`, { payload }));
    expect(changed).toMatchObject({ status: 'completed', dueAt: null, approval: null });
    await system.viewer('PATCH', `${TASKS}/${id}`, { payload: { status: 'in_progress' } });
    expect(await read(id, 2)).toMatchObject({ status: 'in_progress', dueAt: null, approval: null });
  });

  it('decide about an activation only as their maker says, never by a request', async () => {
    const approval = { toolGroupId: randomUUID(), requestId: randomUUID(), requestedBy: 'otto' };
    const { id } = await create();
    for (const response of [
      await system.admin('POST', TASKS, { payload: { title: 'x', approval } }),
      await system.admin('PATCH', `${TASKS}/${id}`, { payload: { title: 'x', approval } }),
    ]) {
      expect(response.statusCode).toBe(400);
      expect(response.json()).toMatchObject({ errors: [{ pointer: '/approval' }] });
    }
  });

  it('that decide about an activation are completed by an admin who did not ask for it, for good', async () => {
    const approval = { toolGroupId: randomUUID(), requestId: randomUUID(), requestedBy: 'otto' };
    const id = await store({ dueAt: null, approval });
    const complete = { payload: { status: 'completed' } };
    for (const send of [system.viewer, system.operator]) {
      const response = await send('PATCH', `${TASKS}/${id}`, complete);
      expect(response.statusCode).toBe(403);
      expect(response.json()).toMatchObject({
        code: 'approval-needs-another-admin',
        errors: [{ pointer: '/status' }],
      });
    }
    const completed = written(await system.admin('PATCH', `${TASKS}/${id}`, complete));
    expect(completed).toMatchObject({ status: 'completed', approval });
    expect(await read(id, 1)).toMatchObject({ status: 'completed', approval });
    const reopened = await system.admin('PATCH', `${TASKS}/${id}`, { payload: { status: 'in_progress' } });
    expect(reopened.statusCode).toBe(422);
    expect(reopened.json()).toMatchObject({ code: 'approval-decided', errors: [{ pointer: '/status' }] });
  });

  it('that decide about an activation are cancelled by an operator, not by a viewer', async () => {
    const approval = { toolGroupId: randomUUID(), requestId: randomUUID(), requestedBy: 'ada' };
    const id = await store({ dueAt: null, approval });
    const codeOf = async (response: LightMyRequestResponse) => [response.statusCode, response.json().code];
    const cancel = { payload: { status: 'cancelled' } };
    const complete = { payload: { status: 'completed' } };
    expect(await codeOf(await system.admin('PATCH', `${TASKS}/${id}`, complete))).toEqual([
      403,
      'approval-needs-another-admin',
    ]);
    expect(await codeOf(await system.viewer('PATCH', `${TASKS}/${id}`, cancel))).toEqual([
      403,
      'role-missing',
    ]);
    expect(written(await system.operator('PATCH', `${TASKS}/${id}`, cancel)).status).toBe('cancelled');
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

  it('are listed by department and by what is overdue, which nothing is that is done', async () => {
    const mark = randomUUID();
    const dueAt = '2026-01-31T12:00:00.000Z';
    const late = await create({ title: 'Late', department: mark, dueAt });
    const done = await create({ title: 'done', department: mark, dueAt, status: 'completed' });
    const open = await create({ title: 'Open', department: mark });
    for (const { id } of [late, done, open]) await read(id, 0);
    const idsOf = async (query: string) =>
      (await system.viewer('GET', `${TASKS}?department=${mark}&sort=title${query}`))
        .json()
        .items.map(({ id }: { id: string }) => id);
    expect(await idsOf('')).toEqual([done.id, late.id, open.id]);
    expect(await idsOf('&overdue=true')).toEqual([late.id]);
    expect(await idsOf('&dueBefore=2026-02-01T00:00:00.000Z')).toEqual([done.id, late.id]);
    expect(await idsOf('&dueBefore=2026-01-01T00:00:00.000Z')).toEqual([]);
    expect(await idsOf('&decision=true')).toEqual([]);
    expect(await idsOf(`&decision=false&status=pending&updatedSince=${late.createdAt}`)).toContain(late.id);
    const counted = await system.viewer('GET', `${TASKS}?department=${mark}&count=exact&limit=1`);
    expect(counted.json().total).toBe(3);
  });
});
