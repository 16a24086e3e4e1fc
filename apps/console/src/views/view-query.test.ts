import { describe, expect, test } from 'vitest';
import { allTasks, taskFilters } from '../task/list-filters.ts';
import { toolGroupFilters } from '../tool-group/list-filters.ts';
import { viewQueries } from './view-query.ts';

const groups = viewQueries(toolGroupFilters);
const none = groups.filtersOf({});
const tasks = viewQueries(taskFilters);

describe('what a view keeps of a list’s filters', () => {
  test('is what differs from the list without any', () => {
    expect(groups.queryOf({ ...none, search: ' billing ', active: 'true' })).toEqual({
      active: 'true',
      search: 'billing',
    });
    expect(groups.queryOf(none)).toEqual({});
    expect(tasks.queryOf({ ...allTasks, status: 'pending', assigneeId: 'otto', sort: 'dueAt' })).toEqual({
      assigneeId: 'otto',
      sort: 'dueAt',
      status: 'pending',
    });
  });

  test('leads back to the same filters', () => {
    const filters = {
      search: 'a & b=c',
      active: 'false',
      approval: 'waiting',
      createdBy: 'otto',
      sort: '-updatedAt',
    } as const;
    expect(groups.filtersOf(groups.queryOf(filters))).toEqual(filters);
  });

  test('is the same view whatever else stands in it, and in whichever order', () => {
    const filters = { ...none, search: 'billing', active: 'true' } as const;
    expect(groups.isSame({ search: 'billing', active: 'true' }, filters)).toBe(true);
    expect(groups.isSame({ sort: 'name', active: 'true', search: 'billing', unknown: 'x' }, filters)).toBe(
      true,
    );
    expect(groups.isSame({ active: 'perhaps', search: 'billing' }, filters)).toBe(false);
    expect(groups.isSame({ search: 'billing' }, filters)).toBe(false);
  });
});
