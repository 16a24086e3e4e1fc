import { streamName, Task, ToolGroup, taskType, toolGroupType } from '@tools-provider/domain';
import {
  type CommandContext,
  EventSourcedRepository,
  type EventStore,
  type RecordedEvent,
} from '@tools-provider/event-sourcing';
import { InMemoryEventStore } from '@tools-provider/event-sourcing/testing';
import { CodedError, Mediator, type ResultOf } from '@tools-provider/mediator';
import { beforeEach, describe, expect, it } from 'vitest';
import { authorize } from './access.ts';
import { registerUseCases } from './register-use-cases.ts';
import type { Role } from './roles.ts';
import { catalogue } from './test-catalogue.ts';
import { contextBy } from './test-context.ts';
import type { UseCase } from './use-case.ts';

const ID = '0b6f7a7e-58a1-4b54-9d5e-0a6c0c9f7c11';
let store: InMemoryEventStore;

function contextOf(role: Role, more: Partial<CommandContext> = {}): CommandContext {
  return contextBy({ id: role, roles: [role] }, more);
}

function repositories(eventStore: EventStore) {
  return {
    toolGroups: new EventSourcedRepository(toolGroupType, eventStore),
    tasks: new EventSourcedRepository(taskType, eventStore),
    ...catalogue(eventStore),
  };
}

type AnswerTo<C extends UseCase> = Promise<ResultOf<Extract<UseCase, { type: C['type'] }>>>;

function send<C extends UseCase>(
  command: C,
  context = contextOf('admin'),
  eventStore: EventStore = store,
): AnswerTo<C> {
  const mediator = new Mediator<CommandContext>({ command: [authorize] });
  registerUseCases(mediator, repositories(eventStore));
  return mediator.execute<UseCase>(command, context) as AnswerTo<C>;
}

async function eventsOf(aggregate: string, id = ID): Promise<readonly RecordedEvent[]> {
  const events: RecordedEvent[] = [];
  for await (const event of store.read(streamName({ aggregate, id }))) events.push(event);
  return events;
}

beforeEach(() => {
  store = new InMemoryEventStore();
});

describe('Creating a tool group', () => {
  it('appends the group and its selectors at once, as revisions 0 and 1', async () => {
    const selectors = [{ id: 'sel-1', namePattern: '*' }];
    const answer = await send({
      type: 'create-tool-group',
      id: ID,
      name: 'Search',
      description: '',
      selectors,
    });
    expect(answer).toMatchObject({ id: ID, revision: 1, state: { name: 'Search', selectors } });
    expect(store.appendCount).toBe(1);
    expect((await eventsOf('tool-group')).map(({ type, revision }) => [revision, type])).toEqual([
      [0, 'group.created.v1'],
      [1, 'group.selector.added.v1'],
    ]);
  });

  it('appends 3 selectors, 2 explicit tools and 1 excluded tool as 7 events of one command', async () => {
    const context = contextOf('operator');
    const { revision } = await send(
      {
        type: 'create-tool-group',
        id: ID,
        name: 'Search',
        selectors: [{ id: 'sel-1' }, { namePattern: 'get*' }, { namePattern: 'list*' }],
        explicitToolIds: ['crm:get', 'crm:list'],
        excludedToolIds: ['crm:drop'],
      },
      context,
    );
    expect(revision).toBe(6);
    expect(store.appendCount).toBe(1);
    const events = await eventsOf('tool-group');
    expect(events.map(({ metadata }) => [metadata.commandId, metadata.sequenceNumber])).toEqual(
      [0, 1, 2, 3, 4, 5, 6].map((sequenceNumber) => [context.commandId, sequenceNumber]),
    );
    expect(events[1]?.data).toMatchObject({ addedBy: 'operator', addedAt: context.occurredAt });
  });

  it('derives the ids that nobody gave from the command, so that a repeated command makes the same', async () => {
    const command = { type: 'create-tool-group', name: 'Search', selectors: [{}, {}] } as const;
    const context = contextOf('operator');
    const first = await send(command, context);
    const again = await send(command, context, new InMemoryEventStore());
    expect(again).toEqual(first);
    expect(new Set(first.state.selectors.map(({ id }) => id)).size).toBe(2);
  });

  it('leaves nothing behind when the append fails, and the group keeps its events', async () => {
    const failing: EventStore = {
      append: async () => {
        throw new CodedError('unavailable', 'store-unavailable', 'The store is away');
      },
      read: (stream, range) => store.read(stream, range),
      readLast: (stream) => store.readLast(stream),
    };
    const context = contextOf('operator');
    const group = ToolGroup.create(ID, { name: 'Search' }, context);
    group.addSelector({ id: 'sel-1' }, context);
    await expect(repositories(failing).toolGroups.add(group, context)).rejects.toMatchObject({
      kind: 'unavailable',
    });
    expect(group.pendingEvents).toHaveLength(2);
    expect(group.revision).toBe(-1);
    await expect(eventsOf('tool-group')).rejects.toMatchObject({ code: 'stream-not-found' });
    await repositories(store).toolGroups.add(group, context);
    expect(group.pendingEvents).toEqual([]);
    expect(group.revision).toBe(1);
  });

  it.each([
    [{ selectors: [{ id: 'sel-1' }, { id: 'sel-2', namePattern: 'regex:(' }] }, '/selectors/1/namePattern'],
    [{ selectors: [{ id: 'sel-1' }, { id: 'sel-1', namePattern: 'get*' }] }, '/selectors/1/id'],
    [{ explicitToolIds: ['crm:get', ' '] }, '/explicitToolIds/1'],
    [{ excludedToolIds: [''] }, '/excludedToolIds/0'],
    [{ name: ' ' }, '/name'],
  ])('names the place of what is wrong in %j', async (fields, pointer) => {
    await expect(
      send({ type: 'create-tool-group', id: ID, name: 'Search', ...fields }),
    ).rejects.toMatchObject({ places: [{ pointer }] });
    expect(store.appendCount).toBe(0);
  });

  it('is a conflict when the id is taken', async () => {
    await send({ type: 'create-tool-group', id: ID, name: 'Search' });
    await expect(send({ type: 'create-tool-group', id: ID, name: 'Search' })).rejects.toMatchObject({
      kind: 'conflict',
      currentRevision: 0,
    });
  });
});

