import { type QueryKey, replaceEqualDeep } from '@tanstack/react-query';
import type { Revisioned } from '../consistency/never-backwards.ts';

/** What no list narrows by. The order may still go by it. */
const OF_NO_FILTER = new Set([
  'revision',
  'projectedAt',
  'consistency',
  'updatedAt',
  'updatedBy',
  'selectors',
  'explicitTools',
  'excludedTools',
  'deactivationReason',
]);

/**
 * Whether what a list shows may stand elsewhere in it, or no longer in it, now that it is like this; the list's key has what it is narrowed and
 * sorted by. It is a yes for whatever is not known to stay where it is.
 */
export function mayHaveMoved(
  [, , asked]: QueryKey,
  shown: Revisioned | undefined,
  read: Revisioned | undefined,
): boolean {
  const { sort, limit: _, ...filters } = asked as { readonly sort?: string; readonly limit?: number };
  if (sort === undefined || shown === undefined || read === undefined) return true;
  const isNarrowed = Object.values(filters).some((filter) => filter !== null && filter !== '');
  const fields = isNarrowed ? Object.keys(read).filter((field) => !OF_NO_FILTER.has(field)) : [];
  const [before, after] = [shown, read] as unknown as Record<string, unknown>[];
  return [sort.replace(/^-/, ''), ...fields].some((field) => !isSame(before?.[field], after?.[field]));
}

function isSame(one: unknown, other: unknown): boolean {
  return replaceEqualDeep(one, other) === one;
}
