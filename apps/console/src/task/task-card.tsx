'use client';

import type { Task, WrittenTask } from '@tools-provider/contracts';
import { ShieldCheck } from 'lucide-react';
import { BareButton } from '../components/ui/bare-button.tsx';
import { cn } from '../components/ui/cn.ts';
import { Pill } from '../components/ui/pill.tsx';
import { ConsistencyBadge } from '../consistency/consistency-badge.tsx';
import { useMe } from '../session/me.tsx';
import { AssignMenu, Person } from './assign-menu.tsx';
import { DueMark } from './due-mark.tsx';
import { MoveMenu } from './move-menu.tsx';
import { PriorityMark } from './priority-mark.tsx';
import { offeredStatuses } from './status.ts';
import type { StatusChange } from './use-status-change.ts';
import { statusNames } from './words.ts';

const card = 'flex flex-col gap-2 rounded-lg border bg-surface p-3 shadow-card';
const title =
  'min-h-6 min-w-0 flex-1 text-left text-sm leading-snug font-medium break-words hover:text-accent-text hover:underline';

interface TaskCardProps {
  readonly task: Task;
  readonly change: StatusChange;
  readonly onOpen: (id: string) => void;
  readonly onDrag: (task: Task | null) => void;
}

/** A task on the board. While it is on its way it stays where it is, and says where it goes. */
export function TaskCard({ task, change, onOpen, onDrag }: TaskCardProps) {
  const me = useMe();
  const wanted = change.wantedOf(task);
  const written = change.writtenOf(task);
  const canMove = offeredStatuses(task, me).length > 1;
  return (
    <li
      draggable={canMove}
      onDragStart={(event) => {
        event.dataTransfer.effectAllowed = 'move';
        event.dataTransfer.setData('text/plain', task.title);
        onDrag(task);
      }}
      onDragEnd={() => onDrag(null)}
      aria-busy={wanted !== undefined || undefined}
      className={cn(card, canMove && 'cursor-grab active:cursor-grabbing')}
    >
      <div className="flex items-start gap-1">
        <BareButton data-card={task.id} onClick={() => onOpen(task.id)} className={cn(title, 'line-clamp-3')}>
          {task.title}
        </BareButton>
        <MoveMenu task={task} change={change} />
      </div>
      {task.approval !== null && (
        <Pill tone="accent" className="self-start">
          <ShieldCheck aria-hidden />
          Approval
        </Pill>
      )}
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <PriorityMark priority={task.priority} />
        {task.dueAt !== null && <DueMark task={task} />}
      </div>
      <div className="flex min-w-0 text-[0.8125rem]">
        <AssignMenu task={task} />
      </div>
      {(wanted ?? written?.status) !== undefined && (
        <p className="text-xs font-medium text-wait">
          {wanted !== undefined
            ? `Moving to ${statusNames[wanted].toLowerCase()}…`
            : `Saved as ${statusNames[written?.status ?? task.status].toLowerCase()}, not shown yet`}
        </p>
      )}
      <ConsistencyBadge aggregate="task" id={task.id} document={task} className="self-start" />
    </li>
  );
}

/** A task that this tab has created and the read model does not have yet. */
export function SavedCard({ task, onOpen }: { task: WrittenTask; onOpen: (id: string) => void }) {
  return (
    <li className={cn(card, 'border-dashed')}>
      <BareButton data-card={task.id} onClick={() => onOpen(task.id)} className={cn(title, 'line-clamp-3')}>
        {task.title}
      </BareButton>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <PriorityMark priority={task.priority} />
        {task.assigneeId !== null && (
          <span className="text-[0.8125rem]">
            <Person id={task.assigneeId} />
          </span>
        )}
      </div>
      <ConsistencyBadge
        aggregate="task"
        id={task.id}
        writtenRevision={task.revision}
        className="self-start"
      />
    </li>
  );
}
