import { randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  deleted,
  label,
  pageOf,
  source,
  tool,
  toolSummary,
  writtenLabel,
  writtenSource,
  writtenTool,
} from '@tools-provider/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type System, startSystem } from './system.ts';

const SOURCES = '/api/v1/sources';
const TOOLS = '/api/v1/tools';
const LABELS = '/api/v1/labels';

let system: System;
let web: Server;
/** What the web answers to whoever reads a source. */
let served: { status: number; body: string };
let url: string;

beforeAll(async () => {
  system = await startSystem();
  await system.startWorker();
  web = createServer((_, response) => {
    response.writeHead(served.status, { 'content-type': 'application/json' }).end(served.body);
  });
  await new Promise<void>((resolve) => {
    web.listen(0, '127.0.0.1', resolve);
  });
  url = `http://127.0.0.1:${(web.address() as AddressInfo).port}/openapi.json`;
});

afterAll(async () => {
  web.closeAllConnections();
  web.close();
  await system.stop();
});

const operation = (operationId: string, more: object = {}) => ({
  operationId,
  summary: operationId,
  responses: { 200: { description: 'Done' } },
  ...more,
});

/** An OpenAPI document with these operations, each a GET of a path of its name. */
function openApi(operations: readonly (string | ReturnType<typeof operation>)[]) {
  const all = operations.map((each) => (typeof each === 'string' ? operation(each) : each));
  return {
    openapi: '3.1.0',
    info: { title: 'Pets', version: '1' },
    paths: Object.fromEntries(all.map((each) => [`/${each.operationId}`, { get: each }])),
  };
}

function serve(operations: readonly (string | ReturnType<typeof operation>)[], status = 200): void {
  served = { status, body: JSON.stringify(openApi(operations)) };
}

const urlOf = (toolId: string) => `${TOOLS}/${encodeURIComponent(toolId)}`;
const key = () => ({ 'idempotency-key': randomUUID() });

async function register(payload: object, headers = key()) {
  const response = await system.admin('POST', SOURCES, { payload: { name: 'Pets', ...payload }, headers });
  expect([response.statusCode, response.json()]).toEqual([201, response.json()]);
  const written = writtenSource.strict().parse(response.json());
  expect(response.headers).toMatchObject({
    etag: `"${written.revision}"`,
    location: `${SOURCES}/${written.id}`,
  });
  return written;
}

async function read(path: string, minRevision: number) {
  const response = await system.viewer('GET', `${path}?minRevision=${minRevision}`, {
    headers: { prefer: 'wait=15' },
  });
  expect([path, response.statusCode, response.headers.consistency]).toEqual([path, 200, undefined]);
  return response;
}

async function list(query: string) {
  const response = await system.viewer('GET', `${TOOLS}?${query}`);
  return pageOf(toolSummary.strict(), 'Page').parse(response.json());
}

