import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CatalogTool } from './catalog-tool.ts';
import type { GroupDefinition } from './membership.ts';
import { explainTools, resolveTools } from './resolution.ts';
import { type ToolSelectorInput, toolSelector } from './selector.ts';

const tool = (id: string, more: Partial<CatalogTool> = {}): CatalogTool => ({
  id,
  name: id,
  sourceName: 'CRM',
  path: `/v1/${id}`,
  method: 'GET',
  tags: [],
  labelIds: [],
  status: 'active',
  isEnabled: true,
  isSourceEnabled: true,
  ...more,
});

const AT = '2026-11-21T10:00:00.000Z';

interface Definition {
  readonly selectors?: readonly Partial<ToolSelectorInput>[];
  readonly explicit?: readonly string[];
  readonly excluded?: readonly string[];
}

function definition({ selectors = [], explicit = [], excluded = [] }: Definition): GroupDefinition {
  return {
    selectors: selectors.map((selector, index) => toolSelector({ id: `sel-${index + 1}`, ...selector })),
    explicitTools: explicit.map((toolId) => ({ toolId, addedAt: AT, addedBy: 'otto', atRevision: 5 })),
    excludedTools: excluded.map((toolId) => ({
      toolId,
      excludedAt: AT,
      excludedBy: 'ada',
      reason: 'Too dangerous',
      atRevision: 6,
    })),
  };
}

const idsOf = (group: GroupDefinition, catalog: readonly CatalogTool[]) =>
  resolveTools(group, catalog).map((resolved) => resolved.tool.id);

describe('the tools of a group', () => {
  it('are none without selectors and explicit tools', () => {
    expect(idsOf(definition({}), [tool('a')])).toEqual([]);
  });

  it('are those of any of its selectors, each with the selectors that select it', () => {
    const group = definition({ selectors: [{ namePattern: 'get*' }, { namePattern: '*User' }] });
    const catalog = ['getUser', 'getOrder', 'listUser', 'list'].map((id) => tool(id));
    const by = (selectorId: string) => ({ kind: 'matched', selectorId, criteria: ['name'] });
    expect(resolveTools(group, catalog).map(({ tool: { id }, reasons }) => [id, reasons])).toEqual([
      ['getUser', [by('sel-1'), by('sel-2')]],
      ['getOrder', [by('sel-1')]],
      ['listUser', [by('sel-2')]],
    ]);
  });

  it.each<[string, Partial<ToolSelectorInput>, Partial<CatalogTool>]>([
    ['the name of the source', { sourcePattern: 'crm' }, { sourceName: 'ERP' }],
    ['the name', { namePattern: 'a' }, { name: 'b' }],
    ['the path', { pathPattern: '/v1/*' }, { path: '/v2/a' }],
    ['the path that it lacks', { pathPattern: '/v1/*' }, { path: null }],
    ['the method', { methodPattern: 'get' }, { method: 'POST' }],
    ['a required tag', { requiredTags: ['read', 'fast'] }, { tags: ['read'] }],
    ['an excluded tag', { excludedTags: ['beta', 'slow'] }, { tags: ['read', 'fast', 'slow'] }],
    ['a required label', { requiredLabelIds: ['gold'] }, { labelIds: ['silver'] }],
  ])('meet all criteria of one selector: not by %s, not selected', (_, criterion, difference) => {
    const fits = { tags: ['read', 'fast'], labelIds: ['gold'] };
    const group = definition({ selectors: [{ methodPattern: '*', ...criterion }] });
    expect(idsOf(group, [tool('a', fits)])).toEqual(['a']);
    expect(idsOf(group, [tool('a', { ...fits, ...difference })])).toEqual([]);
  });

  it('hold the explicit ones, which no selector needs to select', () => {
    const [resolved] = resolveTools(definition({ explicit: ['a', 'not-there-yet'] }), [tool('a'), tool('b')]);
    expect(resolved).toMatchObject({
      tool: { id: 'a' },
      reasons: [{ kind: 'included', atRevision: 5, at: AT, by: 'otto' }],
    });
  });

  it('never hold an excluded one, selected or explicit', () => {
    const group = definition({ selectors: [{}], explicit: ['a'], excluded: ['a', 'b'] });
    expect(idsOf(group, [tool('a'), tool('b'), tool('c')])).toEqual(['c']);
  });

  it.each<[string, Partial<CatalogTool>]>([
    ['is disabled', { isEnabled: false }],
    ['is deprecated', { status: 'deprecated' }],
    ['has a source that is disabled', { isSourceEnabled: false }],
  ])('never hold one that %s, selected or explicit', (_, unavailable) => {
    const group = definition({ selectors: [{}], explicit: ['a'] });
    expect(idsOf(group, [tool('a', unavailable), tool('b', unavailable)])).toEqual([]);
  });

  it('only grow with another selector, and only shrink with another exclusion', () => {
    const catalog = ['getUser', 'getOrder', 'listUser', 'drop'].map((id) => tool(id));
    const patterns = fc.array(fc.constantFrom('get*', '*user', 'd?op', 'nothing'), { maxLength: 3 });
    const excluded = fc.array(fc.constantFrom('getUser', 'drop'), { maxLength: 2 });
    fc.assert(
      fc.property(patterns, excluded, (names, exclusions) => {
        const selectors = names.map((namePattern) => ({ namePattern }));
        const without = new Set(idsOf(definition({ selectors }), catalog));
        const more = new Set(
          idsOf(definition({ selectors: [...selectors, { namePattern: 'get*' }] }), catalog),
        );
        const fewer = new Set(idsOf(definition({ selectors, excluded: exclusions }), catalog));
        expect(without.isSubsetOf(more)).toBe(true);
        expect(fewer).toEqual(without.difference(new Set(exclusions)));
      }),
    );
  });
});

