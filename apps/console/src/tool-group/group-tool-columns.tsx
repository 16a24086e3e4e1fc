'use client';

import type { MembershipReason, Selector, ToolMembership } from '@tools-provider/contracts';
import { CircleCheck, CircleSlash2, Minus, Plus } from 'lucide-react';
import type { Route } from 'next';
import Link from 'next/link';
import { type Columns, rowHeader } from '../components/ui/data-table.tsx';
import { Pill } from '../components/ui/pill.tsx';
import { Moment } from '../time/moment.tsx';
import { reasonWords } from './reason-words.ts';

/** The columns of the tools of a group: which, whether the group has it, and why. */
export function groupToolColumns(selectors: readonly Selector[]): Columns<ToolMembership> {
  return [
    {
      id: 'name',
      header: 'Tool',
      meta: { sort: { field: 'name' }, isRowHeader: true, className: `${rowHeader} sm:min-w-52` },
      cell: ({ row: { original } }) => <ToolName tool={original} />,
    },
    {
      id: 'resolved',
      header: 'In the group',
      meta: { className: 'whitespace-nowrap sm:[td&]:align-top' },
      cell: ({ row: { original } }) => <InPill isIn={original.isResolved} />,
    },
    {
      id: 'why',
      header: 'Why',
      meta: { className: 'sm:min-w-72 lg:min-w-96 sm:[td&]:align-top max-sm:basis-full' },
      cell: ({ row: { original } }) => <Reasons reasons={original.reasons} selectors={selectors} />,
    },
  ];
}

function ToolName({ tool }: { tool: ToolMembership }) {
  const { toolId, name, method, path, sourceName } = tool;
  // Nothing is known of a tool that no source has.
  const isKnown = sourceName !== null;
  return (
    <div className="min-w-0">
      {isKnown ? (
        <Link
          href={`/tools/${encodeURIComponent(toolId)}` as Route}
          prefetch={false}
          className="block truncate leading-6 font-medium hover:text-accent-text hover:underline"
        >
          {name}
        </Link>
      ) : (
        <p className="truncate font-mono text-[0.8125rem] leading-6">{toolId}</p>
      )}
      {isKnown && (
        <p className="truncate text-xs text-muted">
          {sourceName}
          {path !== null && (
            <span className="font-mono">
              {' · '}
              {method} {path}
            </span>
          )}
        </p>
      )}
    </div>
  );
}

function InPill({ isIn }: { isIn: boolean }) {
  return isIn ? (
    <Pill tone="ok">
      <CircleCheck aria-hidden />
      Yes
    </Pill>
  ) : (
    <Pill>
      <CircleSlash2 aria-hidden />
      No
    </Pill>
  );
}

function Reasons({
  reasons,
  selectors,
}: {
  reasons: readonly MembershipReason[];
  selectors: readonly Selector[];
}) {
  return (
    <ul className="flex flex-col gap-0.5 text-[0.8125rem]">
      {reasons.map((reason) => {
        const { isFor, text, at, by } = reasonWords(reason, selectors);
        const Icon = isFor ? Plus : Minus;
        return (
          <li key={text} className="grid grid-cols-[0.875rem_minmax(0,1fr)] gap-x-1.5">
            <Icon aria-hidden className={`mt-1 size-3.5 ${isFor ? 'text-ok' : 'text-bad'}`} />
            <span className="min-w-0 break-words">
              <span className="sr-only">{isFor ? 'For it: ' : 'Against it: '}</span>
              {text}
              {at !== null && (
                <span className="text-muted">
                  {' '}
                  (<Moment at={at} />
                  {by !== null && ` by ${by}`})
                </span>
              )}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
