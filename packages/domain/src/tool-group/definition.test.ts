import { isCoded } from '@tools-provider/mediator';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Stamp } from '../stamp.ts';
import { anyToolGroupDefinition } from '../testing/tool-group-wishes.ts';
import type { DefinedSelector, ToolGroupDefinition } from './definition.ts';
import { hasSameCriteria, toolSelector } from './selector.ts';
import { evolveToolGroup, initialToolGroup } from './state.ts';
import { ToolGroup } from './tool-group.ts';

const ID = '0b6f7a7e-58a1-4b54-9d5e-0a6c0c9f7c11';
const stamp: Stamp = {
  actor: { id: 'otto', name: 'Otto', roles: ['operator'] },
  occurredAt: '2026-01-02T03:04:05.678Z',
};
const EMPTY: ToolGroupDefinition = {
  name: 'Search',
  description: '',
  selectors: [],
  explicitToolIds: [],
  excludedTools: [],
};

/** Another definition, as the next command sends it: the ids of its new selectors are its own. */
const nextDefinition = anyToolGroupDefinition.map((definition) => ({
  ...definition,
  selectors: definition.selectors.map((one) => ({ ...one, idIfNew: `next-${one.idIfNew}` })),
}));

/** A stored group that is what the definition says; `undefined` for a definition that is refused. */
function groupOf(definition: ToolGroupDefinition): ToolGroup | undefined {
  const group = ToolGroup.create(ID, { name: 'Made' }, stamp);
  try {
    group.replaceDefinition(definition, stamp);
  } catch (error) {
    if (isCoded(error)) return undefined;
    throw error;
  }
  return ToolGroup.rehydrate(ID, group.state, group.pendingEvents.length - 1);
}

const put = (over: Partial<ToolGroupDefinition>, onto: Partial<ToolGroupDefinition> = {}) => {
  const group = groupOf({ ...EMPTY, ...onto }) as ToolGroup;
  group.replaceDefinition({ ...EMPTY, ...over }, stamp);
  return group;
};
const typesOf = (group: ToolGroup) => group.pendingEvents.map(({ type }) => type);
const selector = (id: string | undefined, criteria: object = {}): DefinedSelector => ({
  ...criteria,
  ...(id === undefined ? {} : { id }),
  idIfNew: 'new',
});

describe('A definition that is put over any other', () => {
  it('is exactly what the group is then, whatever it was', () => {
    fc.assert(
      fc.property(anyToolGroupDefinition, nextDefinition, (before, wanted) => {
        const group = groupOf(before);
        const target = groupOf(wanted);
        fc.pre(group !== undefined && target !== undefined);
        const reasons = new Map(group.state.excludedTools.map(({ toolId, reason }) => [toolId, reason]));
        group.replaceDefinition(wanted, stamp);
        const { state } = group;
        expect([state.name, state.description]).toEqual([wanted.name.trim(), wanted.description]);
        expect(state.selectors).toHaveLength(wanted.selectors.length);
        for (const [n, { id, idIfNew, ...criteria }] of wanted.selectors.entries()) {
          const made = state.selectors[n] as (typeof state.selectors)[number];
          expect(hasSameCriteria(made, toolSelector({ id: 'any', ...criteria }))).toBe(true);
          if (id !== undefined) expect(made.id).toBe(id);
        }
        expect(new Set(state.selectors.map(({ id }) => id)).size).toBe(state.selectors.length);
        expect(state.explicitTools.map(({ toolId }) => toolId).toSorted()).toEqual(
          [...new Set(wanted.explicitToolIds.map((toolId) => toolId.trim()))].toSorted(),
        );
        expect(new Map(state.excludedTools.map(({ toolId, reason }) => [toolId, reason]))).toEqual(
          new Map(
            wanted.excludedTools.map(({ toolId, reason }) => [
              toolId,
              reason === undefined ? (reasons.get(toolId) ?? null) : reason || null,
            ]),
          ),
        );
      }),
    );
  });

  it('takes no more events than there are differences, and the same ones each time', () => {
    fc.assert(
      fc.property(anyToolGroupDefinition, nextDefinition, (before, wanted) => {
        const [group, again] = [groupOf(before), groupOf(before)];
        fc.pre(group !== undefined && again !== undefined && groupOf(wanted) !== undefined);
        const { name, description, selectors, explicitTools, excludedTools } = group.state;
        group.replaceDefinition(wanted, stamp);
        again.replaceDefinition(wanted, stamp);
        expect(again.pendingEvents).toEqual(group.pendingEvents);
        const after = group.state;
        const apart = <Item>(one: readonly Item[], other: readonly Item[]) =>
          one.filter((item) => !other.some((another) => JSON.stringify(item) === JSON.stringify(another)));
        const lists = [
          [selectors, after.selectors],
          [explicitTools, after.explicitTools],
          [excludedTools, after.excludedTools],
        ] as const;
        const changes = lists.reduce(
          (sum, [one, other]) => sum + apart<unknown>(one, other).length + apart<unknown>(other, one).length,
          Number(name !== after.name || description !== after.description),
        );
        const reorderings = typesOf(group).filter((type) => type === 'group.selectors.reordered.v1').length;
        expect(reorderings).toBeLessThanOrEqual(1);
        expect(group.pendingEvents).toHaveLength(changes + reorderings);
      }),
    );
  });

  it('raises nothing the second time', () => {
    fc.assert(
      fc.property(anyToolGroupDefinition, (wanted) => {
        const group = groupOf(wanted);
        fc.pre(group !== undefined);
        group.replaceDefinition(wanted, stamp);
        expect(group.pendingEvents).toEqual([]);
      }),
    );
  });

  it('is told by events that fold to the group', () => {
    fc.assert(
      fc.property(anyToolGroupDefinition, nextDefinition, (before, wanted) => {
        const group = ToolGroup.create(ID, { name: 'Made' }, stamp);
        for (const definition of [before, wanted]) {
          if (groupOf(definition) !== undefined) group.replaceDefinition(definition, stamp);
        }
        expect(group.pendingEvents.reduce(evolveToolGroup, initialToolGroup)).toEqual(group.state);
      }),
    );
  });

  it('that is refused changes nothing, not even what of it could be', () => {
    const group = groupOf(EMPTY) as ToolGroup;
    const wanted = { ...EMPTY, name: 'Other', excludedTools: [{ toolId: 'a:b' }, { toolId: ' a:b ' }] };
    expect(() => group.replaceDefinition(wanted, stamp)).toThrow(
      expect.objectContaining({
        code: 'duplicate-entry',
        places: [{ pointer: '/excludedTools/1/toolId', detail: expect.any(String) }],
      }),
    );
    expect(group.pendingEvents).toEqual([]);
  });
});

