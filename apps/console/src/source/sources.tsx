'use client';

import { useInfiniteQuery } from '@tanstack/react-query';
import { Plug, Plus } from 'lucide-react';
import { debounce, parseAsBoolean, useQueryState, useQueryStates } from 'nuqs';
import { browserApi } from '../api-client/browser-api.ts';
import { Button } from '../components/ui/button.tsx';
import { Card } from '../components/ui/card.tsx';
import { DataTable } from '../components/ui/data-table.tsx';
import { ListStates } from '../components/ui/list-states.tsx';
import { LoadMore } from '../components/ui/load-more.tsx';
import { EmptyNotice } from '../components/ui/notices.tsx';
import { openedLater } from '../components/ui/opened-later.tsx';
import { PageHeading } from '../components/ui/page-heading.tsx';
import { useCreatedHere } from '../live/live-provider.tsx';
import { shownWords } from '../live/shown-words.ts';
import { useMorePages } from '../live/use-more-pages.ts';
import { useNotShownYet } from '../live/use-not-shown-yet.ts';
import { useMe } from '../session/me.tsx';
import { mayAdminister } from '../session/permissions.ts';
import { noSourceFilters, type SourceFilters, sourceFilters } from './list-filters.ts';
import { sourcesQuery } from './queries.ts';
import { type SourceRow, sourceColumns } from './source-columns.tsx';
import { SourceToolbar } from './source-toolbar.tsx';

const AddSourceDialog = openedLater(
  async () => (await import('./add-source-dialog.tsx')).AddSourceDialog,
  ({ isOpen }) => isOpen,
);

/** The list of sources; what it searches, filters and sorts by, and whether one is being added, stands in the URL. */
export function Sources() {
  const canAdd = mayAdminister(useMe());
  const [filters, setFilters] = useQueryStates(sourceFilters);
  const [isNew, setIsNew] = useQueryState('new', parseAsBoolean.withDefault(false));
  const list = useInfiniteQuery(sourcesQuery(browserApi, filters));
  const more = useMorePages(list);
  const sources = list.data?.pages.flatMap((page) => page.items) ?? [];
  const saved = useNotShownYet('source', useCreatedHere('source'), sources, list.dataUpdatedAt);
  const rows: SourceRow[] = [
    ...saved.map((source) => ({ kind: 'saved', source }) as const),
    ...sources.map((source) => ({ kind: 'shown', source }) as const),
  ];
  const { sort: _, ...narrowing } = filters;
  const isFiltered = Object.values(narrowing).some((value) => value !== null && value !== '');
  const add = canAdd && (
    <Button variant="primary" onClick={() => void setIsNew(true)}>
      <Plus aria-hidden />
      Add source
    </Button>
  );
  return (
    <>
      <PageHeading title="Sources" description="Where tools come from: OpenAPI documents and MCP servers.">
        {add}
      </PageHeading>
      <SourceToolbar
        filters={filters}
        onChange={(change) =>
          void setFilters(change, change.search ? { limitUrlUpdates: debounce(200) } : {})
        }
        onView={(wanted) => void setFilters(wanted, { history: 'push' })}
      />
      <Card className="overflow-hidden">
        <ListStates
          list={list}
          isEmpty={rows.length === 0}
          empty={
            <EmptyNotice
              icon={<Plug aria-hidden />}
              title={isFiltered ? 'No source matches' : 'No sources yet'}
            >
              <p>{emptyWords(isFiltered, canAdd)}</p>
              {isFiltered ? (
                <Button onClick={() => void setFilters({ ...noSourceFilters, sort: null })}>
                  Show all sources
                </Button>
              ) : (
                add
              )}
            </EmptyNotice>
          }
        >
          <DataTable
            caption="Sources"
            columns={sourceColumns}
            rows={rows}
            rowId={({ source }) => source.id}
            sort={filters.sort}
            onSort={(sort) => void setFilters({ sort: sort as SourceFilters['sort'] })}
            isStale={list.isPlaceholderData}
          />
          <LoadMore
            shown={shownWords('source', sources.length, saved.length, list.hasNextPage)}
            hasMore={list.hasNextPage}
            isLoading={more.isLoading}
            onMore={more.readMore}
          />
        </ListStates>
      </Card>
      <AddSourceDialog isOpen={isNew && canAdd} onClose={() => void setIsNew(null)} />
    </>
  );
}

function emptyWords(isFiltered: boolean, canAdd: boolean): string {
  if (isFiltered) return 'Try other words, or look at all of them.';
  return canAdd
    ? 'Add an OpenAPI document or an MCP server: each of its operations becomes a tool that groups can select.'
    : 'An admin adds them; they will appear here by themselves.';
}
