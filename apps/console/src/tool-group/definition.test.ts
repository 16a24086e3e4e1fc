import type { ToolGroup } from '@tools-provider/contracts';
import { expect, test } from 'vitest';
import { type Defined, definitionOf, differenceWords } from './definition.ts';

const selector = (id: string, other: Partial<ToolGroup['selectors'][number]> = {}) => ({
  id,
  sourcePattern: '*',
  namePattern: '*',
  pathPattern: null,
  methodPattern: null,
  requiredTags: [],
  excludedTags: [],
  requiredLabelIds: [],
  ...other,
});
const decided = { addedAt: '2026-01-02T03:04:05.678Z', addedBy: 'otto' };
const excluded = { excludedAt: '2026-01-02T03:04:05.678Z', excludedBy: 'otto' };

const group: Defined = {
  name: 'Billing',
  description: '',
  requiresApproval: false,
  selectors: [selector('a'), selector('b', { methodPattern: 'GET' })],
  explicitTools: [{ toolId: 's:one', ...decided }],
  excludedTools: [{ toolId: 's:two', reason: null, ...excluded }],
};

const differences = (other: Partial<Defined>) =>
  differenceWords(definitionOf(group), definitionOf({ ...group, ...other }));

test('two definitions that say the same do not differ, whoever wrote them and in whatever order tools stand', () => {
  const explicitTools = [...group.explicitTools, { toolId: 's:zero', ...decided }];
  const one = definitionOf({ ...group, explicitTools });
  const other = definitionOf({
    ...group,
    explicitTools: explicitTools.toReversed().map((tool) => ({ ...tool, addedBy: 'ada' })),
  });
  expect(differenceWords(one, other)).toEqual([]);
});

test('a difference is told for every field, selector and tool', () => {
  const changes = differences({
    name: 'Billing, reading',
    requiresApproval: true,
    selectors: [selector('b', { methodPattern: 'POST' }), selector('c', { namePattern: 'get*' })],
    explicitTools: [],
    excludedTools: [{ toolId: 's:two', reason: 'unsafe', ...excluded }],
  });
  expect(changes.map(({ subject, element, before, after }) => [subject, element, before, after])).toEqual([
    ['Name', null, 'Billing', 'Billing, reading'],
    ['Needs an approval', null, 'no', 'yes'],
    ['Selector', 'a', 'every enabled tool', null],
    ['Selector', 'b', 'method GET', 'method POST'],
    ['Selector', 'c', null, 'name get*'],
    ['Included tool', 's:one', '', null],
    ['Excluded tool', 's:two', '', 'reason: unsafe'],
  ]);
});

test('another order of the same selectors is a difference', () => {
  expect(differences({ selectors: group.selectors.toReversed() })).toEqual([
    { subject: 'Order of selectors', element: null, before: 'a, b', after: 'b, a' },
  ]);
});

test('a selector without an id is the one that asks for the same, or a new one', () => {
  const before = definitionOf(group);
  const selectors = [{ namePattern: '*' }, { methodPattern: 'GET' }, { namePattern: 'get*' }];
  expect(differenceWords(before, { ...before, selectors })).toEqual([
    { subject: 'Selector', element: 'new 3', before: null, after: 'name get*' },
  ]);
});
