import { describe, expect, test } from 'vitest';
import { changeWords, isTold } from './change-words.ts';
import { eventTitle } from './event-titles.ts';

describe('changeWords', () => {
  test('a field has a name, and says what it was and what it is', () => {
    expect(changeWords({ path: '/name', before: 'Old', after: 'New' })).toEqual({
      subject: 'Name',
      element: null,
      before: 'Old',
      after: 'New',
    });
    expect(changeWords({ path: '/isActive', before: true, after: false })).toMatchObject({
      subject: 'Active',
      before: 'yes',
      after: 'no',
    });
  });

  test('a selector is told by its criteria, and is new when there was none before', () => {
    const after = {
      id: 'sel-1',
      sourcePattern: 'billing*',
      namePattern: '*',
      methodPattern: 'GET',
      requiredTags: [],
    };
    expect(changeWords({ path: '/selectors/sel-1', after })).toEqual({
      subject: 'Selector',
      element: 'sel-1',
      before: null,
      after: 'source billing* and method GET',
    });
    expect(changeWords({ path: '/selectors/all', before: { id: 'all', namePattern: '*' } })).toMatchObject({
      before: 'every enabled tool',
      after: null,
    });
  });

  test('a tool is named by its id with slashes, and the reason of an exclusion is told', () => {
    const after = {
      toolId: 's:GET /a~b',
      excludedAt: '2026-01-02T03:04:05.678Z',
      excludedBy: 'otto',
      reason: 'unsafe',
    };
    expect(changeWords({ path: '/excludedTools/s:GET ~1a~0b', after })).toEqual({
      subject: 'Excluded tool',
      element: 's:GET /a~b',
      before: null,
      after: 'reason: unsafe',
    });
  });

  test('an order, a time, a number and a field that nobody has named can be read', () => {
    expect(changeWords({ path: '/selectors', before: ['a', 'b'], after: ['b', 'a'] })).toMatchObject({
      subject: 'Order of selectors',
      before: 'a, b',
      after: 'b, a',
    });
    expect(changeWords({ path: '/dueAt', before: null, after: '2026-01-05T08:30:00.000Z' })).toMatchObject({
      subject: 'Due',
      before: null,
      after: '5 Jan 2026, 08:30 UTC',
    });
    expect(changeWords({ path: '/lastSeenCount', before: 0, after: 1204 })).toMatchObject({
      subject: 'Last seen count',
      before: '0',
      after: '1,204',
    });
  });
});

test('an event of a type that this console does not know is called by its type', () => {
  expect(eventTitle('group.created.v1')).toBe('Tool group created');
  expect(eventTitle('constructor')).toBe('constructor');
  expect(eventTitle('group.renamed.v9')).toBe('group.renamed.v9');
});

test('who created something, and when, its entry says itself', () => {
  expect([isTold({ path: '/createdAt' }), isTold({ path: '/dueAt' })]).toEqual([false, true]);
});
