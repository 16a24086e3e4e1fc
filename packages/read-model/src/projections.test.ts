import {
  type Label,
  labelType,
  type SourceState,
  sourceType,
  Task,
  ToolGroup,
  type ToolSource,
  taskType,
  toolGroupType,
} from '@tools-provider/domain';
import {
  anyLabelWish,
  anyNewLabel,
  anyNewSource,
  anyNewTask,
  anyNewToolGroup,
  anySourceWish,
  anyTaskWish,
  anyToolGroupWish,
  deepFreeze,
  tryWishes,
  type Wish,
} from '@tools-provider/domain/testing';
import type {
  DomainEvent,
  Projection,
  ReadDocument,
  ReadPathContext,
  RecordedEvent,
} from '@tools-provider/event-sourcing';
import { InMemoryDocumentSession } from '@tools-provider/event-sourcing/testing';
import { Mediator } from '@tools-provider/mediator';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { recorded } from '../test/recorded.ts';
import { collectionSpecs } from './collection-specs.ts';
import { labelProjection } from './label/project.ts';
import { projections, registerProjections } from './projections.ts';
import { sourceProjection } from './source/project.ts';
import { taskProjection } from './task/project.ts';
import { toolGroupProjection } from './tool-group/project.ts';

const ID = '0b6f7a7e-58a1-4b54-9d5e-0a6c0c9f7c11';
const stamp = {
  actor: { id: 'otto', name: 'Otto', roles: ['operator'] },
  occurredAt: '2026-01-02T03:04:05.678Z',
};

interface Subject {
  readonly name: string;
  readonly projection: Projection<ReadDocument, DomainEvent>;
  readonly eventTypes: readonly string[];
  readonly created: fc.Arbitrary<ToolGroup | Task | ToolSource | Label>;
  readonly wish: fc.Arbitrary<Wish>;
  /** What the aggregate decides by, and nobody reads. */
  readonly unread?: readonly string[];
}

const subjects: readonly Subject[] = [
  {
    name: toolGroupType.name,
    projection: toolGroupProjection as unknown as Projection<ReadDocument, DomainEvent>,
    eventTypes: toolGroupType.eventTypes,
    created: anyNewToolGroup,
    wish: anyToolGroupWish,
  },
  {
    name: taskType.name,
    projection: taskProjection as unknown as Projection<ReadDocument, DomainEvent>,
    eventTypes: taskType.eventTypes,
    created: anyNewTask,
    wish: anyTaskWish,
  },
  {
    name: sourceType.name,
    projection: sourceProjection as unknown as Projection<ReadDocument, DomainEvent>,
    eventTypes: sourceType.eventTypes,
    created: anyNewSource,
    wish: anySourceWish,
    unread: [
      'failedAttemptId',
      'sinceInventory',
      'tools',
      'revision',
      'allToolsRevision',
    ] satisfies (keyof SourceState)[],
  },
  {
    name: labelType.name,
    projection: labelProjection as unknown as Projection<ReadDocument, DomainEvent>,
    eventTypes: labelType.eventTypes,
    created: anyNewLabel,
    wish: anyLabelWish,
  },
];

function projectAll(
  { projection }: Subject,
  id: string,
  events: readonly RecordedEvent[],
): ReadDocument | undefined {
  return events.reduce<ReadDocument | undefined>(
    (document, event) => deepFreeze(projection.project(document, event, id)),
    undefined,
  );
}

