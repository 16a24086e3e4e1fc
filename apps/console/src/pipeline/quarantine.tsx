'use client';

import { useQuery } from '@tanstack/react-query';
import type { QuarantinedAggregate } from '@tools-provider/contracts';
import { OctagonAlert } from 'lucide-react';
import Link from 'next/link';
import { browserApi } from '../api-client/browser-api.ts';
import { Pill } from '../components/ui/pill.tsx';
import { Moment } from '../time/moment.tsx';
import { counted } from '../time/numbers.ts';
import { ListedWork } from './listed-work.tsx';
import { quarantineKey, quarantineQuery } from './quarantine-queries.ts';
import { RetryControl } from './retry-control.tsx';

/** The aggregates whose next event cannot be projected, why, and for admins the way to try it again. */
export function Quarantine() {
  return (
    <ListedWork
      title="Quarantined aggregates"
      description="Each is shown as it was before an event that cannot be projected. All others go on, and nothing is lost."
      query={useQuery(quarantineQuery(browserApi))}
      empty={{ title: 'No aggregate is quarantined', words: 'Every event that came could be projected.' }}
      isEmpty={({ items }) => items.length === 0}
    >
      {({ items, next }) => (
        <>
          <ul aria-label="Quarantined aggregates" className="divide-y">
            {items.map((item) => (
              <Item key={`${item.aggregate}/${item.id}`} item={item} />
            ))}
          </ul>
          {next !== undefined && (
            <p className="border-t px-5 py-3 text-sm text-muted">
              There are more of them than are listed here.
            </p>
          )}
        </>
      )}
    </ListedWork>
  );
}

const names: Readonly<Record<string, string>> = { 'tool-group': 'Tool group', task: 'Task' };

const requestedWords = { retry: 'Retry requested', skip: 'Skip requested' } as const;

/** Where an aggregate is shown; what only another version knows is shown nowhere. */
function pageOf(aggregate: string, id: string) {
  if (aggregate === 'tool-group') return `/tool-groups/${id}` as const;
  return aggregate === 'task' ? ('/tasks' as const) : undefined;
}

function Item({
  item: { aggregate, id, projectedRevision, failure, requested },
}: {
  item: QuarantinedAggregate;
}) {
  const shown = projectedRevision === null ? 'not shown at all' : `shown as v${projectedRevision}`;
  const name = `${names[aggregate] ?? aggregate} ${id}`;
  const href = pageOf(aggregate, id);
  return (
    <li className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2 px-4 py-(--row-y) sm:px-5">
      <div className="min-w-0 flex-1 basis-64 text-sm">
        <p className="flex flex-wrap items-center gap-2">
          <Pill tone="bad">
            <OctagonAlert aria-hidden />
            {failure.code}
          </Pill>
          {href === undefined ? (
            <span className="min-w-0 font-medium break-all">{name}</span>
          ) : (
            <Link href={href} className="min-w-0 font-medium break-all underline">
              {name}
            </Link>
          )}
        </p>
        <p className="mt-1 break-words">{failure.reason}</p>
        <p className="text-xs text-muted">
          {shown}, stuck at v{failure.revision} (
          <code className="font-mono break-all">{failure.eventType}</code>) ·{' '}
          {counted(failure.attempts, 'attempt')} · since <Moment at={failure.failedAt} />
        </p>
      </div>
      {href !== undefined && (
        <RetryControl
          what={`${(names[aggregate] ?? aggregate).toLowerCase()} ${id}`}
          path={`/api/v1/consistency/${aggregate}/${id}/retry`}
          listKey={quarantineKey}
          requested={requested === null ? undefined : requestedWords[requested]}
          doneWords="Retry"
        />
      )}
    </li>
  );
}