describe('a source', () => {
  it('is read at its URL, becomes tools, and is refreshed by what has changed there', async () => {
    serve(['getPet', 'addPet', 'dropPet']);
    const { id, revision } = await register({ url });
    const read1 = source.strict().parse((await read(`${SOURCES}/${id}`, revision)).json());
    expect(read1).toMatchObject({ name: 'Pets', url, health: 'healthy', toolCount: 3, warnings: [] });

    serve(['listPets', 'getPet', operation('addPet', { description: 'Adds one' })]);
    const refreshed = await system.admin('POST', `${SOURCES}/${id}/refresh`);
    expect(refreshed.json()).toMatchObject({ toolCount: 3, health: 'healthy' });
    const again = await system.admin('POST', `${SOURCES}/${id}/refresh`);
    expect(again.json().revision).toBe(refreshed.json().revision);
    await read(`${SOURCES}/${id}`, refreshed.json().revision);
    const { items } = await list(`sourceId=${id}&sort=name`);
    expect(items.map(({ operationId, status, isAvailable }) => [operationId, status, isAvailable])).toEqual([
      ['addPet', 'active', true],
      ['dropPet', 'deprecated', false],
      ['getPet', 'active', true],
      ['listPets', 'active', true],
    ]);
  });

  it('that cannot be read is not registered; one that no longer can is degraded, then unhealthy, with the reason', async () => {
    serve([], 500);
    const refused = await system.admin('POST', SOURCES, { payload: { name: 'Away', url } });
    expect([refused.statusCode, refused.json().code]).toEqual([422, 'source-unreadable']);

    serve(['getPet']);
    const { id } = await register({ url });
    serve([], 500);
    const healths: string[] = [];
    for (const _ of [1, 2, 3]) {
      const failed = await system.admin('POST', `${SOURCES}/${id}/refresh`);
      expect([failed.statusCode, failed.json().code]).toEqual([422, 'source-unreadable']);
      const { json } = await system.admin('PATCH', `${SOURCES}/${id}`, { payload: { name: 'Pets' } });
      healths.push(json().health);
      expect(json().healthReason).toContain('500');
    }
    expect(healths).toEqual(['degraded', 'degraded', 'unhealthy']);
    serve(['getPet']);
    const well = (await system.admin('POST', `${SOURCES}/${id}/refresh`)).json();
    const shown = source.parse((await read(`${SOURCES}/${id}`, well.revision)).json());
    expect(shown).toMatchObject({ health: 'healthy', healthReason: null, failures: 0 });
  });

  it('is uploaded as an object or as YAML, and says what its document gets wrong', async () => {
    const yaml = 'openapi: 3.0.3\ninfo: {title: T, version: "1"}\npaths:\n  /a:\n    get: {responses: {}}\n';
    const uploaded = await register({ document: yaml });
    expect(uploaded).toMatchObject({ url: null, toolCount: 1 });
    for (const [payload, code] of [
      [{ document: 'nonsense: [' }, 'unreadable-document'],
      [{ document: { swagger: '2.0' } }, 'unreadable-document'],
      [{}, 'invalid-request'],
      [{ url, document: {} }, 'invalid-request'],
    ] as const) {
      const response = await system.admin('POST', SOURCES, { payload: { name: 'Wrong', ...payload } });
      expect([response.statusCode, response.json().code]).toEqual([400, code]);
      expect(response.json().errors.length).toBeGreaterThan(0);
    }
    const refresh = `${SOURCES}/${uploaded.id}/refresh`;
    expect((await system.admin('POST', refresh)).json().code).toBe('document-missing');
    const other = await system.admin('POST', refresh, { payload: { document: openApi(['b', 'c']) } });
    expect(other.json()).toMatchObject({ toolCount: 2 });
  });

  it('of more than a megabyte and than one append can hold is whole, and its key gives one answer', async () => {
    const description = 'What it does. '.repeat(170);
    const operations = Array.from({ length: 480 }, (_, index) => operation(`op${index}`, { description }));
    const headers = key();
    const payload = { document: openApi(operations) };
    const { id, revision, toolCount } = await register(payload, headers);
    expect(toolCount).toBe(480);
    const repeated = await system.admin('POST', SOURCES, { payload: { name: 'Pets', ...payload }, headers });
    expect(repeated.json()).toMatchObject({ id, revision });
    expect(repeated.headers['idempotency-replayed']).toBe('true');
    await read(`${SOURCES}/${id}`, revision);
    expect((await list(`sourceId=${id}&count=exact&limit=1`)).total).toBe(480);
  });

  it('that is deregistered is gone, and its tools with it', async () => {
    const written = await register({ document: openApi(['getPet']) });
    await read(`${SOURCES}/${written.id}`, written.revision);
    const toolUrl = urlOf(`${written.id}:getPet`);
    await read(toolUrl, written.revision);
    const gone = deleted.parse((await system.admin('DELETE', `${SOURCES}/${written.id}`)).json());
    expect(gone.revision).toBe(written.revision + 1);
    await expect
      .poll(async () => (await system.viewer('GET', toolUrl)).statusCode, { timeout: 15_000, interval: 20 })
      .toBe(410);
    expect((await list(`sourceId=${written.id}`)).items).toEqual([]);
    expect((await system.operator('POST', `${toolUrl}/disable`)).statusCode).toBe(410);
  });
});

