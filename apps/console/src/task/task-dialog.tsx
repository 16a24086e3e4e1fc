'use client';

import { useQuery } from '@tanstack/react-query';
import type { Task } from '@tools-provider/contracts';
import { Pencil, Trash2 } from 'lucide-react';
import Link from 'next/link';
import { useState } from 'react';
import type { Api } from '../api-client/api.ts';
import { browserApi } from '../api-client/browser-api.ts';
import { problemOf } from '../api-client/problem-error.ts';
import { Button } from '../components/ui/button.tsx';
import { ConfirmDialog } from '../components/ui/confirm-dialog.tsx';
import { Dialog } from '../components/ui/dialog.tsx';
import { ProblemNotice } from '../components/ui/notices.tsx';
import { Skeleton } from '../components/ui/skeleton.tsx';
import { ConsistencyBadge } from '../consistency/consistency-badge.tsx';
import { aggregateKey } from '../consistency/known-revision.ts';
import { useCreatedHere, useLedger } from '../live/live-provider.tsx';
import { useCommand } from '../live/use-command.ts';
import { useMe } from '../session/me.tsx';
import { mayCurate, mayDelete } from '../session/permissions.ts';
import { Moment } from '../time/moment.tsx';
import { ApprovalPanel, isApprovalTask } from './approval-panel.tsx';
import { taskCommands } from './commands.ts';
import { DueMark } from './due-mark.tsx';
import { EditTaskForm } from './edit-task-form.tsx';
import { PriorityMark } from './priority-mark.tsx';
import { taskQuery } from './queries.ts';
import { isDecided } from './status.ts';
import { StatusSelect } from './status-select.tsx';
import { TaskNotShownYet } from './task-not-shown-yet.tsx';

/** One task beside the list; `id` null means none. */
export function TaskDialog({ id, onClose }: { id: string | null; onClose: () => void }) {
  const ledger = useLedger();
  const created = useCreatedHere('task').find((task) => task.id === id);
  const query = useQuery({
    ...taskQuery(browserApi, id ?? '', () => ledger.get(aggregateKey('task', id ?? ''))?.head ?? null),
    enabled: id !== null,
  });
  const problem = problemOf(query.error);
  const task = query.data;
  return (
    <Dialog
      isOpen={id !== null}
      onOpenChange={onClose}
      placement="side"
      title={task?.title ?? created?.title ?? 'Task'}
      description={
        id !== null && (
          <span className="mt-1.5 block">
            <ConsistencyBadge
              aggregate="task"
              id={id}
              {...(task === undefined ? {} : { document: task })}
              {...(created === undefined ? {} : { writtenRevision: created.revision })}
            />
          </span>
        )
      }
    >
      {problem?.status === 410 ? (
        <p className="text-sm text-muted">
          This task was deleted. Its history stays in the log and in the feed.
        </p>
      ) : task !== undefined ? (
        <TaskDetail key={task.id} task={task} onClose={onClose} />
      ) : problem?.code === 'not-projected-yet' && id !== null ? (
        <TaskNotShownYet id={id} />
      ) : query.isError ? (
        <ProblemNotice problem={problem} onRetry={() => void query.refetch()} />
      ) : (
        <div role="status" aria-label="Loading" className="flex flex-col gap-3">
          <Skeleton className="h-4 w-full" />
          <Skeleton className="h-4 w-2/3" />
          <Skeleton className="h-24 w-full" />
        </div>
      )}
    </Dialog>
  );
}

function TaskDetail({ task, onClose }: { task: Task; onClose: () => void }) {
  const me = useMe();
  const [isEditing, setIsEditing] = useState(false);
  if (isEditing) return <EditTaskForm task={task} onDone={() => setIsEditing(false)} />;
  return (
    <div className="flex flex-col gap-5">
      {isApprovalTask(task) && <ApprovalPanel task={task} />}
      <p className="text-sm leading-relaxed break-words whitespace-pre-wrap">
        {task.description === '' ? <span className="text-muted">No description.</span> : task.description}
      </p>
      <dl className="grid grid-cols-[7rem_1fr] items-center gap-x-4 gap-y-2.5 text-sm">
        <dt className="text-muted">Status</dt>
        <dd>
          <StatusSelect task={task} />
        </dd>
        <dt className="text-muted">Priority</dt>
        <dd>
          <PriorityMark priority={task.priority} />
        </dd>
        <dt className="text-muted">Due</dt>
        <dd>
          <DueMark task={task} isPrecise />
        </dd>
        <dt className="text-muted">Assignee</dt>
        <dd>{task.assigneeId ?? 'nobody'}</dd>
        <dt className="text-muted">Department</dt>
        <dd>{task.department ?? 'none'}</dd>
        <dt className="text-muted">Created</dt>
        <dd>
          <Moment at={task.createdAt} /> by {task.createdBy}
        </dd>
        <dt className="text-muted">Changed</dt>
        <dd>
          <Moment at={task.updatedAt} /> by {task.updatedBy}
        </dd>
        <dt className="text-muted">Events</dt>
        <dd>
          <Link
            href={`/feed?subject=${task.id}`}
            className="font-medium text-accent-text underline underline-offset-2"
          >
            In the feed
          </Link>
        </dd>
      </dl>
      <div className="flex gap-2">
        {mayCurate(me) && (
          <Button onClick={() => setIsEditing(true)}>
            <Pencil aria-hidden />
            Edit
          </Button>
        )}
        {mayDelete(me) && <DeleteTask task={task} onDeleted={onClose} />}
      </div>
    </div>
  );
}

function DeleteTask({ task, onDeleted }: { task: Task; onDeleted: () => void }) {
  const [isAsking, setIsAsking] = useState(false);
  const remove = useCommand({
    aggregate: 'task',
    send: (_: undefined, api: Api) => taskCommands(api).remove(task.id),
    done: ({ revision }) => `“${task.title}” deleted, saved as v${revision}`,
    onWritten: onDeleted,
  });
  return (
    <>
      <Button variant="danger" onClick={() => setIsAsking(true)}>
        <Trash2 aria-hidden />
        Delete
      </Button>
      <ConfirmDialog
        isOpen={isAsking}
        onOpenChange={setIsAsking}
        title={`Delete “${task.title}”?`}
        confirm="Delete task"
        tone="danger"
        isBusy={remove.isPending}
        onConfirm={() => remove.mutate(undefined)}
      >
        It cannot be brought back. Its history stays in the log and in the feed.
        {task.approval !== null && !isDecided(task) && ' The request for activation is rejected by it.'}
      </ConfirmDialog>
    </>
  );
}
