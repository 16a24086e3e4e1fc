'use client';

import { useQuery } from '@tanstack/react-query';
import { Pause, Play, Radio, X } from 'lucide-react';
import { useQueryStates } from 'nuqs';
import { browserApi } from '../api-client/browser-api.ts';
import { problemOf } from '../api-client/problem-error.ts';
import { Button } from '../components/ui/button.tsx';
import { Card } from '../components/ui/card.tsx';
import { TableSkeleton } from '../components/ui/data-table.tsx';
import { Select } from '../components/ui/field.tsx';
import { EmptyNotice, ProblemNotice } from '../components/ui/notices.tsx';
import { PageHeading } from '../components/ui/page-heading.tsx';
import { Pill } from '../components/ui/pill.tsx';
import { count, counted } from '../time/numbers.ts';
import { EventItem } from './event-item.tsx';
import { shortType } from './event-words.ts';
import type { FeedWindow } from './feed-window.ts';
import { feedFilters } from './filters.ts';
import { feedHasEventsQuery } from './queries.ts';
import { useFeed } from './use-feed.ts';
import { useSeenTypes } from './use-seen-types.ts';

/** The CloudEvents that integrators get, as they are emitted. */
export function FeedPage({ apiUrl }: { apiUrl: string }) {
  const [filters, setFilters] = useQueryStates(feedFilters);
  const feed = useFeed(filters);
  const types = useSeenTypes(feed.window.events, filters.type);
  const hasEvents = useQuery(feedHasEventsQuery(browserApi, filters));
  const isFiltered = filters.type !== null || filters.subject !== null;
  const { events } = feed.window;
  return (
    <>
      <PageHeading
        title="Feed"
        description="Every change as one CloudEvent, in order and without gaps; what integrators read, live."
      >
        <Button aria-pressed={feed.isPaused} onClick={() => feed.setPaused(!feed.isPaused)}>
          {feed.isPaused ? <Play aria-hidden /> : <Pause aria-hidden />}
          {feed.isPaused ? `Resume${feed.held > 0 ? ` (${count(feed.held)} new)` : ''}` : 'Pause'}
        </Button>
      </PageHeading>
      <search className="mb-3 flex flex-wrap items-center gap-2">
        <Select
          aria-label="Filter by type"
          className="w-auto max-w-full"
          value={filters.type ?? 'any'}
          onChange={({ target }) => void setFilters({ type: target.value === 'any' ? null : target.value })}
        >
          <option value="any">All types</option>
          {types.map((type) => (
            <option key={type} value={type}>
              {shortType(type)}
            </option>
          ))}
        </Select>
        {filters.subject !== null && (
          <Button onClick={() => void setFilters({ subject: null })} className="max-w-full font-normal">
            <span className="truncate">
              about <code className="font-mono text-xs">{filters.subject}</code>
            </span>
            <X aria-label="Show all aggregates" />
          </Button>
        )}
        <div className="ml-auto">
          <Continuity window={feed.window} isFiltered={isFiltered} isConnected={feed.isConnected} />
        </div>
      </search>
      <Card className="overflow-hidden">
        {events.length > 0 ? (
          <ol aria-label="Events, newest first">
            {events.map((event) => (
              <EventItem key={event.id} event={event} apiUrl={apiUrl} />
            ))}
          </ol>
        ) : hasEvents.isError ? (
          <ProblemNotice problem={problemOf(hasEvents.error)} onRetry={() => void hasEvents.refetch()} />
        ) : hasEvents.data === false ? (
          <EmptyNotice
            icon={<Radio aria-hidden />}
            title={isFiltered ? 'No such event yet' : 'No events yet'}
          >
            <p>
              {isFiltered
                ? 'It appears here as soon as one is emitted.'
                : 'Create or change a tool group or a task, and its events appear here.'}
            </p>
            {isFiltered && (
              <Button onClick={() => void setFilters({ type: null, subject: null })}>Show all events</Button>
            )}
          </EmptyNotice>
        ) : (
          <TableSkeleton />
        )}
      </Card>
      {feed.window.received > events.length && (
        <p className="mt-2 text-[0.8125rem] text-muted">
          The newest {counted(events.length, 'event')} of {count(feed.window.received)}.
        </p>
      )}
    </>
  );
}

function Continuity({
  window,
  isFiltered,
  isConnected,
}: {
  window: FeedWindow;
  isFiltered: boolean;
  isConnected: boolean | null;
}) {
  if (isConnected === false) return <Pill tone="hollow">Reconnecting…</Pill>;
  const { firstSequence, lastSequence, missing, received } = window;
  if (firstSequence === null || lastSequence === null) return null;
  if (isFiltered) return <Pill>{counted(received, 'event')}</Pill>;
  const range = `${count(firstSequence)}–${count(lastSequence)}`;
  return missing === 0 ? (
    <Pill tone="ok">Sequence {range}, no gap</Pill>
  ) : (
    <Pill tone="bad">
      Sequence {range}, {counted(missing, 'number')} missing
    </Pill>
  );
}
