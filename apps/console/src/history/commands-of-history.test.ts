import type { HistoryEntry } from '@tools-provider/contracts';
import { expect, test } from 'vitest';
import { actorName, commandsOf, revisionsOf } from './commands-of-history.ts';

function entry(revision: number, commandId: string): HistoryEntry {
  return {
    revision,
    type: 'group.updated.v1',
    eventId: `event-${revision}`,
    occurredAt: '2026-01-02T03:04:05.678Z',
    actor: { id: 'otto' },
    commandId,
    correlationId: 'c',
    changes: [],
    failure: null,
  };
}

test('the events of one command stand together, with the revision after it', () => {
  const commands = commandsOf([
    entry(4, 'second'),
    entry(3, 'second'),
    entry(2, 'second'),
    entry(1, 'first'),
  ]);
  expect(commands.map(({ revision, events }) => [revision, events.map((event) => event.revision)])).toEqual([
    [4, [4, 3, 2]],
    [1, [1]],
  ]);
  expect(commands.map(revisionsOf)).toEqual(['v2–v4', 'v1']);
});

test('a saga is said to act by itself, a person is called as they are', () => {
  expect(actorName('saga:activation-approval')).toBe('activation approval (by itself)');
  expect(actorName('otto')).toBe('otto');
});