describe('A command on a tool group', () => {
  const id = ID;
  const cases: readonly (readonly [UseCase, string])[] = [
    [{ type: 'change-tool-group-details', id, name: 'Find', description: 'Reads' }, 'group.updated.v1'],
    [
      {
        type: 'replace-tool-group',
        id,
        name: 'Search',
        description: '',
        selectors: [{}, { namePattern: 'get*' }],
        explicitToolIds: ['crm:get'],
        excludedTools: [{ toolId: 'crm:drop' }],
      },
      'group.selector.added.v1',
    ],
    [{ type: 'add-selector', id, selector: { id: 'sel-2' } }, 'group.selector.added.v1'],
    [{ type: 'remove-selector', id, selectorId: 'sel-1' }, 'group.selector.removed.v1'],
    [{ type: 'add-explicit-tool', id, toolId: 'crm:new' }, 'group.tool.added.v1'],
    [{ type: 'remove-explicit-tool', id, toolId: 'crm:get' }, 'group.tool.removed.v1'],
    [{ type: 'exclude-tool', id, toolId: 'crm:new', reason: 'Slow' }, 'group.tool.excluded.v1'],
    [{ type: 'include-tool', id, toolId: 'crm:drop' }, 'group.tool.included.v1'],
    [{ type: 'deactivate-tool-group', id, reason: 'Incident' }, 'group.deactivated.v1'],
    [{ type: 'change-tool-group-details', id, requiresApproval: true }, 'group.approval.required.v1'],
    [{ type: 'delete-tool-group', id }, 'group.deleted.v1'],
  ];

  beforeEach(async () => {
    await send({
      type: 'create-tool-group',
      id,
      name: 'Search',
      selectors: [{ id: 'sel-1' }],
      explicitToolIds: ['crm:get'],
      excludedToolIds: ['crm:drop'],
    });
  });

  it.each(cases)('appends one event: %j', async (command, type) => {
    const answer = await send(command);
    const stored = await eventsOf('tool-group');
    expect(stored).toHaveLength(5);
    expect(stored.at(-1)).toMatchObject({ type, revision: 4, metadata: { actor: 'admin' } });
    expect(answer).toMatchObject({ id, revision: 4 });
    const { state, revision } = await repositories(store).toolGroups.getEvenIfDeleted(id);
    expect(answer).toEqual({ id, state, revision });
  });

  it.each(cases.filter(([{ type }]) => type !== 'remove-selector'))(
    'that is repeated succeeds and keeps the revision: %j',
    async (command) => {
      const first = await send(command);
      expect(await send(command)).toEqual(first);
      expect(await eventsOf('tool-group')).toHaveLength(5);
    },
  );

  it('activates a group that was deactivated, once', async () => {
    await send({ type: 'deactivate-tool-group', id });
    expect(await send({ type: 'activate-tool-group', id })).toMatchObject({ revision: 5 });
    expect(await send({ type: 'activate-tool-group', id })).toMatchObject({ revision: 5 });
  });

  it.each(cases)('is refused at another revision than expected: %j', async (command) => {
    await expect(send(command, contextOf('admin', { expectedRevision: 2 }))).rejects.toMatchObject({
      kind: 'conflict',
      code: 'stale-revision',
      currentRevision: 3,
    });
    expect(await send(command, contextOf('admin', { expectedRevision: 3 }))).toMatchObject({ revision: 4 });
  });

  it.each(cases)('is not-found for a group that never existed: %j', async (command) => {
    await expect(
      send({ ...command, id: '0b6f7a7e-58a1-4b54-9d5e-0a6c0c9f7c99' } as UseCase),
    ).rejects.toMatchObject({ kind: 'not-found', code: 'tool-group-not-found' });
  });

  it.each(cases.filter(([{ type }]) => type !== 'delete-tool-group'))(
    'is gone for a deleted group: %j',
    async (command) => {
      await send({ type: 'delete-tool-group', id });
      await expect(send(command)).rejects.toMatchObject({ kind: 'gone', code: 'tool-group-deleted' });
    },
  );

  it('deletes a deleted group again without an event, whatever revision was expected', async () => {
    await send({ type: 'delete-tool-group', id });
    const again = await send({ type: 'delete-tool-group', id }, contextOf('admin', { expectedRevision: 3 }));
    expect(again).toMatchObject({ id, revision: 4 });
    expect(await eventsOf('tool-group')).toHaveLength(5);
  });

  it('gives a selector without an id one that is derived from the command', async () => {
    const context = contextOf('operator');
    const { state } = await send({ type: 'add-selector', id, selector: { namePattern: 'get*' } }, context);
    expect(state.selectors.at(-1)).toMatchObject({ id: context.newId('selector'), namePattern: 'get*' });
  });
});

