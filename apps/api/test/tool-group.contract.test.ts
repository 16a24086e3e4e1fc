import { randomUUID } from 'node:crypto';
import { deleted, listedToolGroup, toolGroup, writtenToolGroup } from '@tools-provider/contracts';
import type { LightMyRequestResponse } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type System, startSystem } from './system.ts';

const GROUPS = '/api/v1/tool-groups';

let system: System;

beforeAll(async () => {
  system = await startSystem();
  await system.startWorker();
});

afterAll(() => system.stop());

/** The answer of a command, checked against the contract and its own ETag. */
function written(response: LightMyRequestResponse) {
  const group = writtenToolGroup.strict().parse(response.json());
  expect(response.headers.etag).toBe(`"${group.revision}"`);
  return group;
}

async function create(payload: object = { name: 'Billing' }) {
  const response = await system.operator('POST', GROUPS, { payload });
  expect(response.statusCode).toBe(201);
  return written(response);
}

/** Reads a group once it is projected. */
async function read(id: string, minRevision: number) {
  const response = await system.viewer('GET', `${GROUPS}/${id}?minRevision=${minRevision}`, {
    headers: { prefer: 'wait=10' },
  });
  expect(response.statusCode).toBe(200);
  return toolGroup.strict().parse(response.json());
}

