import { randomUUID } from 'node:crypto';
import { groupOfTool, groupPreview, groupTools, membershipsChange, pageOf } from '@tools-provider/contracts';
import { type SourceEvent, type SourceState, sourceType, ToolSource, toolIdOf } from '@tools-provider/domain';
import { inventoryOf, inventoryTool } from '@tools-provider/domain/testing';
import { EventSourcedRepository } from '@tools-provider/event-sourcing';
import { newCommandContext } from '@tools-provider/event-sourcing/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EventStream } from './event-stream.ts';
import { type System, startSystem } from './system.ts';

const GROUPS = '/api/v1/tool-groups';
const PATIENCE = { timeout: 20_000, interval: 20 };
const OPERATIONS = ['getUser', 'getOrder', 'addUser', 'deleteUser'];

let system: System;
let sourceId: string;
let sources: EventSourcedRepository<SourceState, SourceEvent, ToolSource>;

beforeAll(async () => {
  system = await startSystem();
  await system.startWorker({ LEASE_TTL_MS: '500' });
  sources = new EventSourcedRepository(sourceType, system.eventStore);
  sourceId = randomUUID();
  const context = newCommandContext();
  const source = ToolSource.register(sourceId, { name: 'CRM', kind: 'openapi' }, context);
  source.ingest(
    inventoryOf(
      OPERATIONS.map((operation) => inventoryTool(operation, { path: `/v1/${operation}`, tags: ['users'] })),
    ),
    context,
  );
  await sources.add(source, context);
});

afterAll(() => system.stop());

const toolId = (operation: string) => toolIdOf(sourceId, operation);

async function changeSource(wish: (source: ToolSource) => void): Promise<void> {
  const source = await sources.get(sourceId);
  wish(source);
  await sources.update(source, newCommandContext());
}

async function create(payload: object): Promise<string> {
  const created = await system.operator('POST', GROUPS, { payload: { name: 'Users', ...payload } });
  expect(created.statusCode).toBe(201);
  return created.json().id;
}

async function toolsOf(id: string, query = '') {
  const response = await system.viewer('GET', `${GROUPS}/${id}/tools${query}`);
  return { response, body: response.statusCode === 200 ? groupTools.parse(response.json()) : undefined };
}

/** Waits until the memberships are those of all that was written before, and fit. */
async function settled(id: string, resolved: readonly string[]) {
  const seen = async () => {
    const { body } = await toolsOf(id);
    const isWhole = body?.memberships.status === 'current' && body.consistency.status === 'projected';
    const names = body?.items.flatMap(({ name, isResolved }) => (isResolved ? name : [])).sort();
    return { isWhole, names };
  };
  await expect.poll(seen, PATIENCE).toEqual({ isWhole: true, names: [...resolved].sort() });
  return (await toolsOf(id)).body as NonNullable<Awaited<ReturnType<typeof toolsOf>>['body']>;
}

