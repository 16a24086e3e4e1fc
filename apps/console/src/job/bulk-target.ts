import type { RowSelection } from '../components/ui/use-row-selection.ts';

/** What a job is about: these, or all that a list's filter finds when the job is asked for. */
export type BulkTarget<Filter> = { readonly ids: string[] } | { readonly filter: Filter };

/** What is chosen of a list, as a job is told. */
export function bulkTargetOf<Filter>(
  { ids, isEverything }: Pick<RowSelection, 'ids' | 'isEverything'>,
  filter: Filter,
): BulkTarget<Filter> {
  return isEverything ? { filter } : { ids: [...ids] };
}
