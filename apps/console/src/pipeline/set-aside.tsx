'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { SetAsideItem } from '@tools-provider/contracts';
import { CircleCheck, Inbox, RotateCcw, Workflow } from 'lucide-react';
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
import { setAsideKey, setAsideQuery } from './set-aside-queries.ts';

/** The work of sagas and of the outbox that failed too often, and for admins the way to try it again. */
export function SetAside() {
  const { data: items, isError, error, refetch } = useQuery(setAsideQuery(browserApi));
  return (
    <Section
      title="Sagas and outbox"
      description="Their work that failed too often is set aside here. All else goes on; what follows it waits, and nothing is lost."
      className="mt-(--between)"
    >
      {items === undefined ? (
        isError ? (
          <ProblemNotice problem={problemOf(error)} onRetry={() => void refetch()} />
        ) : (
          <div role="status" aria-label="Loading" className="p-5">
            <Skeleton className="h-8 w-full" />
          </div>
        )
      ) : items.length === 0 ? (
        <EmptyNotice icon={<CircleCheck aria-hidden />} title="Nothing of sagas or the outbox is set aside">
          <p>They have done all that they were given so far.</p>
        </EmptyNotice>
      ) : (
        <ul aria-label="Work that is set aside" className="divide-y">
          {items.map((item) => (
            <Item key={`${item.kind}/${item.id}`} item={item} />
          ))}
        </ul>
      )}
    </Section>
  );
}

const kinds = {
  saga: { name: 'Saga', Icon: Workflow },
  outbox: { name: 'Outbox', Icon: Inbox },
} as const;

function Item({ item }: { item: SetAsideItem }) {
  const { kind, id, name, step, reason, attempts, since } = item;
  const { name: kindName, Icon } = kinds[kind];
  return (
    <li className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2 px-4 py-(--row-y) sm:px-5">
      <div className="min-w-0 flex-1 basis-64 text-sm">
        <p className="flex flex-wrap items-center gap-2">
          <Pill tone="bad">
            <Icon aria-hidden />
            {kindName}
          </Pill>
          <span className="min-w-0 font-medium break-all">{name}</span>
          <span className="text-muted">at</span>
          <code className="min-w-0 font-mono text-xs break-all">{step}</code>
        </p>
        <p className="mt-1 break-words">{reason === '' ? 'No reason is known.' : reason}</p>
        <p className="text-xs text-muted">
          {counted(attempts, 'attempt')} · since <Moment at={since} /> ·{' '}
          <code className="font-mono break-all">{id}</code>
        </p>
      </div>
      <RetryItem item={item} />
    </li>
  );
}

function RetryItem({ item }: { item: SetAsideItem }) {
  const me = useMe();
  const client = useQueryClient();
  const retry = useWish({
    mutationKey: setAsideKey,
    send: ({ kind, id }: Pick<SetAsideItem, 'kind' | 'id'>, api: Api) =>
      api(`/api/v1/pipeline/set-aside/${kind}/${encodeURIComponent(id)}/retry`, { method: 'POST' }),
    onDone: () => {
      toast.success(`Retry of ${item.name} requested; the worker takes it up in a moment`);
      void client.invalidateQueries({ queryKey: setAsideKey });
    },
    onRefused: (error) => {
      toastProblem(error);
      void client.invalidateQueries({ queryKey: setAsideKey });
    },
  });
  if (item.isRetryRequested) {
    return (
      <Pill tone="wait">
        <RotateCcw aria-hidden />
        Retry requested
      </Pill>
    );
  }
  if (!mayRetry(me)) return null;
  return (
    <Button
      size="small"
      aria-label={`Retry ${item.name} at ${item.step}`}
      disabled={retry.isPending}
      onClick={() => retry.mutate({ kind: item.kind, id: item.id })}
    >
      <RotateCcw aria-hidden />
      Retry
    </Button>
  );
}
