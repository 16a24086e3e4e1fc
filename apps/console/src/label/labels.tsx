'use client';

import { useInfiniteQuery } from '@tanstack/react-query';
import type { Label } from '@tools-provider/contracts';
import { Plus, Tags } from 'lucide-react';
import { debounce, parseAsBoolean, useQueryState, useQueryStates } from 'nuqs';
import { useMemo, useState } from 'react';
import { browserApi } from '../api-client/browser-api.ts';
import { Button } from '../components/ui/button.tsx';
import { Card } from '../components/ui/card.tsx';
import { DataTable } from '../components/ui/data-table.tsx';
import { ListStates } from '../components/ui/list-states.tsx';
import { LoadMore } from '../components/ui/load-more.tsx';
import { EmptyNotice } from '../components/ui/notices.tsx';
import { openedLater } from '../components/ui/opened-later.tsx';
import { PageHeading } from '../components/ui/page-heading.tsx';
import { SearchInput } from '../components/ui/search-input.tsx';
import { useCreatedHere } from '../live/live-provider.tsx';
import { shownWords } from '../live/shown-words.ts';
import { useMorePages } from '../live/use-more-pages.ts';
import { useNotShownYet } from '../live/use-not-shown-yet.ts';
import { useMe } from '../session/me.tsx';
import { mayCurate, mayDelete } from '../session/permissions.ts';
import { DeleteLabelDialog } from './delete-label-dialog.tsx';
import { type LabelRow, labelColumns } from './label-columns.tsx';
import { type LabelFilters, labelFilters } from './list-filters.ts';
import { labelsQuery } from './queries.ts';

const EditLabelDialog = openedLater(
  async () => (await import('./label-dialogs.tsx')).EditLabelDialog,
  ({ isOpen }) => isOpen,
);

const CreateLabelDialog = openedLater(
  async () => (await import('./label-dialogs.tsx')).CreateLabelDialog,
  ({ isOpen }) => isOpen,
);

type Open = { readonly what: 'edit' | 'delete'; readonly label: Label };

/** The list of labels; what it searches and sorts by, and whether a new one is written down, stands in the URL. */
export function Labels() {
  const me = useMe();
  const [filters, setFilters] = useQueryStates(labelFilters);
  const [isNew, setIsNew] = useQueryState('new', parseAsBoolean.withDefault(false));
  const [open, setOpen] = useState<Open | null>(null);
  const [isOpen, setIsOpen] = useState(false);
  const list = useInfiniteQuery(labelsQuery(browserApi, filters));
  const more = useMorePages(list);
  const labels = list.data?.pages.flatMap((page) => page.items) ?? [];
  const saved = useNotShownYet('label', useCreatedHere('label'), labels, list.dataUpdatedAt);
  const rows: LabelRow[] = [
    ...saved.map((label) => ({ kind: 'saved', label }) as const),
    ...labels.map((label) => ({ kind: 'shown', label }) as const),
  ];
  const canCurate = mayCurate(me);
  const canDelete = mayDelete(me);
  const columns = useMemo(() => {
    const opening = (what: Open['what']) => (label: Label) => {
      setOpen({ what, label });
      setIsOpen(true);
    };
    return labelColumns({
      onEdit: canCurate ? opening('edit') : undefined,
      onDelete: canDelete ? opening('delete') : undefined,
    });
  }, [canCurate, canDelete]);
  const create = canCurate && (
    <Button variant="primary" onClick={() => void setIsNew(true)}>
      <Plus aria-hidden />
      New label
    </Button>
  );
  const close = () => setIsOpen(false);
  return (
    <>
      <PageHeading
        title="Labels"
        description="What people say about tools, for selectors to ask for: such as what moves money."
      >
        {create}
      </PageHeading>
      <search className="mb-3 flex flex-wrap gap-2">
        <SearchInput
          label="Search labels"
          value={filters.search}
          onChange={(search) =>
            void setFilters({ search }, search === '' ? {} : { limitUrlUpdates: debounce(200) })
          }
        />
      </search>
      <Card className="overflow-hidden">
        <ListStates
          list={list}
          isEmpty={rows.length === 0}
          empty={
            <EmptyNotice
              icon={<Tags aria-hidden />}
              title={filters.search === '' ? 'No labels yet' : 'No label matches'}
            >
              <p>{emptyWords(filters.search !== '', canCurate)}</p>
              {filters.search === '' ? (
                create
              ) : (
                <Button onClick={() => void setFilters({ search: null })}>Show all labels</Button>
              )}
            </EmptyNotice>
          }
        >
          <DataTable
            caption="Labels"
            columns={columns}
            rows={rows}
            rowId={({ label }) => label.id}
            sort={filters.sort}
            onSort={(sort) => void setFilters({ sort: sort as LabelFilters['sort'] })}
            isStale={list.isPlaceholderData}
          />
          <LoadMore
            shown={shownWords('label', labels.length, saved.length, list.hasNextPage)}
            hasMore={list.hasNextPage}
            isLoading={more.isLoading}
            onMore={more.readMore}
          />
        </ListStates>
      </Card>
      <CreateLabelDialog isOpen={isNew && canCurate} onClose={() => void setIsNew(null)} />
      {open !== null && (
        <>
          <EditLabelDialog label={open.label} isOpen={isOpen && open.what === 'edit'} onClose={close} />
          <DeleteLabelDialog label={open.label} isOpen={isOpen && open.what === 'delete'} onClose={close} />
        </>
      )}
    </>
  );
}

function emptyWords(isFiltered: boolean, canCurate: boolean): string {
  if (isFiltered) return 'Try other words, or look at all of them.';
  return canCurate
    ? 'Create the first one, put it on tools, and let the selectors of tool groups require it.'
    : 'An operator creates them; they will appear here by themselves.';
}