describe('the tools of a group', () => {
  it('are told with why, follow the group and the catalogue, and say which revision they are of', async () => {
    const live = await EventStream.open(`${system.url}/api/v1/changes`, await system.tokenOf('viewer'));
    const id = await create({
      selectors: [{ id: 'sel-1', namePattern: '*user', pathPattern: '/v1/*' }],
      explicitToolIds: [toolId('getOrder'), 'crm:never'],
      excludedToolIds: [toolId('deleteUser')],
    });
    const { items, memberships, revision } = await settled(id, ['getUser', 'addUser', 'getOrder']);
    expect(memberships).toMatchObject({ revision, resolvedCount: 3, memberCount: 5, failure: null });
    const why = Object.fromEntries(items.map(({ name, reasons }) => [name, reasons]));
    const matched = { kind: 'matched', selectorId: 'sel-1', criteria: ['name', 'path'] };
    expect(why).toMatchObject({
      getUser: [matched],
      getOrder: [{ kind: 'included', atRevision: 2, by: 'otto' }],
      deleteUser: [matched, { kind: 'excluded', atRevision: 4, by: 'otto' }],
      'crm:never': [{ kind: 'included' }, { kind: 'unknown-tool' }],
    });
    const told = await live.next(
      ({ event, data }) => event === 'memberships' && (data as { toolGroupId?: string }).toolGroupId === id,
    );
    expect(membershipsChange.strict().parse(told.data).toolGroupId).toBe(id);
    live.close();

    await changeSource((source) => source.disableTool(toolId('getUser'), undefined, newCommandContext()));
    await settled(id, ['addUser', 'getOrder']);
    await changeSource((source) => source.disable('Maintenance', newCommandContext()));
    const { items: none } = await settled(id, []);
    expect(none.every(({ reasons }) => reasons.length > 1)).toBe(true);
    await changeSource((source) => source.enable(newCommandContext()));
    await settled(id, ['addUser', 'getOrder']);
    await system.operator('DELETE', `${GROUPS}/${id}/exclusions/${encodeURIComponent(toolId('deleteUser'))}`);
    await settled(id, ['addUser', 'getOrder', 'deleteUser']);
  });

  it('come a page at a time, those that the group has or has not, and those that are searched for', async () => {
    const id = await create({ selectors: [{}] });
    await settled(id, ['addUser', 'getOrder', 'deleteUser']);
    const first = await toolsOf(id, '?limit=2&resolved=true&count=exact');
    expect(first.body).toMatchObject({ total: 3, items: [{ name: 'addUser' }, { name: 'deleteUser' }] });
    const second = await toolsOf(id, `?limit=2&resolved=true&cursor=${first.body?.next}`);
    expect(second.body?.items.map(({ name }) => name)).toEqual(['getOrder']);
    expect((await toolsOf(id, '?resolved=false')).body?.items.map(({ name }) => name)).toEqual(['getUser']);
    expect((await toolsOf(id, '?search=order')).body?.items.map(({ name }) => name)).toEqual(['getOrder']);
  });

  it('are those of no group that is not there, and go with their group', async () => {
    const absent = await system.viewer('GET', `${GROUPS}/${randomUUID()}/tools`);
    expect([absent.statusCode, absent.json().code]).toEqual([404, 'tool-group-not-found']);
    const id = await create({ selectors: [{ namePattern: 'getOrder' }] });
    await settled(id, ['getOrder']);
    await system.admin('DELETE', `${GROUPS}/${id}`);
    const groups = async () => {
      const response = await system.viewer(
        'GET',
        `/api/v1/tools/${encodeURIComponent(toolId('getOrder'))}/groups`,
      );
      return pageOf(groupOfTool, 'x')
        .parse(response.json())
        .items.map(({ toolGroupId }) => toolGroupId);
    };
    await expect.poll(groups, PATIENCE).not.toContain(id);
    expect((await system.viewer('GET', `${GROUPS}/${id}/tools`)).statusCode).toBe(410);
  });

  it('are said to be behind a group that has changed while the worker is away, and are right again once it is back', async () => {
    const id = await create({ selectors: [{ namePattern: 'add*' }] });
    await settled(id, ['addUser']);
    await system.stopWorker();
    await changeSource((source) => source.disableTool(toolId('addUser'), undefined, newCommandContext()));
    const { body } = await toolsOf(id);
    expect(body?.consistency.status).toBe('projected');
    expect(body?.items.map(({ name, isResolved }) => [name, isResolved])).toEqual([['addUser', true]]);
    await system.operator('POST', `${GROUPS}/${id}/deactivate`);
    expect((await toolsOf(id)).response.headers.consistency).toBe('pending');
    await system.startWorker({ LEASE_TTL_MS: '500' });
    await settled(id, []);
    const pipeline = (await system.viewer('GET', '/api/v1/pipeline')).json();
    expect(pipeline.memberships).toMatchObject({ failure: null });
    await changeSource((source) => source.enableTool(toolId('addUser'), newCommandContext()));
    await settled(id, ['addUser']);
  });
});

describe('the tools of a group, after a rebuild', () => {
  it('are looked at anew, and are current for the documents that are shown then', async () => {
    const id = await create({ selectors: [{ namePattern: 'add*' }] });
    await settled(id, ['addUser']);
    await system.admin('POST', '/api/v1/projections/all/rebuild');
    const state = async () => (await system.viewer('GET', '/api/v1/projections/all/rebuild')).json().state;
    await expect.poll(state, PATIENCE).toBe('done');
    await settled(id, ['addUser']);
    await changeSource((source) => source.disableTool(toolId('addUser'), undefined, newCommandContext()));
    await settled(id, []);
    await changeSource((source) => source.enableTool(toolId('addUser'), newCommandContext()));
    await settled(id, ['addUser']);
  });
});

describe('the groups of a tool', () => {
  it('are told with why, and the list of groups counts the tools of each', async () => {
    const id = await create({ name: 'Orders', selectors: [{ namePattern: '*order' }] });
    await settled(id, ['getOrder']);
    const url = `/api/v1/tools/${encodeURIComponent(toolId('getOrder'))}/groups?resolved=true&limit=500`;
    const { items } = pageOf(groupOfTool, 'x').parse((await system.viewer('GET', url)).json());
    expect(items.find(({ toolGroupId }) => toolGroupId === id)).toMatchObject({
      name: 'Orders',
      isActive: true,
      reasons: [{ kind: 'matched', criteria: ['name'] }],
    });
    const listed = (await system.viewer('GET', GROUPS)).json().items as { id: string; toolCount: number }[];
    expect(listed.find((group) => group.id === id)?.toolCount).toBe(1);
    const unknown = await system.viewer('GET', '/api/v1/tools/no%3Asuch/groups');
    expect([unknown.statusCode, unknown.json().code]).toEqual([404, 'tool-not-found']);
  });
});

