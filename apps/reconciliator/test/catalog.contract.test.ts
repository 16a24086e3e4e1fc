import { randomUUID } from 'node:crypto';
import {
  allToolEntries,
  type SourceEvent,
  type SourceState,
  sourceType,
  streamName,
  ToolSource,
  toolIdOf,
  toolRevision,
} from '@tools-provider/domain';
import { inventoryOf, inventoryTool } from '@tools-provider/domain/testing';
import {
  EventSourcedRepository,
  eventsToAppend,
  type RebuildKind,
  type StoredDocument,
} from '@tools-provider/event-sourcing';
import type { SourceDocument, ToolDocument } from '@tools-provider/read-model';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type EmbeddedStores, startEmbeddedStores } from './embedded-stores.ts';
import { untilProjected, untilSetAside, wholeFeed } from './projected.ts';
import { startWorker, type WorkerProcess } from './worker-process.ts';
import { newContext } from './write-side.ts';

const PATIENCE = { timeout: 20_000, interval: 20 };
const TOOLS = 600;

let stores: EmbeddedStores;
let sources: EventSourcedRepository<SourceState, SourceEvent, ToolSource>;
let worker: WorkerProcess;
beforeEach(async () => {
  stores = await startEmbeddedStores();
  sources = new EventSourcedRepository(sourceType, stores.kurrentDb.eventStore);
  worker = startWorker(stores, { LOG_LEVEL: 'error', LEASE_TTL_MS: '1000' });
  await worker.ready;
});
afterEach(async () => {
  await worker.kill();
  await stores.close();
});

const streamOf = (id: string) => streamName({ aggregate: 'source', id });
const inventory = (tools: number) =>
  inventoryOf(Array.from({ length: tools }, (_, n) => inventoryTool(`operation/${n}`, { tags: ['all'] })));

/** A source with its tools, in as many appends as they need. */
async function importSource(name: string, tools: number): Promise<string> {
  const id = randomUUID();
  const url = 'https://example.com/openapi.json';
  await sources.add(ToolSource.register(id, { name, kind: 'openapi', url }, newContext()), newContext());
  let isWhole = false;
  while (!isWhole) {
    await change(id, (source) => {
      isWhole = source.ingest(inventory(tools), newContext());
    });
  }
  return id;
}

/** Changes a source by a command, and waits for the worker; answers its state. */
async function change(id: string, wish: (source: ToolSource) => void): Promise<SourceState> {
  const source = await sources.get(id);
  wish(source);
  await sources.update(source, newContext());
  await untilProjected(stores, new Map([[streamOf(id), source.revision]]));
  return source.state;
}

/** The tools that are shown of a source, without when they were projected, by id. */
async function toolsOf(sourceId: string): Promise<readonly StoredDocument<ToolDocument>[]> {
  const tools: StoredDocument<ToolDocument>[] = [];
  for (let cursor: string | undefined, isMore = true; isMore; ) {
    const sort = { field: 'nameOrder', descending: false };
    const query = { collection: 'tools', where: { sourceId }, sort, limit: 500 };
    const page = await stores.mongoDb.documents.list<ToolDocument>(
      cursor === undefined ? query : { ...query, cursor },
    );
    tools.push(...page.items.map((tool) => ({ ...tool, projectedAt: '' })));
    cursor = page.next;
    isMore = cursor !== undefined;
  }
  return tools.toSorted((one, other) => (one.id < other.id ? -1 : 1));
}

const sourceOf = (id: string) => stores.mongoDb.documents.get<SourceDocument>('sources', id);
const statusOf = async (id: string) =>
  (await stores.mongoDb.statuses.loadStatuses([streamOf(id)])).get(streamOf(id));

/** Has the worker rebuild or compare the tools, and answers how that ended. */
async function done(kind: RebuildKind) {
  const job = await stores.mongoDb.rebuildJobs.request({
    ...{ id: randomUUID(), kind, projection: 'tools', requestedBy: 'ada' },
  });
  const ended = () => stores.mongoDb.rebuildJobs.get(job.id);
  await expect.poll(async () => (await ended())?.state, PATIENCE).toMatch(/done|failed/);
  return await ended();
}

