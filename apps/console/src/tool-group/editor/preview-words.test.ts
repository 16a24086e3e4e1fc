import { describe, expect, test } from 'vitest';
import { eventWords, joiningWords, leavingWords, nearMissWords } from './preview-words.ts';

const tool = { id: 'crm:get', name: 'get', sourceId: 'crm', sourceName: 'CRM', method: null, path: null };
const named = { atRevision: null, at: null, by: null };

describe('A preview says', () => {
  test('by what a tool joins, selectors by their number in the editor', () => {
    const reasons = [
      { kind: 'matched' as const, selectorId: 'sel-9', criteria: [] },
      { kind: 'included' as const, ...named },
    ];
    expect(joiningWords(reasons, ['sel-1', 'sel-9'])).toBe('by selector 2 and always in');
  });

  test('why a tool leaves', () => {
    expect(leavingWords([])).toBe('nothing selects it any more');
    expect(leavingWords([{ kind: 'excluded', ...named, reason: null }])).toBe('it is never in');
  });

  test('what keeps a tool out that is nearly in', () => {
    const miss = { tool, selectorId: 'sel-1', criterion: 'required-tags' as const };
    expect(nearMissWords(miss, ['sel-1'])).toBe('selector 1, but for its required tags');
  });

  test('what an event holds', () => {
    expect(eventWords({ type: 'group.updated.v1', data: { name: 'New', description: '' } })).toBe(
      'name: New, description: none',
    );
    expect(
      eventWords({ type: 'group.tool.excluded.v1', data: { toolId: 'crm:drop', reason: 'Dangerous' } }),
    ).toBe('crm:drop: Dangerous');
    expect(eventWords({ type: 'group.selector.added.v1', data: { selector: { namePattern: '*' } } })).toBe(
      'every enabled tool',
    );
  });
});
