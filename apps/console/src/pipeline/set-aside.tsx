'use client';

import { useQuery } from '@tanstack/react-query';
import type { SetAsideItem } from '@tools-provider/contracts';
import { Inbox, Workflow } from 'lucide-react';
import { browserApi } from '../api-client/browser-api.ts';
import { Pill } from '../components/ui/pill.tsx';
import { Moment } from '../time/moment.tsx';
import { counted } from '../time/numbers.ts';
import { ListedWork } from './listed-work.tsx';
import { RetryControl } from './retry-control.tsx';
import { setAsideKey, setAsideQuery } from './set-aside-queries.ts';

/** The work of sagas and of the outbox that failed too often, and for admins the way to try it again. */
export function SetAside() {
  return (
    <ListedWork
      title="Sagas and outbox"
      description="Their work that failed too often is set aside here. All else goes on; what follows it waits, and nothing is lost."
      query={useQuery(setAsideQuery(browserApi))}
      empty={{
        title: 'Nothing of sagas or the outbox is set aside',
        words: 'They have done all that they were given so far.',
      }}
      isEmpty={(items) => items.length === 0}
    >
      {(items) => (
        <ul aria-label="Work that is set aside" className="divide-y">
          {items.map((item) => (
            <Item key={`${item.kind}/${item.id}`} item={item} />
          ))}
        </ul>
      )}
    </ListedWork>
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
      <RetryControl
        what={`${name} at ${step}`}
        path={`/api/v1/pipeline/set-aside/${kind}/${encodeURIComponent(id)}/retry`}
        listKey={setAsideKey}
        requested={item.isRetryRequested ? 'Retry requested' : undefined}
        doneWords={`Retry of ${name}`}
      />
    </li>
  );
}
