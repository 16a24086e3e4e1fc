'use client';

import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import type { AuditEntry } from '@tools-provider/contracts';
import { RotateCw, ScrollText } from 'lucide-react';
import { debounce, useQueryStates } from 'nuqs';
import { browserApi } from '../api-client/browser-api.ts';
import { Button } from '../components/ui/button.tsx';
import { Card } from '../components/ui/card.tsx';
import { cn } from '../components/ui/cn.ts';
import { ListStates } from '../components/ui/list-states.tsx';
import { LoadMore } from '../components/ui/load-more.tsx';
import { EmptyNotice } from '../components/ui/notices.tsx';
import { PageHeading } from '../components/ui/page-heading.tsx';
import { useSubjectNames } from '../feed/use-subject-names.ts';
import { useMorePages } from '../live/use-more-pages.ts';
import { useMe } from '../session/me.tsx';
import { counted } from '../time/numbers.ts';
import { AuditItem } from './audit-item.tsx';
import { AuditToolbar } from './audit-toolbar.tsx';
import { type AuditFilters, auditFilters, everything } from './filters.ts';
import { auditKey, auditQuery } from './queries.ts';
import { useNewerEntries } from './use-newer-entries.ts';

/** Who did what, and when. `types` are all CloudEvent types there are. */
export function AuditPage({ types }: { types: readonly string[] }) {
  const me = useMe();
  const client = useQueryClient();
  const [filters, setFilters] = useQueryStates(auditFilters);
  const list = useInfiniteQuery(auditQuery(browserApi, filters));
  const more = useMorePages(list);
  useNewerEntries();
  const entries = list.data?.pages.flatMap(({ items }) => items) ?? [];
  const names = useSubjectNames(entries.map(({ id, type, data }) => ({ subject: id, type, data })));
  const isFiltered = Object.values(filters).some((value) => value !== null);
  const narrow = (change: Partial<AuditFilters>) => void setFilters(change, { history: 'push' });
  return (
    <>
      <PageHeading
        title="Audit"
        description="Every change, by whom and when. What was refused has changed nothing, and stands in the log of the API."
      >
        <Button disabled={list.isFetching} onClick={() => void client.resetQueries({ queryKey: auditKey })}>
          <RotateCw aria-hidden />
          Read again
        </Button>
      </PageHeading>
      <AuditToolbar
        filters={filters}
        types={types}
        actors={actorsOf(entries, me.id)}
        onChange={(change) => void setFilters(change, change.actor ? { limitUrlUpdates: debounce(200) } : {})}
      />
      <Card className="overflow-hidden">
        <ListStates
          list={list}
          isEmpty={entries.length === 0}
          rows={8}
          empty={
            <EmptyNotice
              icon={<ScrollText aria-hidden />}
              title={isFiltered ? 'Nothing of the kind was done' : 'Nothing was done yet'}
            >
              <p>
                {isFiltered
                  ? 'Widen the filters: another time, anybody, anything.'
                  : 'Every change of a group, a task, a source or a label stands here from then on.'}
              </p>
              {isFiltered && <Button onClick={() => void setFilters(everything)}>Show everything</Button>}
            </EmptyNotice>
          }
        >
          <ol
            aria-label="What was done, the newest first"
            aria-busy={list.isPlaceholderData}
            className={cn('transition-opacity', list.isPlaceholderData && 'opacity-60')}
          >
            {entries.map((entry) => (
              <AuditItem key={entry.eventId} entry={entry} name={names.get(entry.id)} onNarrow={narrow} />
            ))}
          </ol>
          <LoadMore
            shown={
              list.hasNextPage
                ? `The newest ${counted(entries.length, 'entry', 'entries')}`
                : counted(entries.length, 'entry', 'entries')
            }
            hasMore={list.hasNextPage}
            isLoading={more.isLoading}
            onMore={more.readMore}
          />
        </ListStates>
      </Card>
    </>
  );
}

function actorsOf(entries: readonly AuditEntry[], self: string): readonly string[] {
  const seen = entries.flatMap(({ actor }) => (actor === null ? [] : [actor]));
  return [...new Set([self, ...seen])].sort();
}