describe('Why a group has a tool or not', () => {
  it('is everything that speaks for it, and then everything that speaks against it', () => {
    const group = definition({
      selectors: [{ namePattern: 'a', methodPattern: 'get', requiredTags: ['read'] }],
      explicit: ['a'],
      excluded: ['a'],
    });
    const broken = tool('a', { tags: ['read'], isEnabled: false, isSourceEnabled: false });
    expect(explainTools(group, [broken, tool('b')])).toEqual([
      {
        toolId: 'a',
        isResolved: false,
        reasons: [
          { kind: 'matched', selectorId: 'sel-1', criteria: ['name', 'method', 'required-tags'] },
          { kind: 'included', atRevision: 5, at: AT, by: 'otto' },
          { kind: 'excluded', atRevision: 6, at: AT, by: 'ada', reason: 'Too dangerous' },
          { kind: 'disabled' },
          { kind: 'source-disabled' },
        ],
      },
    ]);
  });

  it('is that nothing is restricted, for a selector of everything', () => {
    const [explained] = explainTools(definition({ selectors: [{}] }), [tool('a')]);
    expect(explained?.reasons).toEqual([{ kind: 'matched', selectorId: 'sel-1', criteria: [] }]);
  });

  it('says of a tool that vanished that it is deprecated, and not that it is disabled, which it then is by itself', () => {
    const vanished = tool('a', { status: 'deprecated', isEnabled: false });
    const [explained] = explainTools(definition({ explicit: ['a'] }), [vanished]);
    expect(explained?.reasons.map(({ kind }) => kind)).toEqual(['included', 'deprecated']);
  });

  it('says of the tools that a group names and the catalogue does not have that they are unknown', () => {
    const explained = explainTools(definition({ selectors: [{}], explicit: ['x'], excluded: ['y'] }), []);
    expect(explained.map(({ toolId, isResolved, reasons }) => [toolId, isResolved, reasons.at(-1)])).toEqual([
      ['x', false, { kind: 'unknown-tool' }],
      ['y', false, { kind: 'unknown-tool' }],
    ]);
  });

  it('is not known of who and when for what documents of earlier versions and wishes do not say', () => {
    const group: GroupDefinition = {
      ...definition({}),
      explicitTools: [{ toolId: 'a', addedAt: '', addedBy: '' }],
    };
    expect(explainTools(group, [tool('a')])[0]?.reasons).toEqual([
      { kind: 'included', atRevision: null, at: null, by: null },
    ]);
  });
});