describe('A selector of a definition', () => {
  it('is replaced under its id when its criteria are others, methods and labels too', () => {
    for (const criteria of [{ methodPattern: 'GET' }, { requiredLabelIds: ['label-1'] }]) {
      const group = put({ selectors: [selector('sel-1', criteria)] }, { selectors: [selector('sel-1')] });
      expect(typesOf(group)).toEqual(['group.selector.removed.v1', 'group.selector.added.v1']);
      expect(group.state.selectors).toMatchObject([{ id: 'sel-1', ...criteria }]);
    }
  });

  it('without an id is the one that has its criteria, and keeps that one’s id', () => {
    const group = put(
      { selectors: [selector(undefined, { requiredTags: ['b', 'a'] })] },
      { selectors: [selector('sel-1'), selector('sel-2', { requiredTags: ['a', 'b'] })] },
    );
    expect(group.state.selectors.map(({ id }) => id)).toEqual(['sel-2']);
    expect(typesOf(group)).toEqual(['group.selector.removed.v1']);
  });

  it('keeps the place that the definition gives it, by one event for all', () => {
    const [one, two, three] = ['sel-1', 'sel-2', 'sel-3'].map((id) => selector(id));
    const present = { selectors: [one, two] as DefinedSelector[] };
    const group = put({ selectors: [three, two, one] as DefinedSelector[] }, present);
    expect(typesOf(group)).toEqual(['group.selector.added.v1', 'group.selectors.reordered.v1']);
    expect(group.pendingEvents.at(-1)?.data).toMatchObject({ selectorIds: ['sel-3', 'sel-2', 'sel-1'] });
  });

  it('is refused when its id is there twice, or it is none, with its place', () => {
    for (const [selectors, pointer] of [
      [[selector('sel-1'), selector('sel-1', { methodPattern: 'GET' })], '/selectors/1/id'],
      [[selector('sel-1'), selector(undefined, { namePattern: 'regex:(' })], '/selectors/1/namePattern'],
    ] as const) {
      expect(() => put({ selectors })).toThrow(
        expect.objectContaining({ kind: 'invalid', places: [expect.objectContaining({ pointer })] }),
      );
    }
  });
});

it('An exclusion keeps its reason unless the definition gives another', () => {
  const present = { excludedTools: [{ toolId: 'a:b', reason: 'Too dangerous' }] };
  expect(typesOf(put({ excludedTools: [{ toolId: 'a:b' }] }, present))).toEqual([]);
  const group = put({ excludedTools: [{ toolId: 'a:b', reason: null }] }, present);
  expect(typesOf(group)).toEqual(['group.tool.included.v1', 'group.tool.excluded.v1']);
  expect(group.state.excludedTools).toMatchObject([{ toolId: 'a:b', reason: null }]);
});