describe('A command on a task', () => {
  const id = ID;

  beforeEach(async () => {
    await send({ type: 'create-task', id, title: 'Review', assigneeId: 'viewer', department: 'Platform' });
  });

  it('changes several fields by one append, each by an event of its own', async () => {
    const answer = await send({
      type: 'change-task',
      id,
      title: 'Renew',
      description: '# Why',
      status: 'in_progress',
      priority: 'urgent',
      assigneeId: null,
      department: null,
      dueAt: '2026-01-31T12:00:00.000Z',
    });
    expect(answer).toMatchObject({
      revision: 7,
      state: { title: 'Renew', assigneeId: null, department: null, dueAt: '2026-01-31T12:00:00.000Z' },
    });
    expect(store.appendCount).toBe(2);
    expect((await eventsOf('task')).map(({ type }) => type)).toEqual(taskType.eventTypes.slice(0, 8));
  });

  it('changes nothing of the task when one of the changes is refused', async () => {
    await send({ type: 'change-task', id, status: 'completed' });
    await expect(
      send({ type: 'change-task', id, title: 'Renew', status: 'cancelled' }),
    ).rejects.toMatchObject({ kind: 'refused', code: 'status-transition' });
    expect(await eventsOf('task')).toHaveLength(2);
  });

  it('keeps the revision when the task is like that already', async () => {
    const same = { type: 'change-task', id, title: ' Review ', status: 'pending' } as const;
    expect(await send(same)).toMatchObject({ revision: 0 });
    expect(await send({ type: 'change-task', id })).toMatchObject({ revision: 0 });
    expect(store.appendCount).toBe(1);
  });

  it('lets an assignee who is a viewer change the status', async () => {
    const done = await send({ type: 'change-task', id, status: 'completed' }, contextOf('viewer'));
    expect(done).toMatchObject({ revision: 1, state: { status: 'completed', updatedBy: 'viewer' } });
  });

  it('keeps a viewer from everything else of a task that is assigned to them', async () => {
    const command = {
      type: 'change-task',
      id,
      status: 'completed',
      title: 'Review',
      assigneeId: null,
      dueAt: null,
    } as const;
    await expect(send(command, contextOf('viewer'))).rejects.toMatchObject({
      kind: 'forbidden',
      code: 'status-only',
      places: [{ pointer: '/title' }, { pointer: '/assigneeId' }, { pointer: '/dueAt' }],
    });
  });

  it('keeps a viewer from a task that is not assigned to them', async () => {
    await send({ type: 'change-task', id, assigneeId: 'somebody-else' });
    await expect(
      send({ type: 'change-task', id, status: 'completed' }, contextOf('viewer')),
    ).rejects.toMatchObject({ kind: 'forbidden', code: 'not-your-task' });
  });

  it('deletes it once, and again without an event', async () => {
    expect(await send({ type: 'delete-task', id })).toMatchObject({ id, revision: 1 });
    expect(await send({ type: 'delete-task', id })).toMatchObject({ id, revision: 1 });
    await expect(send({ type: 'change-task', id, title: 'Renew' })).rejects.toMatchObject({ kind: 'gone' });
  });

  it('creates it under an id of the command when nobody gave one', async () => {
    const context = contextOf('operator');
    const { id: given } = await send({ type: 'create-task', title: 'Review' }, context);
    expect(given).toBe(context.newId('task'));
    expect(await repositories(store).tasks.get(given)).toBeInstanceOf(Task);
  });
});
