import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CatalogTool } from './catalog-tool.ts';
import type { GroupDefinition } from './membership.ts';
import { type PreviewLimits, previewDefinition } from './preview.ts';
import { resolveTools } from './resolution.ts';
import { type ToolSelectorInput, toolSelector } from './selector.ts';

const tool = (name: string, more: Partial<CatalogTool> = {}): CatalogTool => ({
  id: `crm:${name}`,
  name,
  sourceName: 'CRM',
  path: `/v1/${name}`,
  method: name.startsWith('get') ? 'GET' : 'POST',
  tags: [],
  labelIds: [],
  status: 'active',
  isEnabled: true,
  isSourceEnabled: true,
  ...more,
});
const CATALOG = ['getUser', 'getOrder', 'addUser', 'addOrder'].map((name) => tool(name));
const LIMITS: PreviewLimits = { changes: 10, nearMisses: 10 };

function definition(
  selectors: readonly Partial<ToolSelectorInput>[],
  explicit: readonly string[] = [],
  excluded: readonly string[] = [],
): GroupDefinition {
  return {
    selectors: selectors.map((selector, index) => toolSelector({ id: `sel-${index + 1}`, ...selector })),
    explicitTools: explicit.map((toolId) => ({ toolId, addedAt: '', addedBy: '' })),
    excludedTools: excluded.map((toolId) => ({ toolId, excludedAt: '', excludedBy: '', reason: null })),
  };
}

const EMPTY = definition([]);
const namesOf = (changes: readonly { readonly tool: CatalogTool }[]) =>
  changes.map(({ tool: { name } }) => name);

describe('The preview of a changed definition', () => {
  it('tells who joins and who leaves, each with why', () => {
    const before = definition([{ namePattern: 'get*' }], ['crm:addUser']);
    const after = definition([{ namePattern: '*Order' }], ['crm:addUser'], ['crm:addUser']);
    const { totals, joining, leaving } = previewDefinition(before, after, CATALOG, LIMITS);
    expect(totals).toEqual({ before: 3, after: 2, joining: 1, leaving: 2 });
    const matched = { kind: 'matched', selectorId: 'sel-1', criteria: ['name'] };
    const included = { kind: 'included', atRevision: null, at: null, by: null };
    expect(joining).toEqual([{ tool: CATALOG[3], before: [], after: [matched] }]);
    expect(leaving).toEqual([
      { tool: CATALOG[0], before: [matched], after: [] },
      {
        tool: CATALOG[2],
        before: [included],
        after: [included, { kind: 'excluded', atRevision: null, at: null, by: null, reason: null }],
      },
    ]);
  });

  it('counts all, and lists no more than is wanted', () => {
    const limits = { changes: 2, nearMisses: 0 };
    const { totals, joining } = previewDefinition(EMPTY, definition([{}]), CATALOG, limits);
    expect(totals).toEqual({ before: 0, after: 4, joining: 4, leaving: 0 });
    expect(namesOf(joining)).toEqual(['getUser', 'getOrder']);
  });

  it('names the tools that fail one criterion of a selector of several, and which', () => {
    const after = definition([{ namePattern: '*user', methodPattern: 'GET', pathPattern: '/v1/*' }]);
    const { nearMisses, hasMoreNearMisses } = previewDefinition(EMPTY, after, CATALOG, LIMITS);
    expect(nearMisses).toEqual([
      { tool: CATALOG[2], selectorId: 'sel-1', criterion: 'method' },
      { tool: CATALOG[1], selectorId: 'sel-1', criterion: 'name' },
    ]);
    expect(hasMoreNearMisses).toBe(false);
    const fewer = previewDefinition(EMPTY, after, CATALOG, { changes: 1, nearMisses: 1 });
    expect([fewer.nearMisses.length, fewer.hasMoreNearMisses]).toEqual([1, true]);
  });

  it('tells the nearest misses first: of selectors being changed, with more that holds, with more of the text', () => {
    const kept = { id: 'kept', namePattern: 'get*', methodPattern: 'DELETE' };
    const typed = { id: 'typed', namePattern: 'addOrders', methodPattern: 'POST' };
    const misses = (limit: number, ...selectors: Partial<ToolSelectorInput>[]) => {
      const limits = { changes: 1, nearMisses: limit };
      const preview = previewDefinition(definition([kept]), definition(selectors), CATALOG, limits);
      return preview.nearMisses.map(({ tool: { name }, selectorId }) => `${name} by ${selectorId}`);
    };
    const all = ['addOrder by typed', 'addUser by typed', 'getUser by kept', 'getOrder by kept'];
    expect(misses(10, kept, typed)).toEqual(all);
    expect(misses(1, kept, typed)).toEqual(all.slice(0, 1));
    const narrow = { id: 'narrow', sourcePattern: 'CRM', namePattern: '*user', methodPattern: 'PUT' };
    expect(misses(2, typed, narrow)).toEqual(['getUser by narrow', 'addUser by narrow']);
    const elsewhere = { id: 'elsewhere', sourcePattern: 'CRM2', methodPattern: 'GET' };
    expect(misses(3, elsewhere, typed)).toEqual([...all.slice(0, 2), 'getUser by elsewhere']);
  });

  it('takes nothing for a near miss that is let in by another selector, excluded, unavailable, or off by the only criterion', () => {
    const selectors = [{ namePattern: '*user', methodPattern: 'GET' }, { namePattern: 'getOrder' }];
    const after = definition(selectors, [], ['crm:addUser']);
    const disabled = tool('postUser', { isEnabled: false });
    const { nearMisses } = previewDefinition(EMPTY, after, [...CATALOG, disabled], LIMITS);
    expect(nearMisses).toEqual([]);
  });

  it('names the tools that the definition names and the catalogue does not have', () => {
    const after = definition([], ['crm:getUser', 'crm:gone'], ['erp:never']);
    const { unknownToolIds } = previewDefinition(EMPTY, after, CATALOG, LIMITS);
    expect(unknownToolIds).toEqual(['crm:gone', 'erp:never']);
  });

  it('is the difference of what both definitions resolve to', () => {
    const names = fc.constantFrom('get*', '*user', 'regex:add', '*', 'nothing');
    const selector = fc.record({ id: fc.constantFrom('one', 'two'), namePattern: names });
    const selectors = fc.uniqueArray(selector, { maxLength: 2, selector: ({ id }) => id });
    const toolIds = fc.array(fc.constantFrom('crm:getUser', 'crm:addOrder', 'crm:gone'), { maxLength: 2 });
    const anyDefinition = fc
      .tuple(selectors, toolIds, toolIds)
      .map(([rules, explicit, excluded]) => definition(rules, explicit, excluded));
    fc.assert(
      fc.property(anyDefinition, anyDefinition, (before, after) => {
        const was = new Set(namesOf(resolveTools(before, CATALOG)));
        const is = new Set(namesOf(resolveTools(after, CATALOG)));
        const { joining, leaving, totals } = previewDefinition(before, after, CATALOG, LIMITS);
        expect(new Set(namesOf(joining))).toEqual(is.difference(was));
        expect(new Set(namesOf(leaving))).toEqual(was.difference(is));
        expect([totals.before, totals.after]).toEqual([was.size, is.size]);
      }),
    );
  });
});
