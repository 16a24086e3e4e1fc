'use client';

import { useInfiniteQuery } from '@tanstack/react-query';
import { type ReactNode, useMemo } from 'react';
import { browserApi } from '../api-client/browser-api.ts';
import { Card } from '../components/ui/card.tsx';
import { DataTable } from '../components/ui/data-table.tsx';
import { ListStates } from '../components/ui/list-states.tsx';
import { LoadMore } from '../components/ui/load-more.tsx';
import { useRowSelection } from '../components/ui/use-row-selection.ts';
import { useLabels } from '../label/use-labels.ts';
import { useMorePages } from '../live/use-more-pages.ts';
import { useMe } from '../session/me.tsx';
import { mayCurate } from '../session/permissions.ts';
import { count, counted } from '../time/numbers.ts';
import { BulkToolActions } from './bulk-tool-actions.tsx';
import { narrowingOf, type ToolFilters } from './list-filters.ts';
import { toolsQuery } from './queries.ts';
import { toolColumns } from './tool-columns.tsx';
import { useProjectedSources } from './use-projected-sources.ts';

interface ToolListProps {
  readonly caption: string;
  readonly filters: ToolFilters;
  readonly showsSource?: boolean;
  readonly onSort: (sort: ToolFilters['sort']) => void;
  /** What stands there when nothing fits the filters. */
  readonly children: ReactNode;
}

/** The tools that filters find, however many: more are read as they come into sight. Those who may, do things to many at once. */
export function ToolList({ caption, filters, showsSource = true, onSort, children }: ToolListProps) {
  const canCurate = mayCurate(useMe());
  const projected = useProjectedSources();
  const list = useInfiniteQuery(toolsQuery(browserApi, filters, { projected }));
  const more = useMorePages(list);
  const { labels, labelOf } = useLabels();
  const columns = useMemo(() => toolColumns(labelOf, { showsSource }), [labelOf, showsSource]);
  const tools = useMemo(() => list.data?.pages.flatMap((page) => page.items) ?? [], [list.data]);
  const listed = useMemo(() => tools.map(({ id }) => id), [tools]);
  const selection = useRowSelection(JSON.stringify(narrowingOf(filters)), listed);
  const total = list.data?.pages[0]?.total ?? tools.length;
  return (
    <>
      <Card className="overflow-hidden">
        <ListStates list={list} isEmpty={tools.length === 0} empty={children}>
          <DataTable
            caption={caption}
            columns={columns}
            rows={tools}
            rowId={({ id }) => id}
            sort={filters.sort}
            onSort={(sort) => onSort(sort as ToolFilters['sort'])}
            isStale={list.isPlaceholderData}
            total={total}
            onNearEnd={more.readMore}
            choosing={canCurate ? { selection, nameOf: ({ name }) => name } : undefined}
          />
          <LoadMore
            shown={shownWords(tools.length, total)}
            hasMore={list.hasNextPage}
            isLoading={more.isLoading}
            onMore={more.readMore}
          />
        </ListStates>
      </Card>
      {canCurate && <BulkToolActions selection={selection} filters={filters} labels={labels} total={total} />}
    </>
  );
}

function shownWords(shown: number, total: number): string {
  return shown < total ? `The first ${count(shown)} of ${counted(total, 'tool')}` : counted(shown, 'tool');
}
