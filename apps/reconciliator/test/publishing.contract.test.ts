import { randomUUID } from 'node:crypto';
import { streamName, View, viewType } from '@tools-provider/domain';
import { eventsToAppend, StateStoredRepository } from '@tools-provider/event-sourcing';
import type { ToolGroupDocument } from '@tools-provider/read-model';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bothPaths, Publishing } from './both-paths.ts';
import { type EmbeddedStores, startEmbeddedStores } from './embedded-stores.ts';
import { untilProjected, untilSetAside, wholeFeed } from './projected.ts';
import { runReconciliator } from './run-reconciliator.ts';
import { newContext, ToolGroup, writeSide } from './write-side.ts';

type ToolGroups = ReturnType<typeof writeSide>['toolGroups'];

let stores: EmbeddedStores;
beforeEach(async () => {
  stores = await startEmbeddedStores();
});
afterEach(async () => {
  await stores.close();
});

/** Stores groups by two commands each, the first of three events and the second of one. */
async function storeGroups(toolGroups: ToolGroups): Promise<readonly ToolGroup[]> {
  const groups: ToolGroup[] = [];
  for (const name of ['Search', 'Mail', 'Files']) {
    const context = newContext();
    const group = ToolGroup.create(randomUUID(), { name }, context);
    for (const id of ['sel-1', 'sel-2']) group.addSelector({ id, namePattern: '*' }, context);
    await toolGroups.add(group, context);
    groups.push(group);
  }
  for (const group of groups) {
    const context = newContext();
    group.addExplicitTool('crm:get', context);
    await toolGroups.update(group, context);
  }
  return groups;
}

const streamOf = ({ id }: ToolGroup) => streamName({ aggregate: 'tool-group', id });
const headsOf = (groups: readonly ToolGroup[]) =>
  new Map(groups.map((group) => [streamOf(group), group.revision]));

async function storedIds(groups: readonly ToolGroup[]): Promise<string[]> {
  const streams = groups.map((group) => Array.fromAsync(stores.kurrentDb.eventStore.read(streamOf(group))));
  return (await Promise.all(streams)).flat().map(({ id }) => id);
}

/** The same value for each of the ids. */
const each = <Value>(ids: readonly string[], value: Value) => new Map(ids.map((id) => [id, value]));

describe('an event of an event-sourced aggregate', () => {
  it('would be published by repository and reconciliator without the override: handled twice, told as two CloudEvents', async () => {
    const { mediator, writePath, publishers, told } = bothPaths(stores);
    const reconciliator = await runReconciliator(stores, { mediator });
    const groups = await storeGroups(new Publishing(stores.kurrentDb.eventStore, writePath));
    await untilProjected(stores, headsOf(groups));
    await reconciliator.stop();

    const ids = await storedIds(groups);
    expect(ids).toHaveLength(12);
    expect(new Map([...publishers].map(([id, by]) => [id, by.toSorted()]))).toEqual(
      each(ids, ['reconciliator', 'repository']),
    );
    expect(await told()).toEqual(each(ids, 2));
  });

  it('is published by the reconciliator alone: handled once, told as one CloudEvent, in the order of its stream', async () => {
    const { mediator, publishers, sink, told } = bothPaths(stores);
    const reconciliator = await runReconciliator(stores, { mediator });
    const groups = await storeGroups(writeSide(stores.kurrentDb.eventStore).toolGroups);
    await untilProjected(stores, headsOf(groups));
    await reconciliator.stop();

    const ids = await storedIds(groups);
    expect(ids).toHaveLength(12);
    expect(publishers).toEqual(each(ids, ['reconciliator']));
    expect(sink).toEqual([]);
    expect(await told()).toEqual(each(ids, 1));
    const feed = await wholeFeed(stores);
    for (const { id } of groups) {
      const revisions = feed.filter(({ subject }) => subject === id).map(({ revision }) => revision);
      expect(revisions).toEqual([0, 1, 2, 3]);
    }
  });

  it('is published by nobody until a reconciliator is started, and then by it, nothing left out', async () => {
    const { mediator, publishers, told } = bothPaths(stores);
    const groups = await storeGroups(writeSide(stores.kurrentDb.eventStore).toolGroups);
    expect(groups.map(({ revision }) => revision)).toEqual([3, 3, 3]);
    expect(publishers.size).toBe(0);
    expect(await told()).toEqual(new Map());
    expect(await stores.mongoDb.statuses.loadStatuses([...headsOf(groups).keys()])).toEqual(new Map());

    const reconciliator = await runReconciliator(stores, { mediator });
    await untilProjected(stores, headsOf(groups));
    await reconciliator.stop();
    expect(await told()).toEqual(each(await storedIds(groups), 1));
    for (const group of groups) {
      const document = await stores.mongoDb.documents.get<ToolGroupDocument>('tool-groups', group.id);
      expect(document).toMatchObject({ revision: 3, selectors: group.state.selectors });
    }
  });

  it('whose type nobody knows sets its aggregate aside with the reason, instead of being passed by', async () => {
    const { mediator, told } = bothPaths(stores);
    const [unknown, known] = await storeGroups(writeSide(stores.kurrentDb.eventStore).toolGroups);
    if (unknown === undefined || known === undefined) throw new Error('No groups were stored');
    const before = await storedIds([unknown]);
    const [event] = eventsToAppend([{ type: 'group.praised.v1', data: {} }], newContext(), {
      stream: streamOf(unknown),
      firstRevision: unknown.revision + 1,
    });
    if (event === undefined) throw new Error('No event was made');
    await stores.kurrentDb.eventStore.append(streamOf(unknown), unknown.revision, [event]);
    const retry = { attempts: 2, baseMs: 1, maxMs: 2 };
    const reconciliator = await runReconciliator(stores, { mediator, retry });
    await untilSetAside(stores, streamOf(unknown));
    await untilProjected(stores, headsOf([known]));
    await reconciliator.stop();

    const statuses = await stores.mongoDb.statuses.loadStatuses([streamOf(unknown)]);
    expect(statuses.get(streamOf(unknown))).toMatchObject({
      projected: 3,
      failure: {
        eventType: 'group.praised.v1',
        revision: 4,
        reason: expect.stringContaining('knows no event'),
      },
    });
    const heard = await told();
    expect(before.map((id) => heard.get(id))).toEqual([1, 1, 1, 1]);
    expect(heard.has(event.id)).toBe(false);
  });
});

