import { describe, expect, it } from 'vitest';
import { expressionsCost, hasSameCriteria, type ToolSelectorInput, toolSelector } from './selector.ts';

describe('a selector', () => {
  it('needs only an id; every criterion left out restricts nothing', () => {
    expect(toolSelector({ id: 'sel-1' })).toEqual({
      id: 'sel-1',
      sourcePattern: '*',
      namePattern: '*',
      pathPattern: null,
      methodPattern: null,
      requiredTags: [],
      excludedTags: [],
      requiredLabelIds: [],
    });
  });

  it('keeps each tag once, trimmed, in the order given', () => {
    expect(toolSelector({ id: 's', requiredTags: ['b', ' a ', 'b'] }).requiredTags).toEqual(['b', 'a']);
  });

  it('names every field that is wrong', () => {
    const input = {
      id: ' ',
      namePattern: '',
      pathPattern: 'regex:(',
      methodPattern: 'x'.repeat(257),
      requiredTags: [' '],
    };
    expect(() => toolSelector(input)).toThrow(
      expect.objectContaining({
        kind: 'invalid',
        code: 'invalid-selector',
        places: ['/id', '/namePattern', '/pathPattern', '/methodPattern', '/requiredTags'].map((pointer) =>
          expect.objectContaining({ pointer }),
        ),
      }),
    );
  });

  it('is refused when it makes the expressions of its group too dear together, and counts classes of Unicode for what they cost', () => {
    const dear = { id: 'dear', namePattern: 'regex:(get|list){50}' };
    const cost = expressionsCost(dear);
    expect(cost).toBeGreaterThan(400);
    expect(expressionsCost({ namePattern: 'get*', pathPattern: null })).toBe(0);
    expect(toolSelector(dear, 10_000 - cost).namePattern).toBe(dear.namePattern);
    expect(() => toolSelector(dear, 10_000 - cost + 1)).toThrow(
      expect.objectContaining({ places: [expect.objectContaining({ pointer: '/namePattern' })] }),
    );
    expect(toolSelector({ id: 'glob', namePattern: 'get*' }, 1_000_000).namePattern).toBe('get*');
    expect(() => toolSelector({ id: 'classes', pathPattern: 'regex:[\\pL\\pN]{900}' })).toThrow(
      /pathPattern/,
    );
  });

  it('is compared by all criteria and not by its id', () => {
    const all: ToolSelectorInput = {
      id: 'one',
      sourcePattern: 'crm',
      namePattern: 'get*',
      pathPattern: '/v1/*',
      methodPattern: 'GET',
      requiredTags: ['read', 'fast'],
      excludedTags: ['beta'],
      requiredLabelIds: ['gold'],
    };
    const one = toolSelector(all);
    expect(hasSameCriteria(one, toolSelector({ ...all, id: 'two' }))).toBe(true);
    expect(hasSameCriteria(one, toolSelector({ ...all, requiredTags: ['fast', 'read'] }))).toBe(true);
    const others: Partial<ToolSelectorInput>[] = [
      { sourcePattern: 'erp' },
      { namePattern: 'list*' },
      { pathPattern: null },
      { methodPattern: 'POST' },
      { requiredTags: ['read'] },
      { excludedTags: ['beta', 'slow'] },
      { requiredLabelIds: [] },
    ];
    expect(Object.keys(all).length).toBe(others.length + 1);
    for (const other of others) expect(hasSameCriteria(one, toolSelector({ ...all, ...other }))).toBe(false);
  });
});