describe.each(subjects)('The document of a $name', (subject) => {
  const histories = fc.tuple(subject.created, fc.array(subject.wish, { maxLength: 30, size: 'max' }));

  it('says what the aggregate says, after any history, and is gone when the aggregate is', () => {
    fc.assert(
      fc.property(histories, ([aggregate, wishes]) => {
        tryWishes(aggregate, wishes);
        const document = projectAll(subject, aggregate.id, recorded(subject.name, aggregate));
        const { isDeleted, ...state } = aggregate.state;
        const read = Object.entries(state).filter(([name]) => subject.unread?.includes(name) !== true);
        if (isDeleted) expect(document).toBeUndefined();
        else expect(document).toMatchObject({ id: aggregate.id, ...Object.fromEntries(read) });
      }),
    );
  });

  it('is the same whenever it is made, from events that nobody changes on the way', () => {
    fc.assert(
      fc.property(histories, ([aggregate, wishes]) => {
        tryWishes(aggregate, wishes);
        const events = recorded(subject.name, aggregate);
        const again = JSON.parse(JSON.stringify(events)) as readonly RecordedEvent[];
        expect(projectAll(subject, aggregate.id, events)).toStrictEqual(
          projectAll(subject, aggregate.id, again),
        );
      }),
    );
  });

  it('is plain JSON', () => {
    fc.assert(
      fc.property(histories, ([aggregate, wishes]) => {
        tryWishes(aggregate, wishes);
        const document = projectAll(subject, aggregate.id, recorded(subject.name, aggregate));
        if (document !== undefined) expect(JSON.parse(JSON.stringify(document))).toStrictEqual(document);
      }),
    );
  });

  it('is made by the creating event alone; any other one without it is an error', () => {
    const { projection } = subject;
    for (const type of projection.eventTypes.filter((name) => name !== projection.createdBy)) {
      const event = { ...recorded(subject.name, newGroup())[0], type, data: {} } as RecordedEvent;
      expect(() => projection.project(undefined, event, ID)).toThrow(
        expect.objectContaining({ code: 'missing-document' }),
      );
    }
  });

  it('knows every event type of the aggregate and no other', () => {
    expect([...subject.projection.eventTypes].sort()).toEqual([...subject.eventTypes].sort());
    const unknown = { ...recorded(subject.name, newGroup())[0], type: 'constructor' } as RecordedEvent;
    expect(() => subject.projection.project({ id: ID }, unknown, ID)).toThrow(
      expect.objectContaining({ code: 'unknown-event' }),
    );
  });
});

describe('The document of a tool group', () => {
  it('counts what it holds', () => {
    const group = newGroup();
    group.addSelector({ id: 'sel-1' }, stamp);
    group.addSelector({ id: 'sel-2' }, stamp);
    group.addExplicitTool('crm:get', stamp);
    group.excludeTool('crm:drop', 'Too dangerous', stamp);
    expect(projectAll(subjects[0] as Subject, ID, recorded('tool-group', group))).toMatchObject({
      selectorCount: 2,
      explicitToolCount: 1,
      excludedToolCount: 1,
    });
  });

  it('knows at which of its revisions a tool was included and excluded', () => {
    const group = newGroup();
    group.addExplicitTool('crm:get', stamp);
    group.excludeTool('crm:drop', undefined, stamp);
    expect(projectAll(subjects[0] as Subject, ID, recorded('tool-group', group))).toMatchObject({
      explicitTools: [{ toolId: 'crm:get', atRevision: 1 }],
      excludedTools: [{ toolId: 'crm:drop', atRevision: 2 }],
    });
  });

  it('says whether its activation waits for an approval', () => {
    const group = ToolGroup.create(ID, { name: 'Search', requiresApproval: true }, stamp);
    const isWaiting = () => projectAll(subjects[0] as Subject, ID, recorded('tool-group', group));
    expect(isWaiting()).toMatchObject({ hasActivationRequest: false });
    group.activate('request-1', stamp);
    expect(isWaiting()).toMatchObject({ hasActivationRequest: true });
    group.rejectActivation('request-1', { rejectedBy: 'ada' }, stamp);
    expect(isWaiting()).toMatchObject({ hasActivationRequest: false });
  });

  it('can be found by name and description, whatever their case, after they have changed too', () => {
    const group = newGroup();
    group.changeDetails({ description: 'Reads CUSTOMERS' }, stamp);
    expect(projectAll(subjects[0] as Subject, ID, recorded('tool-group', group))).toMatchObject({
      searchWords: ['search', 'reads', 'customers'],
      nameOrder: 'search',
    });
  });
});

