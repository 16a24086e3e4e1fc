'use client';

import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import type { Job } from '@tools-provider/contracts';
import { ListFilter } from 'lucide-react';
import { useQueryStates } from 'nuqs';
import { useEffect, useMemo } from 'react';
import { browserApi } from '../api-client/browser-api.ts';
import { Button } from '../components/ui/button.tsx';
import { Section } from '../components/ui/card.tsx';
import { DataTable } from '../components/ui/data-table.tsx';
import { FilterSelect } from '../components/ui/filter-select.tsx';
import { ListStates } from '../components/ui/list-states.tsx';
import { LoadMore } from '../components/ui/load-more.tsx';
import { EmptyNotice } from '../components/ui/notices.tsx';
import { readAgain } from '../live/read-again.ts';
import { useMorePages } from '../live/use-more-pages.ts';
import { count, counted } from '../time/numbers.ts';
import { jobItemColumns } from './job-item-columns.tsx';
import { jobItemFilters } from './list-filters.ts';
import { jobItemsQuery } from './queries.ts';
import { outcomes } from './words.ts';

/** What became of each item of a job. */
export function JobItems({ job }: { job: Job }) {
  const client = useQueryClient();
  const [{ outcome }, setFilters] = useQueryStates(jobItemFilters);
  const list = useInfiniteQuery(jobItemsQuery(browserApi, job.id, outcome));
  const more = useMorePages(list);
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  const columns = useMemo(() => jobItemColumns(job.action), [job.action]);
  const waiting = job.counts.waiting;
  useEffect(() => {
    // Fewer of them wait than when they were read.
    void waiting;
    void readAgain(client, { queryKey: ['job', 'items', job.id] });
  }, [client, job.id, waiting]);
  const offered = outcomes.filter((each) => job.counts[each.count] > 0 || each.outcome === outcome);
  const total =
    outcome === null
      ? job.total
      : job.counts[outcomes.find((each) => each.outcome === outcome)?.count ?? 'done'];
  return (
    <Section
      title="Items"
      action={
        <FilterSelect
          label="Outcome"
          any={`Any outcome (${count(job.total)})`}
          choices={offered.map((each) => [each.outcome, `${each.name} (${count(job.counts[each.count])})`])}
          value={outcome}
          onChange={(wanted) => void setFilters({ outcome: wanted })}
        />
      }
    >
      <ListStates
        list={list}
        isEmpty={items.length === 0}
        empty={
          <EmptyNotice icon={<ListFilter aria-hidden />} title="None came to that">
            <Button onClick={() => void setFilters({ outcome: null })}>Show all items</Button>
          </EmptyNotice>
        }
      >
        <DataTable
          caption="Items"
          columns={columns}
          rows={items}
          rowId={({ id }) => id}
          sort=""
          onSort={() => undefined}
          isStale={list.isPlaceholderData}
          total={total}
          onNearEnd={list.hasNextPage && items.length >= 100 ? more.readMore : undefined}
        />
        <LoadMore
          shown={`${count(items.length)} of ${counted(total, 'item')}`}
          hasMore={list.hasNextPage}
          isLoading={more.isLoading}
          onMore={more.readMore}
        />
      </ListStates>
    </Section>
  );
}
