import { dehydrate, hydrate, QueryClient, QueryObserver } from '@tanstack/react-query';
import type { Change } from '@tools-provider/contracts';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { aggregateKey } from '../consistency/known-revision.ts';
import { createFollower, createLists, noteReads } from './follow.ts';
import { RevisionLedger } from './revision-ledger.ts';
import { FRESH_MS } from './stale-news.ts';

const id = '0b6f7a7e-58a1-4b54-9d5e-0a6c0c9f7c11';
const detailKey = ['tool-group', 'detail', id];
const listKey = ['tool-group', 'list', {}];
const document = (revision: number) => ({
  id,
  revision,
  consistency: { status: 'projected', headRevision: revision } as const,
});
const change = (headRevision: number, projectedRevision: number | null): Change => ({
  aggregate: 'tool-group',
  id,
  headRevision,
  projectedRevision,
  status: headRevision === projectedRevision ? 'projected' : 'pending',
});

describe('createFollower', () => {
  let client: QueryClient;
  let ledger: RevisionLedger;
  let follow: ReturnType<typeof createFollower>;
  const isStale = (key: readonly unknown[]) => client.getQueryState(key)?.isInvalidated;

  beforeEach(() => {
    client = new QueryClient();
    ledger = new RevisionLedger();
    const lists = createLists(client, async () => document(8));
    noteReads(client, ledger, lists);
    follow = createFollower(client, ledger, lists);
    client.setQueryData(detailKey, document(7));
    client.setQueryData(listKey, { pages: [{ items: [document(7)] }], pageParams: [undefined] });
  });

  test('what was read is known', () => {
    expect(ledger.get(aggregateKey('tool-group', id))).toMatchObject({
      head: 7,
      projected: 7,
      status: 'projected',
    });
  });

  test('an append changes what is known, and reads nothing again', () => {
    follow({ kind: 'change', change: change(8, 7) });
    expect(ledger.get(aggregateKey('tool-group', id))).toMatchObject({ head: 8, projected: 7 });
    expect([isStale(detailKey), isStale(listKey)]).toEqual([false, false]);
  });

  test('an append makes the history of what it changed be read again, and of nothing else', () => {
    const histories = [
      ['tool-group', 'history', id],
      ['tool-group', 'history', 'other'],
    ];
    for (const key of histories) client.setQueryData(key, { pages: [] });
    follow({ kind: 'change', change: change(8, 7) });
    expect(histories.map(isStale)).toEqual([true, false]);
  });

  test('memberships that have changed make the tools of that group be read again, and lists say how many they are', () => {
    const tools = [
      ['tool-group', 'tools', id, {}],
      ['tool-group', 'tools', 'other', {}],
    ];
    for (const key of tools) client.setQueryData(key, {});
    const memberships = { toolGroupId: id, revision: 7, resolvedCount: 3, isChanging: false };
    follow({ kind: 'memberships', memberships });
    expect([...tools.map(isStale), isStale(listKey), isStale(detailKey)]).toEqual([
      true,
      false,
      false,
      false,
    ]);
    expect(client.getQueryData(listKey)).toMatchObject({ pages: [{ items: [{ id, toolCount: 3 }] }] });
  });

  test('a projection makes the page and the lists that show an older revision be read again', () => {
    follow({ kind: 'change', change: change(8, 8) });
    expect([isStale(detailKey), isStale(listKey)]).toEqual([true, true]);
  });

  test('a projection that is on the screen already reads nothing again', () => {
    follow({ kind: 'change', change: change(7, 7) });
    expect([isStale(detailKey), isStale(listKey)]).toEqual([false, false]);
  });

  test('a projection of something that no list shows makes the lists be read again', () => {
    client.setQueryData(listKey, { pages: [{ items: [] }], pageParams: [undefined] });
    follow({ kind: 'change', change: change(0, 0) });
    expect(isStale(listKey)).toBe(true);
  });

  test('hello makes everything be read again', () => {
    follow({ kind: 'hello' });
    expect([isStale(detailKey), isStale(listKey)]).toEqual([true, true]);
  });

  test('what is being read for the first time is read once more when it has arrived, however much has happened', async () => {
    const reads = [Promise.withResolvers<string>(), Promise.withResolvers<string>()];
    let asked = 0;
    const report = new QueryObserver(client, {
      queryKey: ['consistency', 'tool-group', id],
      queryFn: () => reads[asked++]?.promise ?? Promise.reject(new Error('it was read too often')),
    });
    const stop = report.subscribe(() => undefined);
    follow({ kind: 'change', change: change(8, 7) });
    follow({ kind: 'change', change: { ...change(8, 7), status: 'quarantined' } });
    reads[0]?.resolve('pending');
    reads[1]?.resolve('quarantined');
    await expect
      .poll(() => report.getCurrentResult())
      .toMatchObject({ data: 'quarantined', isFetching: false });
    expect(asked).toBe(2);
    stop();
  });

  describe('a change that overtakes a read', () => {
    const painted = (revision: number) => {
      const server = new QueryClient();
      server.setQueryData(detailKey, document(revision));
      server.setQueryData(listKey, { pages: [{ items: [document(revision)] }], pageParams: [undefined] });
      return dehydrate(server);
    };

    beforeEach(() => {
      client.removeQueries();
      follow({ kind: 'change', change: change(8, 8) });
    });

    test('makes what the server painted before it be read again', async () => {
      hydrate(client, painted(7));
      await Promise.resolve();
      expect([isStale(detailKey), isStale(listKey)]).toEqual([true, true]);
    });

    test('leaves alone a document that has it', async () => {
      hydrate(client, painted(8));
      await Promise.resolve();
      expect(isStale(detailKey)).toBe(false);
    });

    test('makes a list be read again that the server painted before there was what is new', async () => {
      const server = new QueryClient();
      server.setQueryData(listKey, { pages: [{ items: [] }], pageParams: [undefined] });
      server.setQueryData(['tool-group', 'history', id], { pages: [] });
      server.setQueryData(['task', 'list', {}], { pages: [{ items: [] }], pageParams: [undefined] });
      hydrate(client, dehydrate(server));
      await Promise.resolve();
      const keys = [listKey, ['tool-group', 'history', id], ['task', 'list', {}]];
      expect(keys.map(isStale)).toEqual([true, true, false]);
    });

    test('leaves alone what the server painted when it was long since heard of', async () => {
      vi.spyOn(performance, 'now').mockReturnValue(performance.now() + 2 * FRESH_MS);
      hydrate(client, painted(8));
      await Promise.resolve();
      expect(isStale(listKey)).toBe(false);
      vi.restoreAllMocks();
    });

    test('makes it be read again once, whatever comes then', async () => {
      hydrate(client, painted(7));
      await Promise.resolve();
      client.setQueryData(detailKey, document(7));
      await Promise.resolve();
      expect(isStale(detailKey)).toBe(false);
      follow({ kind: 'change', change: change(9, 9) });
      client.setQueryData(detailKey, document(8));
      await Promise.resolve();
      expect(isStale(detailKey)).toBe(true);
    });
  });
});

