'use client';

import type { Task } from '@tools-provider/contracts';
import { Pencil } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../components/ui/button.tsx';
import { FactRow } from '../components/ui/facts.tsx';
import { Markdown } from '../markdown/markdown.tsx';
import { useMe } from '../session/me.tsx';
import { mayCurate, mayDelete } from '../session/permissions.ts';
import { Moment } from '../time/moment.tsx';
import { ApprovalPanel, isApprovalTask } from './approval-panel.tsx';
import { AssignMenu } from './assign-menu.tsx';
import { CommentForm } from './comment-form.tsx';
import { DeleteTask } from './delete-task.tsx';
import { DueMark } from './due-mark.tsx';
import { EditTaskForm } from './edit-task-form.tsx';
import { PriorityMark } from './priority-mark.tsx';
import { StatusSelect } from './status-select.tsx';

/** A task as it is now, and what can be done about it. */
export function TaskDetails({ task, onClose }: { task: Task; onClose: () => void }) {
  const me = useMe();
  const [isEditing, setIsEditing] = useState(false);
  if (isEditing) return <EditTaskForm task={task} onDone={() => setIsEditing(false)} />;
  return (
    <div className="flex flex-col gap-5">
      {isApprovalTask(task) && <ApprovalPanel task={task} />}
      <dl className="grid grid-cols-[6.5rem_1fr] items-center gap-x-4 gap-y-2 text-sm">
        <FactRow name="Status">
          <StatusSelect task={task} />
        </FactRow>
        <FactRow name="Priority">
          <PriorityMark priority={task.priority} />
        </FactRow>
        <FactRow name="Due">
          <DueMark task={task} isPrecise />
        </FactRow>
        <FactRow name="Assignee">
          <AssignMenu task={task} />
        </FactRow>
        <FactRow name="Department">{task.department ?? <span className="text-muted">none</span>}</FactRow>
        <FactRow name="Created">
          <Moment at={task.createdAt} /> by {task.createdBy}
        </FactRow>
        <FactRow name="Changed">
          <Moment at={task.updatedAt} /> by {task.updatedBy}
        </FactRow>
      </dl>
      <div className="flex gap-2 empty:hidden">
        {mayCurate(me) && (
          <Button onClick={() => setIsEditing(true)}>
            <Pencil aria-hidden />
            Edit
          </Button>
        )}
        {mayDelete(me) && <DeleteTask task={task} onDeleted={onClose} />}
      </div>
      <section aria-label="Description" className="border-t pt-4">
        {task.description === '' ? (
          <p className="text-sm text-muted">No description.</p>
        ) : (
          <Markdown text={task.description} />
        )}
      </section>
      {mayCurate(me) && (
        <div className="border-t pt-4">
          <CommentForm task={task} />
        </div>
      )}
    </div>
  );
}
