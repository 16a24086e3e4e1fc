'use client';

import type { Task, WrittenTask } from '@tools-provider/contracts';
import { ShieldCheck } from 'lucide-react';
import { BareButton } from '../components/ui/bare-button.tsx';
import { type Columns, rowHeader } from '../components/ui/data-table.tsx';
import { Pill } from '../components/ui/pill.tsx';
import { RowBadge } from '../consistency/row-badge.tsx';
import { Moment } from '../time/moment.tsx';
import { AssignMenu } from './assign-menu.tsx';
import { DueMark } from './due-mark.tsx';
import { plainLine } from './plain-line.ts';
import { PriorityMark } from './priority-mark.tsx';
import { StatusPill } from './status-pill.tsx';
import { StatusSelect } from './status-select.tsx';

/** A row of the list: a task of the read model, or one that this tab has saved and the read model does not have yet. */
export type TaskRow =
  | { readonly kind: 'shown'; readonly task: Task }
  | { readonly kind: 'saved'; readonly task: WrittenTask };

/** The columns of the list of tasks; a title opens its task. */
export function taskColumns(onOpen: (id: string) => void): Columns<TaskRow> {
  return [
    {
      id: 'title',
      header: 'Title',
      meta: { sort: { field: 'title' }, isRowHeader: true, className: rowHeader },
      cell: ({ row: { original } }) => <Title row={original} onOpen={onOpen} />,
    },
    {
      id: 'status',
      header: 'Status',
      meta: { className: 'whitespace-nowrap' },
      cell: ({ row: { original } }) => <Status row={original} />,
    },
    {
      id: 'priority',
      header: 'Priority',
      meta: { className: 'sm:hidden md:table-cell' },
      cell: ({ row: { original } }) => <PriorityMark priority={original.task.priority} />,
    },
    {
      id: 'assignee',
      header: 'Assignee',
      meta: { className: 'hidden whitespace-nowrap lg:table-cell' },
      cell: ({ row: { original } }) => <Assignee row={original} />,
    },
    {
      id: 'dueAt',
      header: 'Due',
      meta: { sort: { field: 'dueAt' }, className: 'whitespace-nowrap' },
      cell: ({ row: { original } }) => <DueMark task={original.task} />,
    },
    {
      id: 'consistency',
      header: 'Consistency',
      meta: { className: 'whitespace-nowrap' },
      cell: ({ row: { original } }) => <RowBadge aggregate="task" item={original.task} />,
    },
    {
      id: 'createdAt',
      header: 'Created',
      meta: {
        sort: { field: 'createdAt', first: 'down' },
        className: 'hidden whitespace-nowrap text-muted xl:table-cell',
      },
      cell: ({ row: { original } }) => <Moment at={original.task.createdAt} />,
    },
  ];
}

function Title({ row, onOpen }: { row: TaskRow; onOpen: (id: string) => void }) {
  const { id, title, description, approval } = row.task;
  return (
    <div className="min-w-0">
      <BareButton
        onClick={() => onOpen(id)}
        className="block min-h-6 max-w-full truncate text-left font-medium hover:text-accent-text hover:underline"
      >
        {title}
      </BareButton>
      <div className="flex items-center gap-2 text-[0.8125rem] text-muted empty:hidden">
        {approval !== null && (
          <Pill tone="accent" className="shrink-0">
            <ShieldCheck aria-hidden />
            Approval
          </Pill>
        )}
        {description !== '' && <p className="truncate">{plainLine(description)}</p>}
      </div>
    </div>
  );
}

function Assignee({ row }: { row: TaskRow }) {
  if (row.kind === 'shown') return <AssignMenu task={row.task} />;
  return row.task.assigneeId ?? <span className="text-muted">nobody</span>;
}

function Status({ row }: { row: TaskRow }) {
  return row.kind === 'shown' ? <StatusSelect task={row.task} /> : <StatusPill status={row.task.status} />;
}
