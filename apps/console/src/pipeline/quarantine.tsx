'use client';

import { useInfiniteQuery } from '@tanstack/react-query';
import type { QuarantinedAggregate } from '@tools-provider/contracts';
import { OctagonAlert, SkipForward } from 'lucide-react';
import type { Route } from 'next';
import Link from 'next/link';
import { useState } from 'react';
import { browserApi } from '../api-client/browser-api.ts';
import { Button } from '../components/ui/button.tsx';
import { LoadMore } from '../components/ui/load-more.tsx';
import { openedLater } from '../components/ui/opened-later.tsx';
import { Pill } from '../components/ui/pill.tsx';
import { reasonOfFailure } from '../consistency/badge-words.ts';
import { useMorePages } from '../live/use-more-pages.ts';
import { useMe } from '../session/me.tsx';
import { mayRetry } from '../session/permissions.ts';
import { Moment } from '../time/moment.tsx';
import { counted } from '../time/numbers.ts';
import { ListedWork } from './listed-work.tsx';
import { quarantineKey, quarantineQuery } from './quarantine-queries.ts';
import { RetryControl } from './retry-control.tsx';

const SkipDialog = openedLater(
  async () => (await import('./skip-dialog.tsx')).SkipDialog,
  ({ isOpen }) => isOpen,
);

/** The aggregates whose next event cannot be projected, why, and for admins the ways out. */
export function Quarantine() {
  const query = useInfiniteQuery(quarantineQuery(browserApi));
  const { isLoading, readMore } = useMorePages(query);
  return (
    <ListedWork
      title="Quarantined aggregates"
      description="Each is shown as it was before an event that cannot be projected. All others go on, and nothing is lost."
      query={query}
      empty={{ title: 'No aggregate is quarantined', words: 'Every event that came could be projected.' }}
      isEmpty={({ pages }) => pages.every(({ items }) => items.length === 0)}
    >
      {({ pages }) => {
        const items = pages.flatMap((page) => page.items);
        return (
          <>
            <ul aria-label="Quarantined aggregates" className="divide-y">
              {items.map((item) => (
                <Item key={`${item.aggregate}/${item.id}`} item={item} />
              ))}
            </ul>
            {query.hasNextPage && (
              <LoadMore
                shown={`${counted(items.length, 'aggregate')} of more`}
                hasMore
                isLoading={isLoading}
                onMore={readMore}
              />
            )}
          </>
        );
      }}
    </ListedWork>
  );
}

/** What each aggregate is called, and where it is shown. */
const places: Readonly<Record<string, { readonly kind: string; readonly page: (id: string) => Route }>> = {
  'tool-group': { kind: 'Tool group', page: (id) => `/tool-groups/${id}` as Route },
  task: { kind: 'Task', page: (id) => `/tasks?task=${id}` as Route },
  source: { kind: 'Source', page: (id) => `/sources/${id}` as Route },
  label: { kind: 'Label', page: () => '/labels' },
};

const requestedWords = { retry: 'Retry requested', skip: 'Skip requested' } as const;

function Item({ item }: { item: QuarantinedAggregate }) {
  const { aggregate, id, name, projectedRevision, failure, requested } = item;
  // What only another version knows is shown nowhere, and nothing here knows what to do about it.
  const place = places[aggregate];
  const shown = projectedRevision === null ? 'not shown at all' : `shown as v${projectedRevision}`;
  const kind = place?.kind ?? aggregate;
  const called = name === null ? `${kind} ${id}` : `${kind} “${name}”`;
  return (
    <li className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2 px-4 py-(--row-y) sm:px-5">
      <div className="min-w-0 flex-1 basis-64 text-sm">
        <p className="flex flex-wrap items-center gap-2">
          <Pill tone="bad">
            <OctagonAlert aria-hidden />
            {failure.code}
          </Pill>
          {place === undefined ? (
            <span className="min-w-0 font-medium break-all">{called}</span>
          ) : (
            <Link href={place.page(id)} className="min-w-0 font-medium break-all underline">
              {called}
            </Link>
          )}
        </p>
        <p className="mt-1 break-words">{reasonOfFailure(failure.reason)}</p>
        <p className="text-xs text-muted">
          {shown}, stuck at v{failure.revision} (
          <code className="font-mono break-all">{failure.eventType}</code>) ·{' '}
          {counted(failure.attempts, 'attempt')} · since <Moment at={failure.failedAt} /> · event{' '}
          <code className="font-mono break-all">{failure.eventId}</code>
        </p>
      </div>
      {place !== undefined && (
        <div className="flex flex-wrap items-center gap-2">
          <RetryControl
            what={name === null ? `${kind.toLowerCase()} ${id}` : called}
            path={`/api/v1/consistency/${aggregate}/${id}/retry`}
            listKey={quarantineKey}
            requested={requested === null ? undefined : requestedWords[requested]}
            doneWords="Retry"
          />
          {requested === null && failure.code !== 'diverged' && <Skip item={item} name={called} />}
        </div>
      )}
    </li>
  );
}

/** The way to go on without the event, for those who may. */
function Skip({ item, name }: { item: QuarantinedAggregate; name: string }) {
  const me = useMe();
  const [isOpen, setIsOpen] = useState(false);
  if (!mayRetry(me)) return null;
  return (
    <>
      <Button
        size="small"
        variant="danger"
        aria-label={`Skip the event of ${name}`}
        onClick={() => setIsOpen(true)}
      >
        <SkipForward aria-hidden />
        Skip…
      </Button>
      <SkipDialog item={item} name={name} isOpen={isOpen} onClose={() => setIsOpen(false)} />
    </>
  );
}
