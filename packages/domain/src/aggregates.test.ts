import type { AggregateRoot, AggregateType, DomainEvent } from '@tools-provider/event-sourcing';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Label, labelType } from './label/label.ts';
import { OperatorPreferences, operatorPreferencesType } from './operator-preferences/operator-preferences.ts';
import { sourceType, ToolSource } from './source/tool-source.ts';
import { Task, taskType } from './task/task.ts';
import { anyLabelWish, anyNewLabel } from './testing/label-wishes.ts';
import { anyNewPreferences, anyPreferencesWish } from './testing/operator-preferences-wishes.ts';
import { anyNewSource, anySourceWish } from './testing/source-wishes.ts';
import { anyNewTask, anyTaskWish } from './testing/task-wishes.ts';
import { anyNewToolGroup, anyToolGroupWish } from './testing/tool-group-wishes.ts';
import { anyNewView, anyViewWish } from './testing/view-wishes.ts';
import { deepFreeze, tryWishes, type Wish } from './testing/wishes.ts';
import { ToolGroup, toolGroupType } from './tool-group/tool-group.ts';
import { View, viewType } from './view/view.ts';

type AnyRoot = AggregateRoot<unknown, DomainEvent>;
type AnyType = AggregateType<unknown, DomainEvent, AnyRoot>;

interface Subject {
  readonly name: string;
  readonly type: AnyType;
  readonly methods: readonly string[];
  readonly created: fc.Arbitrary<AnyRoot>;
  readonly wish: fc.Arbitrary<Wish>;
}

const methodsOf = (aggregate: { prototype: object }) =>
  Object.getOwnPropertyNames(aggregate.prototype).filter((name) => name !== 'constructor');

const subjects: readonly Subject[] = [
  {
    name: 'tool group',
    type: toolGroupType as unknown as AnyType,
    methods: methodsOf(ToolGroup),
    created: anyNewToolGroup as unknown as fc.Arbitrary<AnyRoot>,
    wish: anyToolGroupWish,
  },
  {
    name: 'task',
    type: taskType as unknown as AnyType,
    methods: methodsOf(Task),
    created: anyNewTask as unknown as fc.Arbitrary<AnyRoot>,
    wish: anyTaskWish,
  },
  {
    name: 'source',
    type: sourceType as unknown as AnyType,
    methods: methodsOf(ToolSource),
    created: anyNewSource as unknown as fc.Arbitrary<AnyRoot>,
    wish: anySourceWish,
  },
  {
    name: 'label',
    type: labelType as unknown as AnyType,
    methods: methodsOf(Label),
    created: anyNewLabel as unknown as fc.Arbitrary<AnyRoot>,
    wish: anyLabelWish,
  },
  {
    name: 'view',
    type: viewType as unknown as AnyType,
    methods: methodsOf(View),
    created: anyNewView as unknown as fc.Arbitrary<AnyRoot>,
    wish: anyViewWish,
  },
  {
    name: 'set of preferences',
    type: operatorPreferencesType as unknown as AnyType,
    methods: methodsOf(OperatorPreferences),
    created: anyNewPreferences as unknown as fc.Arbitrary<AnyRoot>,
    wish: anyPreferencesWish,
  },
];

describe.each(subjects)('Any history of a $name', ({ type, methods, created, wish }) => {
  const wishes = fc.array(wish, { maxLength: 30 });

  it('folds to the state of the aggregate, without changing a state or an event on the way', () => {
    fc.assert(
      fc.property(created, wishes, (aggregate, tried) => {
        tryWishes(aggregate, tried);
        const events = deepFreeze(aggregate.pendingEvents);
        const states = [deepFreeze(type.initial)];
        for (const event of events) states.push(deepFreeze(type.evolve(states.at(-1), event)));
        expect(states.at(-1)).toEqual(aggregate.state);
        expect(type.evolve(states.at(-2), events.at(-1) as DomainEvent)).toEqual(states.at(-1));
      }),
    );
  });

  it('is told by events that JSON keeps whole', () => {
    fc.assert(
      fc.property(created, wishes, (aggregate, tried) => {
        tryWishes(aggregate, tried);
        for (const event of aggregate.pendingEvents) {
          expect(JSON.parse(JSON.stringify(event))).toStrictEqual(event);
          expect(type.eventTypes).toContain(event.type);
        }
      }),
    );
  });

  it('is the same when the aggregate is loaded again before every wish', () => {
    fc.assert(
      fc.property(created, wishes, (aggregate, tried) => {
        let loaded = type.rehydrate(aggregate.id, aggregate.state, 0);
        const events = [...aggregate.pendingEvents];
        for (const one of tried) {
          tryWishes(loaded, [one]);
          events.push(...loaded.pendingEvents);
          loaded = type.rehydrate(loaded.id, loaded.state, events.length - 1);
        }
        tryWishes(aggregate, tried);
        expect(aggregate.pendingEvents).toEqual(events);
      }),
    );
  });

  it('does not go on when every wish is repeated at once', () => {
    fc.assert(
      fc.property(created, wishes, (aggregate, tried) => {
        for (const one of tried) {
          tryWishes(aggregate, [one]);
          const before = aggregate.state;
          tryWishes(aggregate, [one]);
          expect(aggregate.state).toBe(before);
        }
      }),
    );
  });

  it('ends with its deletion', () => {
    fc.assert(
      fc.property(created, wishes, (aggregate, tried) => {
        tryWishes(aggregate, tried);
        const types = aggregate.pendingEvents.map((event) => event.type);
        const deletions = types.filter((name) => /\.(deleted|deregistered)\.v1$/.test(name));
        expect(deletions).toHaveLength(type.isDeleted(aggregate.state) ? 1 : 0);
        if (type.isDeleted(aggregate.state)) expect(types.at(-1)).toBe(deletions[0]);
      }),
    );
  });

  it('can come from every method and hold every event type', () => {
    const tried = fc.sample(fc.tuple(created, wishes), { numRuns: 500, seed: 1 });
    const called = new Set<string>();
    const raised = new Set<string>();
    for (const [aggregate, list] of tried) {
      tryWishes(aggregate, list);
      for (const { method } of list) called.add(method);
      for (const event of aggregate.pendingEvents) raised.add(event.type);
    }
    expect([...called].sort()).toEqual([...methods].sort());
    expect([...raised].sort()).toEqual([...type.eventTypes].sort());
  });

  it('is not folded over an event type that nobody knows', () => {
    for (const unknown of ['group.teleported.v1', 'constructor', '__proto__']) {
      expect(() => type.evolve(type.initial, { type: unknown, data: {} })).toThrow(
        expect.objectContaining({ kind: 'defect', code: 'missing-event-handler' }),
      );
    }
  });
});
