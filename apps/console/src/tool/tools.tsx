'use client';

import { useInfiniteQuery } from '@tanstack/react-query';
import { Wrench } from 'lucide-react';
import Link from 'next/link';
import { debounce, useQueryStates } from 'nuqs';
import { useMemo } from 'react';
import { browserApi } from '../api-client/browser-api.ts';
import { problemOf } from '../api-client/problem-error.ts';
import { Button, buttonVariants } from '../components/ui/button.tsx';
import { Card } from '../components/ui/card.tsx';
import { DataTable, TableSkeleton } from '../components/ui/data-table.tsx';
import { LoadMore } from '../components/ui/load-more.tsx';
import { EmptyNotice, ProblemNotice } from '../components/ui/notices.tsx';
import { PageHeading } from '../components/ui/page-heading.tsx';
import { useLabels } from '../label/use-labels.ts';
import { useMorePages } from '../live/use-more-pages.ts';
import { useMe } from '../session/me.tsx';
import { mayAdminister } from '../session/permissions.ts';
import { count, counted } from '../time/numbers.ts';
import { narrowingOf, noToolFilters, type ToolFilters, toolFilters } from './list-filters.ts';
import { toolsQuery } from './queries.ts';
import { toolColumns } from './tool-columns.tsx';
import { ToolToolbar } from './tool-toolbar.tsx';
import { useProjectedSources } from './use-projected-sources.ts';

/** The list of tools; what it searches, filters and sorts by stands in the URL. */
export function Tools() {
  const [filters, setFilters] = useQueryStates(toolFilters);
  const projected = useProjectedSources();
  const list = useInfiniteQuery(toolsQuery(browserApi, filters, { projected }));
  const more = useMorePages(list);
  const { labelOf } = useLabels();
  const columns = useMemo(() => toolColumns(labelOf), [labelOf]);
  const tools = list.data?.pages.flatMap((page) => page.items) ?? [];
  const isFiltered = Object.keys(narrowingOf(filters)).length > 0;
  return (
    <>
      <PageHeading title="Tools" description="What sources offer, and which of it agents may use." />
      <ToolToolbar
        filters={filters}
        onChange={(change) =>
          void setFilters(change, change.search ? { limitUrlUpdates: debounce(200) } : {})
        }
      />
      <Card className="overflow-hidden">
        {list.isPending && <TableSkeleton />}
        {list.isError && list.data === undefined && (
          <ProblemNotice problem={problemOf(list.error)} onRetry={() => void list.refetch()} />
        )}
        {list.data !== undefined && tools.length === 0 && (
          <Nothing
            isFiltered={isFiltered}
            onReset={() => void setFilters({ ...noToolFilters, sort: null })}
          />
        )}
        {list.data !== undefined && tools.length > 0 && (
          <>
            <DataTable
              caption="Tools"
              columns={columns}
              rows={tools}
              rowId={({ id }) => id}
              sort={filters.sort}
              onSort={(sort) => void setFilters({ sort: sort as ToolFilters['sort'] })}
              isStale={list.isPlaceholderData}
            />
            <LoadMore
              shown={shownWords(tools.length, list.data.pages[0]?.total)}
              hasMore={list.hasNextPage}
              isLoading={more.isLoading}
              onMore={more.readMore}
            />
          </>
        )}
      </Card>
    </>
  );
}

function shownWords(shown: number, total = shown): string {
  return shown < total ? `The first ${count(shown)} of ${counted(total, 'tool')}` : counted(shown, 'tool');
}

function Nothing({ isFiltered, onReset }: { isFiltered: boolean; onReset: () => void }) {
  const canAdd = mayAdminister(useMe());
  if (isFiltered) {
    return (
      <EmptyNotice icon={<Wrench aria-hidden />} title="No tool matches">
        <p>Try other words, or look at all of them.</p>
        <Button onClick={onReset}>Show all tools</Button>
      </EmptyNotice>
    );
  }
  return (
    <EmptyNotice icon={<Wrench aria-hidden />} title="No tools yet">
      <p>
        {canAdd
          ? 'Tools come from sources: add an OpenAPI document or an MCP server, and each of its operations becomes a tool.'
          : 'Tools come from sources, which an admin adds; they will appear here by themselves.'}
      </p>
      <Link href="/sources" className={buttonVariants({ variant: canAdd ? 'primary' : 'outline' })}>
        Go to the sources
      </Link>
    </EmptyNotice>
  );
}
