import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CatalogTool, resolveTools, type ToolMembership } from './resolution.ts';
import { type ToolSelectorInput, toolSelector } from './selector.ts';

const tool = (id: string, more: Partial<CatalogTool> = {}): CatalogTool => ({
  id,
  name: id,
  sourceName: 'CRM',
  path: `/v1/${id}`,
  method: 'GET',
  tags: [],
  labelIds: [],
  isEnabled: true,
  ...more,
});

interface Membership {
  readonly selectors?: readonly Partial<ToolSelectorInput>[];
  readonly explicit?: readonly string[];
  readonly excluded?: readonly string[];
}

function membership({ selectors = [], explicit = [], excluded = [] }: Membership): ToolMembership {
  return {
    selectors: selectors.map((selector, index) => toolSelector({ id: `sel-${index + 1}`, ...selector })),
    explicitTools: explicit.map((toolId) => ({ toolId, addedAt: '', addedBy: '' })),
    excludedTools: excluded.map((toolId) => ({ toolId, excludedAt: '', excludedBy: '', reason: null })),
  };
}

const idsOf = (group: ToolMembership, catalog: readonly CatalogTool[]) =>
  resolveTools(group, catalog).map((resolved) => resolved.tool.id);

describe('the tools of a group', () => {
  it('are none without selectors and explicit tools', () => {
    expect(idsOf(membership({}), [tool('a')])).toEqual([]);
  });

  it('are those of any of its selectors, each with the selectors that select it', () => {
    const group = membership({ selectors: [{ namePattern: 'get*' }, { namePattern: '*User' }] });
    const catalog = ['getUser', 'getOrder', 'listUser', 'list'].map((id) => tool(id));
    expect(resolveTools(group, catalog).map((resolved) => [resolved.tool.id, resolved.selectorIds])).toEqual([
      ['getUser', ['sel-1', 'sel-2']],
      ['getOrder', ['sel-1']],
      ['listUser', ['sel-2']],
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
    const group = membership({ selectors: [{ methodPattern: '*', ...criterion }] });
    expect(idsOf(group, [tool('a', fits)])).toEqual(['a']);
    expect(idsOf(group, [tool('a', { ...fits, ...difference })])).toEqual([]);
  });

  it('hold the explicit ones, which no selector needs to select', () => {
    const [resolved] = resolveTools(membership({ explicit: ['a', 'not-there-yet'] }), [tool('a'), tool('b')]);
    expect(resolved).toMatchObject({ tool: { id: 'a' }, isExplicit: true, selectorIds: [] });
  });

  it('never hold an excluded one, selected or explicit', () => {
    const group = membership({ selectors: [{}], explicit: ['a'], excluded: ['a', 'b'] });
    expect(idsOf(group, [tool('a'), tool('b'), tool('c')])).toEqual(['c']);
  });

  it('never hold a disabled one, selected or explicit', () => {
    const group = membership({ selectors: [{}], explicit: ['a'] });
    expect(idsOf(group, [tool('a', { isEnabled: false }), tool('b', { isEnabled: false })])).toEqual([]);
  });

  it('only grow with another selector, and only shrink with another exclusion', () => {
    const catalog = ['getUser', 'getOrder', 'listUser', 'drop'].map((id) => tool(id));
    const patterns = fc.array(fc.constantFrom('get*', '*user', 'd?op', 'nothing'), { maxLength: 3 });
    const excluded = fc.array(fc.constantFrom('getUser', 'drop'), { maxLength: 2 });
    fc.assert(
      fc.property(patterns, excluded, (names, exclusions) => {
        const selectors = names.map((namePattern) => ({ namePattern }));
        const without = new Set(idsOf(membership({ selectors }), catalog));
        const more = new Set(
          idsOf(membership({ selectors: [...selectors, { namePattern: 'get*' }] }), catalog),
        );
        const fewer = new Set(idsOf(membership({ selectors, excluded: exclusions }), catalog));
        expect(without.isSubsetOf(more)).toBe(true);
        expect(fewer).toEqual(without.difference(new Set(exclusions)));
      }),
    );
  });
});