describe('The catalogue', () => {
  it('shows each tool of a large source at its revision, made anew as well, and none when the source has ended', async () => {
    const [large, small] = [await importSource('Large', TOOLS), await importSource('Small', 2)];
    const renamed = await change(large, (source) => {
      source.changeDetails({ name: 'Largest' }, newContext());
    });
    const state = await change(large, (source) => {
      source.disableTool(toolIdOf(large, 'operation/7'), 'Too dangerous', newContext());
    });
    const shown = await toolsOf(large);
    expect(Object.fromEntries(shown.map(({ id, revision }) => [id, revision]))).toEqual(
      Object.fromEntries(allToolEntries(state.tools).map(([id, entry]) => [id, toolRevision(state, entry)])),
    );
    expect(shown).toHaveLength(TOOLS);
    expect(new Set(shown.map(({ sourceName }) => sourceName))).toEqual(new Set(['Largest']));
    expect(shown.filter(({ isAvailable }) => !isAvailable).map(({ operationId }) => operationId)).toEqual([
      'operation/7',
    ]);
    expect(await sourceOf(large)).toMatchObject({ toolCount: TOOLS, revision: renamed.revision + 1 });
    expect((await toolsOf(small)).map(({ sourceName, revision }) => [sourceName, revision])).toEqual([
      ['Small', 1],
      ['Small', 2],
    ]);

    expect(await done('rebuild')).toMatchObject({ state: 'done' });
    expect(await toolsOf(large)).toEqual(shown);
    expect(await done('verify')).toMatchObject({ state: 'done', differences: [] });

    await change(large, (source) => source.deregister(newContext()));
    expect([await toolsOf(large), await sourceOf(large)]).toEqual([[], undefined]);
    expect(await done('rebuild')).toMatchObject({ state: 'done' });
    expect([(await toolsOf(large)).length, (await toolsOf(small)).length]).toEqual([0, 2]);
    const feed = await wholeFeed(stores);
    expect(feed.map(({ sequence }) => Number(sequence))).toEqual(feed.map((_, index) => index + 1));
    expect(feed.filter(({ subject }) => subject === large).map(({ revision }) => revision)).toEqual(
      Array.from({ length: renamed.revision + 3 }, (_, revision) => revision),
    );
  });

  it('stops a source at the event of a tool that it does not have, and no other; healed, it has no tool of a lost log', async () => {
    const [ill, sound] = [await importSource('Ill', 3), await importSource('Sound', 1)];
    const before = await toolsOf(ill);
    const { revision: head } = (await sources.get(ill)).state;
    const lost = { ...(before[0] as ToolDocument), id: toolIdOf(ill, 'lost') };
    const stream = streamOf(ill);
    const data = { toolId: lost.id, enabledAt: newContext().occurredAt, enabledBy: 'otto' };
    const poison = eventsToAppend([{ type: 'tool.enabled.v1', data }], newContext(), {
      ...{ stream, firstRevision: head + 1 },
    });
    await stores.kurrentDb.eventStore.append(stream, head, poison);
    await untilSetAside(stores, stream);
    await change(sound, (source) => source.disable(undefined, newContext()));
    expect((await toolsOf(sound)).map(({ isAvailable }) => isAvailable)).toEqual([false]);
    expect(await toolsOf(ill)).toEqual(before);
    expect(await statusOf(ill)).toMatchObject({ projected: head, failure: { code: 'missing-document' } });

    // As if the read model had seen a log with other events, one of which made the tool.
    const { generation } = stores.mongoDb.readModel;
    const documents = [{ collection: 'tools', id: lost.id, revision: head + 1, document: lost }];
    const span = { stream, generation, from: head, to: head + 2, emitted: head + 2, documents };
    await stores.mongoDb.readModel.commit([{ ...span, lastEventId: 'lost', cloudEvents: [] }]);
    const [healthy] = eventsToAppend(
      [
        {
          type: 'source.disabled.v1',
          data: { reason: null, disabledAt: data.enabledAt, disabledBy: 'otto' },
        },
      ],
      newContext(),
      { stream, firstRevision: head + 2 },
    );
    if (healthy !== undefined) await stores.kurrentDb.eventStore.append(stream, head + 1, [healthy]);
    await untilSetAside(stores, stream);
    expect((await statusOf(ill))?.failure?.code).toBe('diverged');
    expect(await toolsOf(ill)).toHaveLength(4);
    expect(await done('rebuild')).toMatchObject({ state: 'done' });
    expect((await toolsOf(ill)).map(({ id }) => id)).toEqual(before.map(({ id }) => id));
    expect(await statusOf(ill)).toMatchObject({ projected: head });
  });
});
