'use client';

import { useInfiniteQuery } from '@tanstack/react-query';
import { debounce, useQueryStates } from 'nuqs';
import { useMemo } from 'react';
import { browserApi } from '../api-client/browser-api.ts';
import { Card } from '../components/ui/card.tsx';
import { DataTable } from '../components/ui/data-table.tsx';
import { ListStates } from '../components/ui/list-states.tsx';
import { LoadMore } from '../components/ui/load-more.tsx';
import { PageHeading } from '../components/ui/page-heading.tsx';
import { useRowSelection } from '../components/ui/use-row-selection.ts';
import { useCreatedHere } from '../live/live-provider.tsx';
import { shownWords } from '../live/shown-words.ts';
import { useMorePages } from '../live/use-more-pages.ts';
import { useNotShownYet } from '../live/use-not-shown-yet.ts';
import { useMe } from '../session/me.tsx';
import { mayCurate } from '../session/permissions.ts';
import { BulkGroupActions } from './bulk-group-actions.tsx';
import {
  noToolGroupFilters,
  type ToolGroupFilters,
  toolGroupFilterOf,
  toolGroupFilters,
} from './list-filters.ts';
import { NewGroupLink, NoToolGroups } from './no-tool-groups.tsx';
import { toolGroupsQuery } from './queries.ts';
import { type ToolGroupRow, toolGroupColumns } from './tool-group-columns.tsx';
import { ToolGroupToolbar } from './tool-group-toolbar.tsx';
import { TransferMenu } from './transfer/transfer-menu.tsx';

/** The list of tool groups; what it searches, filters and sorts by stands in the URL. */
export function ToolGroups() {
  const [filters, setFilters] = useQueryStates(toolGroupFilters);
  const list = useInfiniteQuery(toolGroupsQuery(browserApi, filters));
  const more = useMorePages(list);
  const groups = list.data?.pages.flatMap((page) => page.items) ?? [];
  const created = useCreatedHere('tool-group');
  const saved = useNotShownYet('tool-group', created, groups, list.dataUpdatedAt);
  const rows: ToolGroupRow[] = [
    ...saved.map((group) => ({ kind: 'saved', group }) as const),
    ...groups.map((group) => ({ kind: 'shown', group }) as const),
  ];
  const canCurate = mayCurate(useMe());
  const listed = useMemo(
    () => list.data?.pages.flatMap((page) => page.items.map(({ id }) => id)) ?? [],
    [list.data],
  );
  const selection = useRowSelection(JSON.stringify(toolGroupFilterOf(filters)), listed);
  const isFiltered = Object.keys(toolGroupFilterOf(filters)).length > 0;
  return (
    <>
      <PageHeading
        title="Tool groups"
        description="Rules that select tools out of the catalogue for agents to use."
      >
        <TransferMenu filter={toolGroupFilterOf(filters)} />
        <NewGroupLink />
      </PageHeading>
      <ToolGroupToolbar
        filters={filters}
        onChange={(change) =>
          void setFilters(change, change.search ? { limitUrlUpdates: debounce(200) } : {})
        }
        onReset={() => void setFilters(noToolGroupFilters)}
        onView={(wanted) => void setFilters(wanted, { history: 'push' })}
      />
      <Card className="overflow-hidden">
        <ListStates
          list={list}
          isEmpty={rows.length === 0}
          empty={<NoToolGroups isFiltered={isFiltered} onReset={() => void setFilters(noToolGroupFilters)} />}
        >
          <DataTable
            caption="Tool groups"
            columns={toolGroupColumns}
            rows={rows}
            rowId={({ group }) => group.id}
            sort={filters.sort}
            onSort={(sort) => void setFilters({ sort: sort as ToolGroupFilters['sort'] })}
            isStale={list.isPlaceholderData}
            total={list.hasNextPage ? null : rows.length}
            choosing={canCurate ? { selection, nameOf, isOffered } : undefined}
          />
          <LoadMore
            shown={shownWords('group', groups.length, saved.length, list.hasNextPage)}
            hasMore={list.hasNextPage}
            isLoading={more.isLoading}
            onMore={more.readMore}
          />
        </ListStates>
      </Card>
      {canCurate && <BulkGroupActions selection={selection} filters={filters} hasMore={list.hasNextPage} />}
    </>
  );
}

function nameOf({ group }: ToolGroupRow): string {
  return group.name;
}

// What the read model does not have yet is not found by any filter.
function isOffered({ kind }: ToolGroupRow): boolean {
  return kind === 'shown';
}
