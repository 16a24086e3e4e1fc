'use client';

import type { Label, WrittenLabel } from '@tools-provider/contracts';
import { Ellipsis, Pencil, Trash2 } from 'lucide-react';
import Link from 'next/link';
import { buttonVariants } from '../components/ui/button.tsx';
import { type Columns, rowHeader } from '../components/ui/data-table.tsx';
import { Menu, MenuItem } from '../components/ui/menu.tsx';
import { RowBadge } from '../consistency/row-badge.tsx';
import { Moment } from '../time/moment.tsx';
import { counted } from '../time/numbers.ts';
import { LabelChip } from './label-chip.tsx';

/** A row of the list: a label of the read model, or one that this tab has saved and the read model does not have yet. */
export type LabelRow =
  | { readonly kind: 'shown'; readonly label: Label }
  | { readonly kind: 'saved'; readonly label: WrittenLabel };

interface LabelActions {
  readonly onEdit?: ((label: Label) => void) | undefined;
  readonly onDelete?: ((label: Label) => void) | undefined;
}

/** The columns of the list of labels, with what the person may do with each. */
export function labelColumns(actions: LabelActions): Columns<LabelRow> {
  const columns: Columns<LabelRow> = [
    {
      id: 'name',
      header: 'Name',
      meta: { sort: { field: 'name' }, isRowHeader: true, className: rowHeader },
      cell: ({ row: { original } }) => <Name row={original} />,
    },
    {
      id: 'tools',
      header: 'Tools',
      meta: { className: 'whitespace-nowrap tabular-nums' },
      cell: ({ row: { original } }) => <Tools row={original} />,
    },
    {
      id: 'consistency',
      header: 'Consistency',
      meta: { className: 'whitespace-nowrap' },
      cell: ({ row: { original } }) => <RowBadge aggregate="label" item={original.label} />,
    },
    {
      id: 'updatedAt',
      header: 'Changed',
      meta: {
        sort: { field: 'updatedAt', first: 'down' },
        className: 'hidden whitespace-nowrap text-muted md:table-cell',
      },
      cell: ({ row: { original } }) => <Moment at={original.label.updatedAt} />,
    },
  ];
  if (actions.onEdit === undefined && actions.onDelete === undefined) return columns;
  return [
    ...columns,
    {
      id: 'actions',
      header: 'Actions',
      meta: { className: 'whitespace-nowrap max-sm:ml-auto' },
      cell: ({ row: { original } }) =>
        original.kind === 'shown' && <Actions label={original.label} {...actions} />,
    },
  ];
}

function Name({ row: { label } }: { row: LabelRow }) {
  return (
    <div className="flex min-w-0 flex-col items-start gap-1">
      <Link
        href={`/tools?labelId=${label.id}`}
        prefetch={false}
        className="max-w-full rounded-full hover:underline"
      >
        <LabelChip label={label} />
      </Link>
      {label.description !== '' && (
        <p className="max-w-full truncate text-[0.8125rem] text-muted">{label.description}</p>
      )}
    </div>
  );
}

function Tools({ row }: { row: LabelRow }) {
  if (row.kind === 'saved') return <span className="text-muted">not known yet</span>;
  return counted(row.label.toolCount, 'tool');
}

function Actions({ label, onEdit, onDelete }: LabelActions & { label: Label }) {
  return (
    <Menu
      label={`Actions for ${label.name}`}
      className={buttonVariants({ variant: 'ghost', size: 'icon' })}
      trigger={<Ellipsis aria-hidden />}
    >
      {onEdit !== undefined && (
        <MenuItem onClick={() => onEdit(label)}>
          <Pencil aria-hidden />
          Edit…
        </MenuItem>
      )}
      {onDelete !== undefined && (
        <MenuItem onClick={() => onDelete(label)}>
          <Trash2 aria-hidden />
          Delete…
        </MenuItem>
      )}
    </Menu>
  );
}