describe('a preview', () => {
  const preview = async (payload: object) => {
    const response = await system.viewer('POST', `${GROUPS}/preview`, { payload });
    return { response, body: response.statusCode === 200 ? groupPreview.parse(response.json()) : undefined };
  };

  it('tells who would join and who would leave a group, and which tools are near misses', async () => {
    const id = await create({ selectors: [{ id: 'sel-1', namePattern: 'add*' }] });
    const { revision } = await settled(id, ['addUser']);
    const { body } = await preview({
      toolGroupId: id,
      selectors: [
        { namePattern: '*order', methodPattern: 'GET' },
        { namePattern: '*user', pathPattern: '/v2/*' },
      ],
      excludedToolIds: ['crm:never'],
    });
    expect(body).toMatchObject({
      revision,
      totals: { before: 1, after: 1, joining: 1, leaving: 1, catalog: OPERATIONS.length },
      selectorIds: ['selector-1', 'selector-2'],
      joining: [{ tool: { name: 'getOrder' }, before: [], after: [{ selectorId: 'selector-1' }] }],
      leaving: [{ tool: { name: 'addUser' }, before: [{ selectorId: 'sel-1' }], after: [] }],
      unknownToolIds: ['crm:never'],
      hasMoreNearMisses: false,
    });
    expect(body?.nearMisses.map(({ tool, criterion }) => [tool.name, criterion]).sort()).toEqual([
      // The other selector has its name already.
      ['addUser', 'path'],
      ['deleteUser', 'name'],
    ]);
  });

  it('is of the catalogue as it is projected when it is asked for', async () => {
    const only = { selectors: [{ namePattern: 'deleteUser' }] };
    const id = await create(only);
    await settled(id, ['deleteUser']);
    expect((await preview(only)).body?.totals.after).toBe(1);
    await changeSource((source) => source.disableTool(toolId('deleteUser'), undefined, newCommandContext()));
    await settled(id, []);
    expect((await preview(only)).body?.totals.after).toBe(0);
  });

  it('tells which events saving would write when it is told a name, and writes exactly those when it is saved', async () => {
    const id = await create({
      selectors: [{ id: 'sel-1', namePattern: 'add*' }],
      excludedToolIds: ['crm:never'],
    });
    const { revision } = await settled(id, ['addUser']);
    expect((await preview({ toolGroupId: id })).body?.events).toBeNull();
    const wish = {
      name: 'Other',
      description: '',
      selectors: [{ id: 'sel-1', namePattern: 'add*', methodPattern: 'POST' }],
      explicitToolIds: ['crm:one', 'crm:two'],
      excludedTools: [{ toolId: 'crm:never', reason: 'Too dangerous' }],
      requiresApproval: true,
    };
    const { body } = await preview({ toolGroupId: id, ...wish, limit: 3 });
    expect(body?.events).toMatchObject({
      total: 8,
      items: [
        { type: 'group.updated.v1', data: { name: 'Other' } },
        { type: 'group.selector.removed.v1', data: { selectorId: 'sel-1' } },
        { type: 'group.selector.added.v1', data: { selector: { id: 'sel-1', methodPattern: 'POST' } } },
      ],
    });
    expect((await settled(id, ['addUser'])).revision).toBe(revision);
    const all = (await preview({ toolGroupId: id, ...wish })).body?.events?.items.map(({ type }) => type);
    const headers = { 'if-match': `"${revision}"` };
    await system.operator('PUT', `${GROUPS}/${id}`, { payload: wish, headers });
    const history = await system.viewer('GET', `${GROUPS}/${id}/history?limit=8`);
    expect(all).toEqual(
      history
        .json()
        .items.map(({ type }: { type: string }) => type)
        .reverse(),
    );
  });

  it('tells the events of a group that is new, and refuses what saving would refuse', async () => {
    const excludedTools = [{ toolId: 'crm:never', reason: 'Too dangerous' }];
    const { body } = await preview({ name: 'New', requiresApproval: true, excludedTools });
    expect(body?.events?.items.map(({ type }) => type)).toEqual([
      'group.created.v1',
      'group.approval.required.v1',
      'group.deactivated.v1',
      'group.tool.excluded.v1',
    ]);
    expect(body?.events?.items.at(-1)?.data).toMatchObject({ reason: 'Too dangerous' });
    const toolGroupId = await create({ requiresApproval: true });
    await settled(toolGroupId, []);
    const waived = await preview({ toolGroupId, name: 'New', requiresApproval: false });
    expect(waived.response.json()).toMatchObject({ status: 403, code: 'approval-waiver' });
  });

  it('names the place of a pattern that is none, and the group that is not there', async () => {
    const broken = await preview({ selectors: [{}, { pathPattern: 'regex:(' }] });
    expect([broken.response.statusCode, broken.response.json().errors[0].pointer]).toEqual([
      400,
      '/selectors/1/pathPattern',
    ]);
    const twice = await preview({ selectors: [{ id: 'a' }, { id: 'a' }] });
    expect(twice.response.json()).toMatchObject({ status: 400, errors: [{ pointer: '/selectors' }] });
    expect((await preview({ toolGroupId: randomUUID() })).response.statusCode).toBe(404);
  });
});
