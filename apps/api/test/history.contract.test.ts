import { randomUUID } from 'node:crypto';
import { history, writtenLabel, writtenSource, writtenToolGroup } from '@tools-provider/contracts';
import { streamName } from '@tools-provider/domain';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type System, startSystem } from './system.ts';

const GROUPS = '/api/v1/tool-groups';

let system: System;
beforeAll(async () => {
  system = await startSystem();
});
afterAll(() => system.stop());

/** A group that was made, changed twice, and deleted: nothing of it was ever projected. */
async function deletedGroup(): Promise<string> {
  const made = await system.operator('POST', GROUPS, {
    payload: { name: 'First', selectors: [{ id: 'one' }] },
  });
  const url = `${GROUPS}/${made.json().id}`;
  await system.operator('PATCH', url, { payload: { name: 'Second' } });
  await system.operator('DELETE', `${url}/selectors/one`);
  await system.admin('DELETE', url);
  return made.json().id;
}

describe('the history of an aggregate', () => {
  it('tells what happened, who did it and what it changed, newest first, also of one that is deleted', async () => {
    const id = await deletedGroup();
    const answer = await system.viewer('GET', `${GROUPS}/${id}/history`);
    expect(answer.statusCode).toBe(200);
    const { items } = history.strict().parse(answer.json());
    expect(items.map(({ revision, type }) => [revision, type])).toEqual([
      [4, 'group.deleted.v1'],
      [3, 'group.selector.removed.v1'],
      [2, 'group.updated.v1'],
      [1, 'group.selector.added.v1'],
      [0, 'group.created.v1'],
    ]);
    expect(items.map(({ changes }) => changes)).toMatchObject([
      [],
      [{ path: '/selectors/one', before: { id: 'one' } }],
      [{ path: '/name', before: 'First', after: 'Second' }],
      [{ path: '/selectors/one', after: { id: 'one' } }],
      expect.arrayContaining([{ path: '/name', after: 'First' }]),
    ]);
    expect(items[0]?.commandId).not.toBe(items[1]?.commandId);
    expect(items[3]?.commandId).toBe(items[4]?.commandId);
    expect(items[0]?.actor.id).not.toBe(items[1]?.actor.id);
  });

  it('comes in pages that miss and repeat nothing', async () => {
    const id = await deletedGroup();
    const seen: number[] = [];
    for (let url = `${GROUPS}/${id}/history?limit=2`; url !== ''; ) {
      const page = await system.viewer('GET', url);
      seen.push(...page.json().items.map(({ revision }: { revision: number }) => revision));
      url = /<([^>]+)>; rel="next"/.exec(String(page.headers.link))?.[1] ?? '';
    }
    expect(seen).toEqual([4, 3, 2, 1, 0]);
    expect((await system.viewer('GET', `${GROUPS}/${id}/history?cursor=x`)).statusCode).toBe(400);
    expect((await system.viewer('GET', `${GROUPS}/${randomUUID()}/history`)).statusCode).toBe(404);
  });

  it('shows the aggregate as it was at any revision, which is not asked for again', async () => {
    const id = await deletedGroup();
    const url = `${GROUPS}/${id}?atRevision=`;
    const past = await system.viewer('GET', `${url}1`);
    const group = writtenToolGroup.strict().parse(past.json());
    expect(group).toMatchObject({ name: 'First', selectors: [{ id: 'one' }], revision: 1 });
    expect([past.headers.etag, past.headers['cache-control']]).toEqual([
      '"1"',
      'private, max-age=86400, immutable',
    ]);
    const same = await system.viewer('GET', `${url}1`, { headers: { 'if-none-match': '"1"' } });
    expect(same.statusCode).toBe(304);
    expect((await system.viewer('GET', `${url}3`)).json()).toMatchObject({ name: 'Second', selectors: [] });
    const gone = await system.viewer('GET', `${url}4`);
    expect([gone.statusCode, gone.json().currentRevision]).toEqual([410, 4]);
    const beyond = await system.viewer('GET', `${url}5`);
    expect([beyond.statusCode, beyond.json().code]).toEqual([404, 'revision-not-found']);
    expect((await system.viewer('GET', `${url}1&minRevision=1`)).statusCode).toBe(400);
  });

  it('goes on past an event that cannot be read, and says so; what it came to since is not known', async () => {
    const made = await system.operator('POST', GROUPS, { payload: { name: 'Broken' } });
    const { id } = made.json();
    const stream = streamName({ aggregate: 'tool-group', id });
    const commandId = randomUUID();
    const metadata = {
      $correlationId: commandId,
      $causationId: commandId,
      commandId,
      sequenceNumber: 0,
      actor: 'somebody',
      occurredAt: '2026-01-02T03:04:05.678Z',
    };
    await system.eventStore.append(stream, 0, [
      { id: randomUUID(), type: 'group.teleported.v1', data: {}, metadata },
    ]);
    const [entry] = (await system.viewer('GET', `${GROUPS}/${id}/history`)).json().items;
    expect(entry).toMatchObject({
      revision: 1,
      changes: null,
      failure: expect.stringContaining('teleported'),
    });
    const unreadable = await system.viewer('GET', `${GROUPS}/${id}?atRevision=1`);
    expect([unreadable.statusCode, unreadable.json().code]).toEqual([422, 'revision-unreadable']);
    expect((await system.viewer('GET', `${GROUPS}/${id}?atRevision=0`)).json().name).toBe('Broken');
  });

  it('of a task names what was cleared', async () => {
    const made = await system.operator('POST', '/api/v1/tasks', {
      payload: { title: 'x', assigneeId: 'vera' },
    });
    const url = `/api/v1/tasks/${made.json().id}`;
    await system.operator('PATCH', url, { payload: { assigneeId: null } });
    const { items } = (await system.viewer('GET', `${url}/history?limit=1`)).json();
    expect(items[0].changes).toEqual([{ path: '/assigneeId', before: 'vera', after: null }]);
    expect((await system.viewer('GET', `${url}?atRevision=0`)).json()).toMatchObject({ assigneeId: 'vera' });
  });

  it('of a source names the tool that something happened to, and what', async () => {
    const operation = (operationId: string) => ({
      get: { operationId, responses: { 200: { description: '' } } },
    });
    const document = {
      openapi: '3.1.0',
      info: { title: 'x', version: '1' },
      paths: { '/a': operation('a') },
    };
    const made = await system.admin('POST', '/api/v1/sources', { payload: { name: 'Orders', document } });
    const { id } = made.json();
    const tool = `/api/v1/tools/${id}:a`;
    await system.operator('POST', `${tool}/disable`, { payload: { reason: 'Too dear' } });
    await system.operator('PATCH', tool, { payload: { name: 'Orders' } });
    const { items } = (await system.viewer('GET', `/api/v1/sources/${id}/history`)).json();
    const changes = (type: string) =>
      items.find((entry: { type: string }) => entry.type === type).changes.slice(0, 1);
    const path = `/tools/${id}:a`;
    expect(changes('tool.updated.v1')).toEqual([{ path, after: { name: 'Orders' } }]);
    expect(changes('tool.disabled.v1')).toEqual([{ path, after: { isEnabled: false, reason: 'Too dear' } }]);
    expect(changes('tool.discovered.v1')).toEqual([
      { path, after: { status: 'active', isEnabled: true, hash: expect.any(String) } },
    ]);
  });

  it('of a label and of a source goes back in the same way', async () => {
    const label = await system.operator('POST', '/api/v1/labels', { payload: { name: 'Old' } });
    const labelUrl = `/api/v1/labels/${label.json().id}`;
    await system.operator('PATCH', labelUrl, { payload: { name: 'New' } });
    const document = { openapi: '3.1.0', info: { title: 'Pets', version: '1' }, paths: {} };
    const source = await system.admin('POST', '/api/v1/sources', { payload: { name: 'Old', document } });
    const sourceUrl = `/api/v1/sources/${source.json().id}`;
    await system.admin('PATCH', sourceUrl, { payload: { name: 'New' } });
    for (const [url, schema] of [
      [labelUrl, writtenLabel],
      [sourceUrl, writtenSource],
    ] as const) {
      const past = await system.viewer('GET', `${url}?atRevision=0`);
      expect(schema.strict().parse(past.json())).toMatchObject({ name: 'Old', revision: 0 });
      expect(past.headers.etag).toBe('"0"');
      const same = await system.viewer('GET', `${url}?atRevision=0`, { headers: { 'if-none-match': '"0"' } });
      expect(same.statusCode).toBe(304);
      const { items } = (await system.viewer('GET', `${url}/history?limit=1`)).json();
      expect(items[0].changes).toEqual([{ path: '/name', before: 'Old', after: 'New' }]);
    }
  });
});