describe('The document of a task', () => {
  it('comes by its due date when it is sorted by it, and after all others without one', () => {
    const task = Task.create(ID, { title: 'Review', dueAt: '2026-01-31T12:00:00.000Z' }, stamp);
    const orderOf = () => projectAll(subjects[1] as Subject, ID, recorded('task', task));
    expect(orderOf()).toMatchObject({ dueOrder: '2026-01-31T12:00:00.000Z' });
    task.changeDueAt('2026-02-01T12:00:00.000Z', stamp);
    expect(orderOf()).toMatchObject({ dueOrder: '2026-02-01T12:00:00.000Z' });
    task.changeDueAt(null, stamp);
    expect(orderOf()).toMatchObject({ dueAt: null, dueOrder: '9999-12-31T23:59:59.999Z' });
  });

  it('is among those that may be overdue only while it is neither completed nor cancelled', () => {
    const dueAt = '2026-01-31T12:00:00.000Z';
    const task = Task.create(ID, { title: 'Review', dueAt }, stamp);
    const orderOf = () => projectAll(subjects[1] as Subject, ID, recorded('task', task));
    expect(orderOf()).toMatchObject({ openDueOrder: dueAt });
    task.changeStatus('completed', stamp);
    expect(orderOf()).toMatchObject({ dueOrder: dueAt, openDueOrder: '9999-12-31T23:59:59.999Z' });
  });

  it('has neither a due date nor an approval when an earlier version stored its event', () => {
    const event = recorded('task', Task.create(ID, { title: 'Review' }, stamp))[0] as RecordedEvent;
    const { dueAt: _, approval: __, ...data } = event.data as Readonly<Record<string, unknown>>;
    const { project } = (subjects[1] as Subject).projection;
    expect(project(undefined, { ...event, data }, ID)).toStrictEqual(project(undefined, event, ID));
  });

  it('can be found by title and description, whatever their case, after they have changed too', () => {
    const task = Task.create(ID, { title: 'Review' }, stamp);
    task.changeDescription('Ask LEGAL', stamp);
    expect(projectAll(subjects[1] as Subject, ID, recorded('task', task))).toMatchObject({
      searchWords: ['review', 'ask', 'legal'],
      titleOrder: 'review',
    });
  });
});

describe('The read path', () => {
  it('has a projection for every event type of every aggregate', () => {
    const mediator = new Mediator<unknown, ReadPathContext>();
    registerProjections(mediator);
    const known = [toolGroupType, taskType, sourceType, labelType].flatMap(
      ({ eventTypes }) => eventTypes as readonly string[],
    );
    expect([...mediator.handledEventTypes].sort()).toEqual(known.toSorted());
    const collections = projections.map(({ collection }) => collection);
    expect(collectionSpecs.map(({ name }) => name).toSorted()).toEqual(collections.toSorted());
  });

  it('keeps each document under the id that its stream names', async () => {
    const mediator = new Mediator<unknown, ReadPathContext>();
    registerProjections(mediator);
    const documents = new InMemoryDocumentSession();
    const { stored } = documents;
    const group = newGroup();
    group.addSelector({ id: 'sel-1', namePattern: '*' }, stamp);
    for (const event of recorded('tool-group', group)) {
      await mediator.publish(event, { event, documents, emit: () => undefined });
    }
    expect(stored.get(`tool-groups/${ID}`)).toMatchObject({ id: ID, selectors: [{ id: 'sel-1' }] });
    group.delete(stamp);
    const deletion = recorded('tool-group', group).at(-1) as RecordedEvent;
    await mediator.publish(deletion, { event: deletion, documents, emit: () => undefined });
    expect(stored.size).toBe(0);
  });

  it('fails on a selector that is added to a group which is not there, and makes no partial document', async () => {
    const mediator = new Mediator<unknown, ReadPathContext>();
    registerProjections(mediator);
    const documents = new InMemoryDocumentSession();
    const { stored } = documents;
    const group = newGroup();
    group.addSelector({ id: 'sel-1' }, stamp);
    const event = recorded('tool-group', group)[1] as RecordedEvent;
    const context = { event, documents, emit: () => undefined };
    await expect(mediator.publish(event, context)).rejects.toMatchObject({ code: 'missing-document' });
    expect(stored.size).toBe(0);
  });

  it('fails on an event whose stream is of no aggregate', async () => {
    const mediator = new Mediator<unknown, ReadPathContext>();
    registerProjections(mediator);
    const event = { ...recorded('tool-group', newGroup())[0], stream: 'elsewhere-1' } as RecordedEvent;
    const context = { event, documents: new InMemoryDocumentSession(), emit: () => undefined };
    await expect(mediator.publish(event, context)).rejects.toMatchObject({ code: 'event-processing' });
  });
});

function newGroup(): ToolGroup {
  return ToolGroup.create(ID, { name: 'Search' }, stamp);
}
