import type { TaskStatus } from '@tools-provider/contracts';
import { describe, expect, test } from 'vitest';
import { neighbour, offeredStatuses, wayBack } from './status.ts';

const vera = { id: 'vera', roles: ['viewer'] } as const;
const otto = { id: 'otto', roles: ['operator'] } as const;
const ada = { id: 'ada', roles: ['operator', 'admin'] } as const;

const task = (status: TaskStatus, requestedBy: string | null = null) => ({
  status,
  assigneeId: 'vera',
  approval: requestedBy === null ? null : { toolGroupId: 'g-1', requestId: 'r-1', requestedBy },
});

const offered = (to: typeof vera | typeof otto | typeof ada, of: ReturnType<typeof task>) =>
  offeredStatuses(of, { ...to, roles: [...to.roles] });

test('a task that decides nothing may go wherever the domain lets it', () => {
  expect(offered(vera, task('pending'))).toEqual(['pending', 'in_progress', 'completed', 'cancelled']);
  expect(offered(otto, task('completed'))).toEqual(['completed', 'in_progress']);
});

describe('a task that decides about an activation', () => {
  test('is completed by an admin who did not ask', () => {
    expect(offered(ada, task('pending', 'otto'))).toContain('completed');
    expect(offered(ada, task('pending', 'ada'))).not.toContain('completed');
    expect(offered(otto, task('pending', 'ada'))).not.toContain('completed');
    expect(offered(vera, task('pending', 'otto'))).not.toContain('completed');
  });

  test('is cancelled by whoever curates, also by the one who asked', () => {
    expect(offered(otto, task('in_progress', 'otto'))).toContain('cancelled');
    expect(offered(ada, task('in_progress', 'ada'))).toContain('cancelled');
    expect(offered(vera, task('in_progress', 'otto'))).toEqual(['in_progress', 'pending']);
  });

  test.each(['completed', 'cancelled'] as const)('stays %s once it is', (status) => {
    for (const person of [vera, otto, ada]) expect(offered(person, task(status, 'otto'))).toEqual([status]);
  });
});

test('a change is taken back by one command: to the status before, or as near as the domain lets it', () => {
  expect(wayBack('in_progress', 'pending')).toBe('pending');
  expect(wayBack('completed', 'in_progress')).toBe('in_progress');
  expect(wayBack('completed', 'pending')).toBe('in_progress');
  expect(wayBack('cancelled', 'in_progress')).toBe('pending');
});

test('on the board a task goes to the next column that it may go to, and nowhere when there is none', () => {
  const { pending, completed } = {
    pending: offered(otto, task('pending')),
    completed: offered(otto, task('completed')),
  };
  expect(neighbour('pending', pending, 1)).toBe('in_progress');
  expect(neighbour('pending', pending, -1)).toBeUndefined();
  expect(neighbour('completed', completed, -1)).toBe('in_progress');
  expect(neighbour('completed', completed, 1)).toBeUndefined();
  expect(neighbour('cancelled', offered(otto, task('cancelled')), -1)).toBe('pending');
});