describe('an event of a state-stored aggregate', () => {
  it('is published by its repository, once, as one CloudEvent, whatever the reconciliator does', async () => {
    await stores.mongoDb.prepare([], [{ name: 'views', indexedFields: [] }]);
    const { mediator, writePath, publishers, sink, told } = bothPaths(stores);
    const handled: string[] = [];
    for (const type of viewType.eventTypes) mediator.on(type, async () => void handled.push(type));
    const options = { collection: 'views', publisher: writePath };
    const views = new StateStoredRepository(viewType, stores.mongoDb.stateStore, options);
    const reconciliator = await runReconciliator(stores, { mediator });

    const view = View.create(randomUUID(), { name: 'Mine', list: 'tasks', query: {} }, newContext());
    await views.add(view, newContext());
    view.rename('Ours', newContext());
    view.share(newContext());
    await views.update(view, newContext());
    await reconciliator.stop();

    const types = ['view.created.v1', 'view.renamed.v1', 'view.shared.v1'];
    expect(handled).toEqual(types);
    expect(sink.map(({ type }) => type)).toEqual(types.map((type) => `io.tools-provider.${type}`));
    expect(publishers).toEqual(
      each(
        sink.map(({ id }) => id),
        ['repository'],
      ),
    );
    expect([...(await told()).values()]).toEqual([1, 1, 1]);
  });
});

describe('an event that was appended', () => {
  it('is never changed: what comes again under its id is not written, and the log has no other way to write', async () => {
    const { eventStore } = stores.kurrentDb;
    const stream = streamName({ aggregate: 'tool-group', id: randomUUID() });
    const context = newContext();
    const place = { stream, firstRevision: 0 };
    const created = { type: 'group.created.v1', data: { name: 'As it was' } };
    const appended = eventsToAppend([created], context, place);
    const [changed] = eventsToAppend([{ ...created, data: { name: 'Rewritten' } }], context, place);
    await eventStore.append(stream, -1, appended);
    const before = await Array.fromAsync(eventStore.read(stream));
    expect(changed?.id).toBe(before[0]?.id);
    await eventStore.append(stream, -1, changed === undefined ? [] : [changed]);

    expect(await Array.fromAsync(eventStore.read(stream))).toEqual(before);
    const methods = Object.getOwnPropertyNames(Object.getPrototypeOf(eventStore));
    expect(methods.toSorted()).toEqual(['append', 'constructor', 'read', 'readLast']);
  });
});