describe('a tool', () => {
  it('is renamed, disabled, labelled and found, each at a revision of its own', async () => {
    const { id, revision } = await register({
      document: openApi([operation('getPet', { tags: ['reads'] }), 'addPet']),
    });
    const toolUrl = urlOf(`${id}:getPet`);
    const first = await read(toolUrl, revision);
    const shown = tool.strict().parse(first.json());
    expect(shown).toMatchObject({ name: 'getPet', method: 'GET', path: '/getPet', tags: ['reads'] });
    expect(first.headers.etag).toBe(`"${shown.revision}"`);
    const etag = String(first.headers.etag);
    const unchanged = await system.viewer('GET', toolUrl, { headers: { 'if-none-match': etag } });
    expect(unchanged.statusCode).toBe(304);

    const riskyLabel = await system.operator('POST', LABELS, {
      payload: { name: 'Risky', color: '#FF0000' },
    });
    const { id: labelId } = writtenLabel.strict().parse(riskyLabel.json());
    await system.operator('POST', `${urlOf(`${id}:addPet`)}/disable`);
    const renamed = await system.operator('PATCH', toolUrl, {
      payload: { name: 'Find a pet' },
      headers: { 'if-match': etag },
    });
    expect(writtenTool.strict().parse(renamed.json())).toMatchObject({ nameOverride: 'Find a pet' });
    const stale = await system.operator('PATCH', toolUrl, {
      payload: { name: 'Other' },
      headers: { 'if-match': etag },
    });
    expect([stale.statusCode, stale.json().currentRevision]).toEqual([412, renamed.json().revision]);
    const labelled = await system.operator('PUT', `${toolUrl}/labels/${labelId}`, { headers: key() });
    expect(labelled.json()).toMatchObject({ labelIds: [labelId], revision: renamed.json().revision + 1 });

    const now = tool.parse((await read(toolUrl, labelled.json().revision)).json());
    expect(now).toMatchObject({
      name: 'Find a pet',
      documentName: 'getPet',
      labelIds: [labelId],
      revision: labelled.json().revision,
    });
    const found = async (query: string) =>
      (await list(`sourceId=${id}&${query}`)).items.map(({ id: one }) => one);
    for (const query of [
      `labelId=${labelId}`,
      'tag=reads',
      'enabled=true',
      'search=find%20pet',
      'available=true',
    ]) {
      expect([query, await found(query)]).toEqual([query, [`${id}:getPet`]]);
    }
    expect(await found('enabled=false&method=get')).toEqual([`${id}:addPet`]);
    const counted = label.strict().parse((await system.viewer('GET', `${LABELS}/${labelId}`)).json());
    expect(counted).toMatchObject({ name: 'Risky', color: '#ff0000', toolCount: 1 });

    expect((await system.operator('DELETE', `${LABELS}/${labelId}`)).statusCode).toBe(403);
    await system.admin('DELETE', `${LABELS}/${labelId}`);
    await expect
      .poll(async () => tool.parse((await system.viewer('GET', toolUrl)).json()).labelIds, {
        timeout: 15_000,
        interval: 20,
      })
      .toEqual([]);
    const again = await system.operator('PUT', `${toolUrl}/labels/${labelId}`);
    expect([again.statusCode, again.json().code]).toEqual([410, 'label-deleted']);
  });

  it('that there is not is 404, whether its source is there or not', async () => {
    const { id, revision } = await register({ document: openApi(['getPet']) });
    await read(`${SOURCES}/${id}`, revision);
    for (const toolId of [`${id}:dropPet`, `${randomUUID()}:getPet`]) {
      for (const response of [
        await system.viewer('GET', urlOf(toolId)),
        await system.operator('POST', `${urlOf(toolId)}/enable`),
      ]) {
        expect([toolId, response.statusCode, response.json().code]).toEqual([toolId, 404, 'tool-not-found']);
      }
    }
  });
});
