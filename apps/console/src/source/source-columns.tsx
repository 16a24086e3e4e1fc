'use client';

import type { Source, WrittenSource } from '@tools-provider/contracts';
import Link from 'next/link';
import { type Columns, rowHeader } from '../components/ui/data-table.tsx';
import { RowBadge } from '../consistency/row-badge.tsx';
import { Moment } from '../time/moment.tsx';
import { counted } from '../time/numbers.ts';
import { EnabledPill, HealthPill } from './health-pill.tsx';
import { kindNames, placeWords } from './words.ts';

/** A row of the list: a source of the read model, or one that this tab has saved and the read model does not have yet. */
export type SourceRow =
  | { readonly kind: 'shown'; readonly source: Source }
  | { readonly kind: 'saved'; readonly source: WrittenSource };

/** The columns of the list of sources. */
export const sourceColumns: Columns<SourceRow> = [
  {
    id: 'name',
    header: 'Name',
    meta: { sort: { field: 'name' }, isRowHeader: true, className: rowHeader },
    cell: ({ row: { original } }) => <Name row={original} />,
  },
  {
    id: 'kind',
    header: 'Kind',
    meta: { className: 'hidden whitespace-nowrap text-muted lg:table-cell' },
    cell: ({ row: { original } }) => kindNames[original.source.kind],
  },
  {
    id: 'tools',
    header: 'Tools',
    meta: { className: 'whitespace-nowrap text-muted tabular-nums' },
    cell: ({ row: { original } }) => counted(original.source.toolCount, 'tool'),
  },
  {
    id: 'health',
    header: 'Health',
    meta: { className: 'whitespace-nowrap' },
    cell: ({ row: { original } }) => <HealthPill health={original.source.health} />,
  },
  {
    id: 'state',
    header: 'State',
    meta: { className: 'whitespace-nowrap sm:hidden md:table-cell' },
    cell: ({ row: { original } }) => <EnabledPill isEnabled={original.source.isEnabled} />,
  },
  {
    id: 'consistency',
    header: 'Consistency',
    meta: { className: 'whitespace-nowrap' },
    cell: ({ row: { original } }) => <RowBadge aggregate="source" item={original.source} />,
  },
  {
    id: 'updatedAt',
    header: 'Changed',
    meta: {
      sort: { field: 'updatedAt', first: 'down' },
      className: 'hidden whitespace-nowrap text-muted xl:table-cell',
    },
    cell: ({ row: { original } }) => <Moment at={original.source.updatedAt} />,
  },
];

function Name({ row: { source } }: { row: SourceRow }) {
  return (
    <div className="min-w-0">
      <Link
        href={`/sources/${source.id}`}
        prefetch={false}
        className="block truncate leading-6 font-medium hover:text-accent-text hover:underline"
      >
        {source.name}
      </Link>
      <p className="truncate text-[0.8125rem] text-muted">{placeWords(source)}</p>
    </div>
  );
}
