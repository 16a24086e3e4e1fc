'use client';

import { useMutation } from '@tanstack/react-query';
import { Pause, Play, Radio, Terminal } from 'lucide-react';
import { useQueryStates } from 'nuqs';
import { useCallback } from 'react';
import { problemOf } from '../api-client/problem-error.ts';
import { toastProblem } from '../api-client/toast-problem.ts';
import { Button } from '../components/ui/button.tsx';
import { Card } from '../components/ui/card.tsx';
import { LoadMore } from '../components/ui/load-more.tsx';
import { EmptyNotice, ProblemNotice } from '../components/ui/notices.tsx';
import { PageHeading } from '../components/ui/page-heading.tsx';
import { TableSkeleton } from '../components/ui/table-skeleton.tsx';
import { count, counted } from '../time/numbers.ts';
import { Continuity } from './continuity.tsx';
import { copyText } from './copy-text.ts';
import { EventList } from './event-list.tsx';
import { curlFollowing } from './event-words.ts';
import { FeedToolbar } from './feed-toolbar.tsx';
import type { FeedWindow } from './feed-window.ts';
import { feedFilters, feedParameters, isNarrowed } from './filters.ts';
import { useFeed } from './use-feed.ts';
import { useSubjectNames } from './use-subject-names.ts';

const ALL = { aggregate: null, type: null, subject: null };

/** The CloudEvents that integrators get, as they are emitted. */
export function FeedPage({ apiUrl, types }: { apiUrl: string; types: readonly string[] }) {
  const [filters, setFilters] = useQueryStates(feedFilters);
  const feed = useFeed(filters);
  const { events, isWhole } = feed.window;
  const names = useSubjectNames(events);
  const older = useMutation({ mutationFn: feed.readOlder, onError: (error) => toastProblem(error) });
  const gap = useMutation({ mutationFn: feed.readGap, onError: (error) => toastProblem(error) });
  const oldest = events.at(-1);
  const narrowed = isNarrowed(filters);
  const showOnly = useCallback((subject: string) => void setFilters({ ...ALL, subject }), [setFilters]);
  return (
    <>
      <PageHeading
        title="Feed"
        description="Every change as one CloudEvent, in order and without gaps; what integrators read, live."
      >
        <Button
          onClick={() =>
            void copyText(
              curlFollowing(apiUrl, feedParameters(filters)),
              'Command copied; put your token into TOKEN',
            )
          }
        >
          <Terminal aria-hidden />
          Copy as curl
        </Button>
        <Button aria-pressed={feed.isPaused} onClick={() => feed.setPaused(!feed.isPaused)}>
          {feed.isPaused ? <Play aria-hidden /> : <Pause aria-hidden />}
          {feed.isPaused ? `Resume${feed.held > 0 ? ` (${count(feed.held)} new)` : ''}` : 'Pause'}
        </Button>
      </PageHeading>
      <search className="mb-3 flex flex-wrap items-center gap-2">
        <FeedToolbar
          filters={filters}
          types={types}
          subjectName={filters.subject === null ? undefined : names.get(filters.subject)}
          onChange={(change) => void setFilters(change)}
        />
        <div className="ml-auto">
          <Continuity window={feed.window} isNarrowed={narrowed} isConnected={feed.isConnected} />
        </div>
      </search>
      <Card className="overflow-hidden">
        {events.length > 0 ? (
          <EventList
            events={events}
            names={names}
            hasAll={!narrowed}
            apiUrl={apiUrl}
            isReadingGap={gap.isPending}
            onGap={gap.mutate}
            onSubject={showOnly}
          />
        ) : feed.newest.isPending ? (
          <TableSkeleton />
        ) : feed.newest.isError ? (
          <ProblemNotice problem={problemOf(feed.newest.error)} onRetry={() => void feed.newest.refetch()} />
        ) : (
          <EmptyNotice icon={<Radio aria-hidden />} title={narrowed ? 'No such event yet' : 'No events yet'}>
            <p>
              {narrowed
                ? 'It appears here as soon as one is emitted.'
                : 'Create or change a tool group or a task, and its events appear here.'}
            </p>
            {narrowed && <Button onClick={() => void setFilters(ALL)}>Show all events</Button>}
          </EmptyNotice>
        )}
        {oldest !== undefined && (
          <LoadMore
            shown={shownWords(feed.window, narrowed)}
            hasMore={!isWhole}
            isLoading={older.isPending}
            onMore={() => older.mutate(oldest)}
          />
        )}
      </Card>
    </>
  );
}

function shownWords({ events, isWhole }: FeedWindow, narrowed: boolean): string {
  const shown = counted(events.length, 'event');
  if (!isWhole) return `The newest ${shown}`;
  return narrowed ? `${shown}, all there are` : `${shown}, from the beginning of the feed`;
}
