'use client';

import type { ServiceToken } from '@tools-provider/contracts';
import { Ban, CircleCheck, Hourglass } from 'lucide-react';
import { type Columns, rowHeader } from '../components/ui/data-table.tsx';
import { Pill } from '../components/ui/pill.tsx';
import { useNow } from '../time/clock.ts';
import { Moment } from '../time/moment.tsx';
import { TokenActions } from './token-actions.tsx';
import { tokenState } from './token-state.ts';

/** The columns of the table of service tokens. */
export function tokenColumns(onReplace: (token: ServiceToken) => void): Columns<ServiceToken> {
  return [
    {
      id: 'name',
      header: 'Service',
      meta: { isRowHeader: true, className: rowHeader },
      cell: ({ row: { original } }) => <Name token={original} />,
    },
    {
      id: 'state',
      header: 'State',
      meta: { className: 'whitespace-nowrap' },
      cell: ({ row: { original } }) => <State token={original} />,
    },
    {
      id: 'lastUsedAt',
      header: 'Last used',
      meta: { className: 'whitespace-nowrap text-muted' },
      cell: ({ row: { original } }) => <LastUsed token={original} />,
    },
    {
      id: 'createdAt',
      header: 'Created',
      meta: { className: 'hidden whitespace-nowrap text-muted lg:table-cell' },
      cell: ({ row: { original } }) => (
        <>
          <Moment at={original.createdAt} /> by {original.createdBy}
        </>
      ),
    },
    {
      id: 'actions',
      header: 'Actions',
      meta: { className: 'text-right max-sm:ml-auto' },
      cell: ({ row: { original } }) => <TokenActions token={original} onReplace={onReplace} />,
    },
  ];
}

function Name({ token: { name, scopes } }: { token: ServiceToken }) {
  return (
    <div className="min-w-0">
      <p className="truncate font-medium">{name}</p>
      <ul aria-label={`Scopes of ${name}`} className="mt-1 flex flex-wrap gap-1">
        {scopes.map((scope) => (
          <li key={scope}>
            <Pill className="font-mono text-[0.6875rem]">{scope}</Pill>
          </li>
        ))}
      </ul>
    </div>
  );
}

function State({ token }: { token: ServiceToken }) {
  const state = tokenState(token, useNow('minute'));
  if (state === 'revoked') {
    return (
      <Pill tone="bad">
        <Ban aria-hidden />
        Revoked{token.revokedBy !== null && ` by ${token.revokedBy}`}
      </Pill>
    );
  }
  if (state === 'expired') {
    return (
      <Pill>
        <Hourglass aria-hidden />
        Expired <Moment at={token.expiresAt ?? ''} />
      </Pill>
    );
  }
  return (
    <Pill tone={state === 'ending' ? 'warn' : 'ok'}>
      {state === 'ending' ? <Hourglass aria-hidden /> : <CircleCheck aria-hidden />}
      {token.expiresAt === null ? (
        'Works, no end'
      ) : (
        <span>
          Ends <Moment at={token.expiresAt} />
        </span>
      )}
    </Pill>
  );
}

function LastUsed({ token: { lastUsedAt } }: { token: ServiceToken }) {
  return lastUsedAt === null ? (
    'never used'
  ) : (
    <>
      <span className="sm:hidden">used </span>
      <Moment at={lastUsedAt} />
    </>
  );
}