describe('tool groups', () => {
  it('are created with all their parts in one append, and say where they will be found', async () => {
    const response = await system.operator('POST', GROUPS, {
      payload: {
        name: '  Billing  ',
        description: 'All about invoices',
        selectors: [{ id: 'sel-1', namePattern: 'invoice*' }, { requiredTags: ['billing'] }],
        explicitToolIds: ['pay:refund'],
        excludedToolIds: ['pay:delete'],
      },
    });
    const group = written(response);
    expect(response.statusCode).toBe(201);
    expect(response.headers.location).toBe(`${GROUPS}/${group.id}`);
    expect(group).toMatchObject({ name: 'Billing', isActive: true, createdBy: 'otto', revision: 4 });
    expect(group.selectors.map(({ namePattern }) => namePattern)).toEqual(['invoice*', '*']);
    expect(group.explicitTools.map(({ toolId }) => toolId)).toEqual(['pay:refund']);
    expect(group.excludedTools.map(({ toolId }) => toolId)).toEqual(['pay:delete']);
  });

  it('take an id that the caller chose, in lower case, once', async () => {
    const id = randomUUID();
    const group = await create({ id: id.toUpperCase(), name: 'Chosen' });
    expect(group.id).toBe(id);
    const again = await system.operator('POST', GROUPS, { payload: { id, name: 'Again' } });
    expect(again.statusCode).toBe(409);
    expect(again.json()).toMatchObject({ code: 'tool-group-already-exists' });
  });

  it('are read back as they were written, once they are projected', async () => {
    const group = await create({ name: 'Read back', selectors: [{ id: 'sel-1', namePattern: '*' }] });
    const { projectedAt, consistency, ...fields } = await read(group.id, group.revision);
    expect(fields).toEqual(group);
    expect(consistency).toEqual({ status: 'projected', headRevision: 1 });
    expect(Date.parse(projectedAt)).toBeGreaterThanOrEqual(Date.parse(group.createdAt));
  });

  it('change name and description, each left as it is when it is left out', async () => {
    const { id } = await create({ name: 'Old', description: 'stays' });
    const changed = written(await system.operator('PATCH', `${GROUPS}/${id}`, { payload: { name: 'New' } }));
    expect(changed).toMatchObject({ name: 'New', description: 'stays', revision: 1 });
  });

  it('get and lose selectors', async () => {
    const { id } = await create();
    const url = `${GROUPS}/${id}/selectors`;
    const added = written(
      await system.operator('POST', url, { payload: { id: 'a/b#c', namePattern: 'x*' } }),
    );
    expect(added.selectors).toMatchObject([{ id: 'a/b#c', namePattern: 'x*', sourcePattern: '*' }]);
    const removed = await system.operator('DELETE', `${url}/${encodeURIComponent('a/b#c')}`);
    expect(written(removed).selectors).toEqual([]);
    const unknown = await system.operator('DELETE', `${url}/other`);
    expect(unknown.statusCode).toBe(404);
    expect(unknown.json()).toMatchObject({ code: 'selector-not-found' });
  });

  it('refuse another rule under the id of one they have', async () => {
    const { id } = await create({ name: 'x', selectors: [{ id: 'one', namePattern: 'a*' }] });
    const payload = { id: 'one', namePattern: 'b*' };
    const response = await system.operator('POST', `${GROUPS}/${id}/selectors`, { payload });
    expect(response.statusCode).toBe(409);
    expect(response.json()).toMatchObject({ code: 'selector-id-taken', errors: [{ pointer: '/id' }] });
  });

  it('take tools by ids with slashes, hashes, percent signs and letters of any script', async () => {
    const { id } = await create();
    const toolId = 'shop:GET /items/{id}#50%-ü-道具';
    const url = `${GROUPS}/${id}/tools/${encodeURIComponent(toolId)}`;
    const added = written(await system.operator('PUT', url));
    expect(added.explicitTools.map((tool) => tool.toolId)).toEqual([toolId]);
    expect(written(await system.operator('DELETE', url)).explicitTools).toEqual([]);
  });

  it('exclude tools with or without a reason, and include them again', async () => {
    const { id } = await create();
    const url = `${GROUPS}/${id}/exclusions`;
    await system.operator('PUT', `${url}/one`, { payload: { reason: 'too dangerous' } });
    const both = written(await system.operator('PUT', `${url}/two`));
    expect(both.excludedTools).toMatchObject([
      { toolId: 'one', reason: 'too dangerous' },
      { toolId: 'two', reason: null },
    ]);
    const left = written(await system.operator('DELETE', `${url}/one`));
    expect(left.excludedTools.map(({ toolId }) => toolId)).toEqual(['two']);
  });

  it('are deactivated for a reason and activated again', async () => {
    const { id } = await create();
    const off = written(
      await system.operator('POST', `${GROUPS}/${id}/deactivate`, { payload: { reason: 'incident 7' } }),
    );
    expect(off).toMatchObject({ isActive: false, deactivationReason: 'incident 7', revision: 1 });
    const on = written(await system.operator('POST', `${GROUPS}/${id}/activate`));
    expect(on).toMatchObject({ isActive: true, deactivationReason: null, revision: 2 });
  });

  it('answer a repeated wish with the revision they have', async () => {
    const { id, revision } = await create();
    const again = written(await system.operator('POST', `${GROUPS}/${id}/activate`));
    expect(again.revision).toBe(revision);
  });

  it('that require an approval are inactive from the start, and asked for instead of activated', async () => {
    const created = await create({ name: 'Refunds', requiresApproval: true });
    expect(created).toMatchObject({ isActive: false, requiresApproval: true, activationRequest: null });
    const url = `${GROUPS}/${created.id}/activate`;
    const asked = await system.operator('POST', url);
    expect(asked.statusCode).toBe(200);
    expect(written(asked)).toMatchObject({
      isActive: false,
      activationRequest: { requestId: expect.any(String), requestedBy: 'otto', taskId: expect.any(String) },
      revision: 3,
    });
    expect((await system.admin('POST', url)).json()).toEqual(asked.json());
    const { projectedAt: _, consistency: __, ...fields } = await read(created.id, 3);
    expect(fields).toEqual(asked.json());
  });

  it('get the requirement of an approval from any operator, and lose it by an admin only', async () => {
    const { id } = await create();
    const url = `${GROUPS}/${id}`;
    const required = await system.operator('PATCH', url, { payload: { requiresApproval: true } });
    expect(written(required)).toMatchObject({ isActive: true, requiresApproval: true, revision: 1 });
    const waive = { payload: { requiresApproval: false } };
    const refused = await system.operator('PATCH', url, waive);
    expect(refused.statusCode).toBe(403);
    expect(refused.json()).toMatchObject({
      code: 'approval-waiver',
      errors: [{ pointer: '/requiresApproval' }],
    });
    expect(written(await system.admin('PATCH', url, waive))).toMatchObject({
      requiresApproval: false,
      revision: 2,
    });
  });

  it('are deleted once and for all: again with the same revision, and 410 for all else', async () => {
    const group = await create();
    const url = `${GROUPS}/${group.id}`;
    await read(group.id, 0);
    const first = await system.admin('DELETE', url);
    expect(deleted.parse(first.json())).toEqual({ id: group.id, revision: 1 });
    expect(first.headers.etag).toBe('"1"');
    const second = await system.admin('DELETE', url);
    expect(second.statusCode).toBe(200);
    expect(second.json()).toEqual(first.json());
    const change = await system.operator('PATCH', url, { payload: { name: 'x' } });
    expect([change.statusCode, change.json().code]).toEqual([410, 'tool-group-deleted']);
    const gone = await system.viewer('GET', `${url}?minRevision=1`, { headers: { prefer: 'wait=10' } });
    expect([gone.statusCode, gone.json().code]).toEqual([410, 'tool-group-deleted']);
  });

  it('are listed by search, activity and order, a page at a time, each with how consistent it is', async () => {
    const mark = randomUUID();
    for (const name of ['b', 'a', 'c']) {
      const { id } = await create({ name: `${name} ${mark}`, description: '$set {"$gt":""} .*' });
      await read(id, 0);
      if (name === 'c') {
        await system.operator('POST', `${GROUPS}/${id}/deactivate`);
        await read(id, 1);
      }
    }
    const namesOf = (response: LightMyRequestResponse) =>
      response.json().items.map(({ name }: { name: string }) => name.slice(0, 1));
    const first = await system.viewer('GET', `${GROUPS}?search=${mark.toUpperCase()}&limit=2`);
    expect(namesOf(first)).toEqual(['a', 'b']);
    expect(listedToolGroup.strict().parse(first.json().items[0]).consistency.status).toBe('projected');
    const next = encodeURIComponent(first.json().next);
    const last = await system.viewer('GET', `${GROUPS}?search=${mark}&limit=2&cursor=${next}`);
    expect(namesOf(last)).toEqual(['c']);
    expect(last.json().next).toBeUndefined();
    expect(namesOf(await system.viewer('GET', `${GROUPS}?search=${mark}&active=false`))).toEqual(['c']);
    expect(namesOf(await system.viewer('GET', `${GROUPS}?search=${mark}&sort=-name`))).toEqual([
      'c',
      'b',
      'a',
    ]);
    expect(namesOf(await system.viewer('GET', `${GROUPS}?search=${encodeURIComponent('.*')}`))).toEqual([]);
  });

  it('are listed with links to the first and the next page, and their number where it is asked for', async () => {
    const mark = randomUUID();
    for (const name of ['Ä', 'b', 'C']) {
      await read((await create({ name: `${mark} ${name}`, requiresApproval: name === 'b' })).id, 0);
    }
    const query = `search=${mark}&limit=2`;
    const first = await system.viewer('GET', `${GROUPS}?${query}&count=exact`);
    expect(first.json()).toMatchObject({ total: 3, items: [{ name: `${mark} Ä` }, { name: `${mark} b` }] });
    const next = /<([^>]+)>; rel="next"/.exec(String(first.headers.link))?.[1] ?? '';
    const last = await system.viewer('GET', next);
    expect(last.json()).toMatchObject({ total: 3, items: [{ name: `${mark} C` }] });
    expect(last.headers.link).toBe(`<${GROUPS}?${query}&count=exact>; rel="first"`);
    expect((await system.viewer('GET', `${GROUPS}?${query}`)).json()).not.toHaveProperty('total');
  });

  it('are listed by who made them, since when they are as they are, their name, and whether they wait for an approval', async () => {
    const mark = randomUUID();
    const { id } = await create({ name: `${mark} Refunds`, requiresApproval: true });
    const plain = await create({ name: `${mark} reads` });
    await system.operator('POST', `${GROUPS}/${id}/activate`);
    const { updatedAt, createdBy } = await read(id, 3);
    await read(plain.id, 0);
    const idsOf = async (query: string) =>
      (await system.viewer('GET', `${GROUPS}?namePrefix=${mark.toUpperCase()}${query}`))
        .json()
        .items.map((item: { id: string }) => item.id);
    expect(await idsOf('')).toEqual([plain.id, id]);
    expect(await idsOf('%20REF')).toEqual([id]);
    expect(await idsOf('&hasActivationRequest=true')).toEqual([id]);
    expect(await idsOf('&hasActivationRequest=false')).toEqual([plain.id]);
    expect(await idsOf('&requiresApproval=true&active=false')).toEqual([id]);
    expect(await idsOf(`&createdBy=${encodeURIComponent(createdBy)}&sort=-updatedAt`)).toEqual([
      id,
      plain.id,
    ]);
    expect(await idsOf('&createdBy=nobody')).toEqual([]);
    expect(await idsOf(`&updatedSince=${updatedAt}`)).toEqual([id]);
  });
});
