'use client';

import { useInfiniteQuery } from '@tanstack/react-query';
import { Boxes, Plus } from 'lucide-react';
import Link from 'next/link';
import { debounce, useQueryStates } from 'nuqs';
import { browserApi } from '../api-client/browser-api.ts';
import { problemOf } from '../api-client/problem-error.ts';
import { Button, buttonVariants } from '../components/ui/button.tsx';
import { Card } from '../components/ui/card.tsx';
import { DataTable, TableSkeleton } from '../components/ui/data-table.tsx';
import { Select } from '../components/ui/field.tsx';
import { LoadMore } from '../components/ui/load-more.tsx';
import { EmptyNotice, ProblemNotice } from '../components/ui/notices.tsx';
import { PageHeading } from '../components/ui/page-heading.tsx';
import { SearchInput } from '../components/ui/search-input.tsx';
import { useCreatedHere } from '../live/live-provider.tsx';
import { useMorePages } from '../live/use-more-pages.ts';
import { useNotShownYet } from '../live/use-not-shown-yet.ts';
import { useMe } from '../session/me.tsx';
import { mayCurate } from '../session/permissions.ts';
import { counted } from '../time/numbers.ts';
import { ViewsMenu } from '../views/views-menu.tsx';
import { type ToolGroupFilters, toolGroupFilters, toolGroupViews } from './list-filters.ts';
import { toolGroupsQuery } from './queries.ts';
import { type ToolGroupRow, toolGroupColumns } from './tool-group-columns.tsx';

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
  const isFiltered = filters.search !== '' || filters.active !== null;
  return (
    <>
      <PageHeading
        title="Tool groups"
        description="Rules that select tools out of the catalogue for agents to use."
      >
        <CreateLink />
      </PageHeading>
      <Toolbar
        filters={filters}
        onSearch={(search) =>
          void setFilters({ search }, search === '' ? {} : { limitUrlUpdates: debounce(200) })
        }
        onActive={(active) => void setFilters({ active })}
        onView={(wanted) => void setFilters(wanted, { history: 'push' })}
      />
      <Card className="overflow-hidden">
        {list.isPending && <TableSkeleton />}
        {list.isError && list.data === undefined && (
          <ProblemNotice problem={problemOf(list.error)} onRetry={() => void list.refetch()} />
        )}
        {list.data !== undefined &&
          (rows.length === 0 ? (
            <Nothing
              isFiltered={isFiltered}
              onReset={() => void setFilters({ search: null, active: null })}
            />
          ) : (
            <>
              <DataTable
                caption="Tool groups"
                columns={toolGroupColumns}
                rows={rows}
                rowId={({ group }) => group.id}
                sort={filters.sort}
                onSort={(sort) => void setFilters({ sort: sort as ToolGroupFilters['sort'] })}
                isStale={list.isPlaceholderData}
              />
              <LoadMore
                shown={shownWords(groups.length, saved.length, list.hasNextPage)}
                hasMore={list.hasNextPage}
                isLoading={more.isLoading}
                onMore={more.readMore}
              />
            </>
          ))}
      </Card>
    </>
  );
}

function shownWords(shown: number, saved: number, hasMore: boolean): string {
  const first = hasMore ? `The first ${counted(shown, 'group')}` : counted(shown, 'group');
  return saved === 0 ? first : `${first}, ${saved} more saved and not shown yet`;
}

function Toolbar({
  filters,
  onSearch,
  onActive,
  onView,
}: {
  filters: ToolGroupFilters;
  onSearch: (search: string) => void;
  onActive: (active: ToolGroupFilters['active']) => void;
  onView: (filters: ToolGroupFilters) => void;
}) {
  return (
    <search className="mb-3 flex flex-wrap gap-2">
      <SearchInput label="Search tool groups" value={filters.search} onChange={onSearch} />
      <Select
        aria-label="State"
        className="w-auto"
        value={filters.active ?? 'any'}
        onChange={({ target }) =>
          onActive(target.value === 'true' || target.value === 'false' ? target.value : null)
        }
      >
        <option value="any">Any state</option>
        <option value="true">Active</option>
        <option value="false">Inactive</option>
      </Select>
      <ViewsMenu
        list="tool-groups"
        query={toolGroupViews.queryOf(filters)}
        isSame={(query) => toolGroupViews.isSame(query, filters)}
        onOpen={(query) => onView(toolGroupViews.filtersOf(query))}
      />
    </search>
  );
}

function Nothing({ isFiltered, onReset }: { isFiltered: boolean; onReset: () => void }) {
  const canCreate = mayCurate(useMe());
  if (isFiltered) {
    return (
      <EmptyNotice icon={<Boxes aria-hidden />} title="No tool group matches">
        <p>Try other words, or look at all of them.</p>
        <Button onClick={onReset}>Show all tool groups</Button>
      </EmptyNotice>
    );
  }
  return (
    <EmptyNotice icon={<Boxes aria-hidden />} title="No tool groups yet">
      <p>
        {canCreate
          ? 'Create the first one: give it a name and a selector, such as every tool whose name begins with get_.'
          : 'An operator creates them; they will appear here by themselves.'}
      </p>
      <CreateLink />
    </EmptyNotice>
  );
}

function CreateLink() {
  if (!mayCurate(useMe())) return null;
  return (
    <Link href="/tool-groups/new" className={buttonVariants({ variant: 'primary' })}>
      <Plus aria-hidden />
      New tool group
    </Link>
  );
}
