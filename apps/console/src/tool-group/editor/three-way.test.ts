import { describe, expect, test } from 'vitest';
import { type GroupDraft, isSameDraft } from './group-draft.ts';
import { blankSelector } from './selector-draft.ts';
import { differencesOf, merged, type Side } from './three-way.ts';

const selector = (id: string, namePattern: string) => ({
  ...blankSelector(id),
  id,
  isKnown: true,
  namePattern,
});
const base: GroupDraft = {
  name: 'Support',
  description: '',
  requiresApproval: false,
  selectors: [selector('a', 'get*'), selector('b', 'list*')],
  explicitToolIds: ['crm:one', 'crm:two'],
  excludedTools: [{ toolId: 'crm:drop', reason: 'Dangerous' }],
};
const yours: GroupDraft = {
  ...base,
  name: 'Mine',
  selectors: [selector('a', 'read*'), ...base.selectors.slice(1)],
  explicitToolIds: ['crm:one', 'crm:two', 'crm:mine'],
};
const theirs: GroupDraft = {
  ...base,
  name: 'Theirs',
  description: 'What it is for',
  selectors: [selector('a', 'read*')],
  explicitToolIds: ['crm:one'],
  excludedTools: [{ toolId: 'crm:drop', reason: 'Not agreed' }],
};
const take = (sides: Record<string, Side>) => {
  const differences = differencesOf(base, yours, theirs);
  return merged(yours, theirs, differences, ({ key, side }) => sides[key] ?? side);
};

describe('Two who changed the same group', () => {
  test('have a conflict only where both changed the same part to something else', () => {
    const conflicts = differencesOf(base, yours, theirs).filter(({ isConflict }) => isConflict);
    expect(conflicts.map(({ key }) => key)).toEqual(['name']);
  });

  test('are told of each other part who changed it, and of what both made the same nothing', () => {
    const sides = differencesOf(base, yours, theirs).map(({ key, side }) => [key, side]);
    expect(Object.fromEntries(sides)).toEqual({
      name: 'yours',
      description: 'theirs',
      'selector b': 'theirs',
      'explicit crm:two': 'theirs',
      'explicit crm:mine': 'yours',
      'excluded crm:drop': 'theirs',
    });
  });

  test('lose nothing of what the other did not touch', () => {
    expect(take({})).toEqual({
      ...theirs,
      name: 'Mine',
      explicitToolIds: ['crm:one', 'crm:mine'],
    });
  });

  test('get of each part what is chosen', () => {
    expect(take({ name: 'theirs', 'selector b': 'yours', 'explicit crm:two': 'yours' })).toMatchObject({
      name: 'Theirs',
      selectors: [{ id: 'a' }, { id: 'b' }],
      explicitToolIds: ['crm:one', 'crm:two', 'crm:mine'],
    });
  });

  test('who want the same have no difference', () => {
    expect(differencesOf(base, yours, yours)).toEqual([]);
    expect(isSameDraft(yours, { ...yours, explicitToolIds: yours.explicitToolIds.toReversed() })).toBe(true);
    expect(isSameDraft(yours, theirs)).toBe(false);
  });
});
