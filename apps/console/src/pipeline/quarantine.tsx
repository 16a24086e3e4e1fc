'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { QuarantinedAggregate } from '@tools-provider/contracts';
import { CircleCheck, OctagonAlert, RotateCcw } from 'lucide-react';
import Link from 'next/link';
import { toast } from 'sonner';
import type { Api } from '../api-client/api.ts';
import { browserApi } from '../api-client/browser-api.ts';
import { problemOf } from '../api-client/problem-error.ts';
import { toastProblem } from '../api-client/toast-problem.ts';
import { useWish } from '../api-client/use-wish.ts';
import { Button } from '../components/ui/button.tsx';
import { Section } from '../components/ui/card.tsx';
import { EmptyNotice, ProblemNotice } from '../components/ui/notices.tsx';
import { Pill } from '../components/ui/pill.tsx';
import { Skeleton } from '../components/ui/skeleton.tsx';
import { useMe } from '../session/me.tsx';
import { mayRetry } from '../session/permissions.ts';
import { Moment } from '../time/moment.tsx';
import { counted } from '../time/numbers.ts';
import { quarantineKey, quarantineQuery } from './quarantine-queries.ts';

/** The aggregates whose next event cannot be projected, why, and for admins the way to try it again. */
export function Quarantine() {
  const { data: page, isError, error, refetch } = useQuery(quarantineQuery(browserApi));
  return (
    <Section
      title="Quarantined aggregates"
      description="Each is shown as it was before an event that cannot be projected. All others go on, and nothing is lost."
      className="mt-(--between)"
    >
      {page === undefined ? (
        isError ? (
          <ProblemNotice problem={problemOf(error)} onRetry={() => void refetch()} />
        ) : (
          <div role="status" aria-label="Loading" className="p-5">
            <Skeleton className="h-8 w-full" />
          </div>
        )
      ) : page.items.length === 0 ? (
        <EmptyNotice icon={<CircleCheck aria-hidden />} title="No aggregate is quarantined">
          <p>Every event that came could be projected.</p>
        </EmptyNotice>
      ) : (
        <>
          <ul aria-label="Quarantined aggregates" className="divide-y">
            {page.items.map((item) => (
              <Item key={`${item.aggregate}/${item.id}`} item={item} />
            ))}
          </ul>
          {page.next !== undefined && (
            <p className="border-t px-5 py-3 text-sm text-muted">
              There are more of them than are listed here.
            </p>
          )}
        </>
      )}
    </Section>
  );
}

const names: Readonly<Record<string, string>> = { 'tool-group': 'Tool group', task: 'Task' };

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
      {href !== undefined && <Retry aggregate={aggregate} id={id} requested={requested} />}
    </li>
  );
}

function Retry({ aggregate, id, requested }: Pick<QuarantinedAggregate, 'aggregate' | 'id' | 'requested'>) {
  const me = useMe();
  const client = useQueryClient();
  const lookAgain = () => void client.invalidateQueries({ queryKey: quarantineKey });
  const retry = useWish({
    mutationKey: quarantineKey,
    send: (_: { readonly id: string }, api: Api) =>
      api(`/api/v1/consistency/${aggregate}/${id}/retry`, { method: 'POST' }),
    onDone: () => {
      toast.success('Retry requested; the worker takes it up in a moment');
      lookAgain();
    },
    onRefused: (error) => {
      toastProblem(error);
      lookAgain();
    },
  });
  if (requested !== null) {
    return (
      <Pill tone="wait">
        <RotateCcw aria-hidden />
        {requested === 'retry' ? 'Retry requested' : 'Skip requested'}
      </Pill>
    );
  }
  if (!mayRetry(me)) return null;
  return (
    <Button
      size="small"
      aria-label={`Retry ${(names[aggregate] ?? aggregate).toLowerCase()} ${id}`}
      disabled={retry.isPending}
      onClick={() => retry.mutate({ id })}
    >
      <RotateCcw aria-hidden />
      Retry
    </Button>
  );
}
