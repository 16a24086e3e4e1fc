'use client';

import { useInfiniteQuery } from '@tanstack/react-query';
import type { AggregateName } from '@tools-provider/contracts';
import type { Route } from 'next';
import { browserApi } from '../api-client/browser-api.ts';
import { problemOf } from '../api-client/problem-error.ts';
import { LoadMore } from '../components/ui/load-more.tsx';
import { ProblemNotice } from '../components/ui/notices.tsx';
import { Skeleton } from '../components/ui/skeleton.tsx';
import { useKnownRevision } from '../live/live-provider.tsx';
import { useMorePages } from '../live/use-more-pages.ts';
import { counted } from '../time/numbers.ts';
import { commandsOf } from './commands-of-history.ts';
import { HistoryItem } from './history-item.tsx';
import { historyQuery } from './queries.ts';

interface AggregateHistoryProps {
  readonly aggregate: AggregateName;
  readonly id: string;
  /** Where the aggregate is shown as it was at a revision; left out where nothing shows that. */
  readonly pastHref?: (revision: number) => Route;
}

/** What has happened to one aggregate, newest first: who, when, and what changed in words. It follows live, and is there for what is deleted or set aside, too. */
export function AggregateHistory({ aggregate, id, pastHref }: AggregateHistoryProps) {
  const query = useInfiniteQuery(historyQuery(browserApi, aggregate, id));
  const known = useKnownRevision(aggregate, id);
  const more = useMorePages(query);
  if (query.data === undefined) {
    if (!query.isError) return <HistorySkeleton />;
    return <ProblemNotice problem={problemOf(query.error)} onRetry={() => void query.refetch()} />;
  }
  const entries = query.data.pages.flatMap((page) => page.items);
  const projected = known?.projected;
  return (
    <>
      <ol aria-label="History, newest first">
        {commandsOf(entries).map((command) => (
          <HistoryItem
            key={command.revision}
            command={command}
            isProjected={projected === undefined || (projected ?? -1) >= command.revision}
            pastHref={pastHref}
            feedHref={`/feed?subject=${encodeURIComponent(id)}` as Route}
          />
        ))}
      </ol>
      <LoadMore
        shown={counted(entries.length, 'event')}
        hasMore={query.hasNextPage}
        isLoading={more.isLoading}
        onMore={more.readMore}
      />
    </>
  );
}

function HistorySkeleton() {
  return (
    <div role="status" aria-label="Loading">
      {['first', 'second', 'third'].map((row) => (
        <div
          key={row}
          className="flex flex-col gap-2.5 border-b px-4 py-4 pl-9 last:border-b-0 sm:px-5 sm:pl-11"
        >
          <Skeleton className="h-4 w-44" />
          <Skeleton className="h-3 w-32" />
          <Skeleton className="h-3 w-72 max-w-full" />
        </div>
      ))}
    </div>
  );
}