describe('a change of a source', () => {
  const toolId = `${id}:getInvoice`;
  const toolKey = ['tool', 'detail', toolId];
  const toolsKey = ['tool', 'list', {}];
  const labelsKey = ['label', 'list', {}];
  const previewKey = ['tool-group', 'preview', {}, 7];
  const tool = (covered: number) => ({ ...document(3), id: toolId, sourceId: id, covered });
  const ofSource = { ...change(9, 9), aggregate: 'source' } as const;

  function following(covered: number) {
    const client = new QueryClient();
    const ledger = new RevisionLedger();
    client.setQueryData(toolKey, tool(covered));
    client.setQueryData(toolsKey, { pages: [{ items: [tool(covered)] }], pageParams: [undefined] });
    client.setQueryData(labelsKey, { pages: [{ items: [] }], pageParams: [undefined] });
    client.setQueryData(previewKey, {});
    const lists = createLists(client, async () => tool(covered));
    noteReads(client, ledger, lists);
    createFollower(client, ledger, lists)({ kind: 'change', change: ofSource });
    return [toolKey, toolsKey, labelsKey, previewKey].map((key) => client.getQueryState(key)?.isInvalidated);
  }

  test('makes its tools be read again, the labels, which count them, and previews, which are made on the catalogue', () => {
    expect(following(8)).toEqual([true, true, true, true]);
  });

  test('makes nothing be read again that only says of an append what was projected before', () => {
    const client = new QueryClient();
    const ledger = new RevisionLedger();
    const lists = createLists(client, async () => tool(9));
    const follow = createFollower(client, ledger, lists);
    follow({ kind: 'change', change: ofSource });
    client.setQueryData(previewKey, {});
    follow({ kind: 'change', change: { ...ofSource, headRevision: 10, status: 'pending' } });
    expect(client.getQueryState(previewKey)?.isInvalidated).toBe(false);
    follow({ kind: 'change', change: { ...ofSource, headRevision: 10, projectedRevision: 10 } });
    expect(client.getQueryState(previewKey)?.isInvalidated).toBe(true);
  });

  test('leaves a tool alone that was read after it', () => {
    expect(following(9)[0]).toBe(false);
  });
});
