'use client';

import type { ToolGroup, WrittenToolGroup } from '@tools-provider/contracts';
import Link from 'next/link';
import { type Columns, rowHeader } from '../components/ui/data-table.tsx';
import { RowBadge } from '../consistency/row-badge.tsx';
import { Moment } from '../time/moment.tsx';
import { counted } from '../time/numbers.ts';
import { ActivePill } from './active-pill.tsx';
import { ApprovalPill } from './approval-pill.tsx';

/** A row of the list: a group of the read model, or one that this tab has saved and the read model does not have yet. */
export type ToolGroupRow =
  | { readonly kind: 'shown'; readonly group: ToolGroup }
  | { readonly kind: 'saved'; readonly group: WrittenToolGroup };

/** The columns of the list of tool groups. */
export const toolGroupColumns: Columns<ToolGroupRow> = [
  {
    id: 'name',
    header: 'Name',
    meta: { sort: { field: 'name' }, isRowHeader: true, className: rowHeader },
    cell: ({ row: { original } }) => <Name row={original} />,
  },
  {
    id: 'rules',
    header: 'Rules',
    meta: { className: 'hidden truncate text-muted lg:table-cell lg:w-56' },
    cell: ({ row: { original } }) => rulesOf(original.group),
  },
  {
    id: 'state',
    header: 'State',
    meta: { className: 'whitespace-nowrap sm:hidden md:table-cell md:w-36' },
    cell: ({ row: { original } }) => (
      <div className="flex flex-wrap items-center gap-1 md:max-xl:flex-col md:max-xl:items-start">
        <ActivePill isActive={original.group.isActive} />
        <ApprovalPill group={original.group} />
      </div>
    ),
  },
  {
    id: 'consistency',
    header: 'Consistency',
    meta: { className: 'whitespace-nowrap sm:w-48' },
    cell: ({ row: { original } }) => <RowBadge aggregate="tool-group" item={original.group} />,
  },
  {
    id: 'updatedAt',
    header: 'Changed',
    meta: {
      sort: { field: 'updatedAt', first: 'down' },
      className: 'hidden whitespace-nowrap text-muted md:table-cell md:w-28',
    },
    cell: ({ row: { original } }) => <Moment at={original.group.updatedAt} />,
  },
];

function Name({ row }: { row: ToolGroupRow }) {
  const { id, name, description } = row.group;
  return (
    <div className="min-w-0">
      <Link
        href={`/tool-groups/${id}`}
        prefetch={false}
        className="block truncate leading-6 font-medium hover:text-accent-text hover:underline"
      >
        {name}
      </Link>
      {description !== '' && <p className="truncate text-[0.8125rem] text-muted">{description}</p>}
    </div>
  );
}

function rulesOf({ selectors, explicitTools, excludedTools }: ToolGroupRow['group']): string {
  const parts = [
    counted(selectors.length, 'selector'),
    ...(explicitTools.length === 0 ? [] : [`${explicitTools.length} explicit`]),
    ...(excludedTools.length === 0 ? [] : [`${excludedTools.length} excluded`]),
  ];
  return parts.join(' · ');
}
