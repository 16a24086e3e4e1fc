'use client';

import type { Task } from '@tools-provider/contracts';
import { Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { Api } from '../api-client/api.ts';
import { Button } from '../components/ui/button.tsx';
import { ConfirmDialog } from '../components/ui/confirm-dialog.tsx';
import { useCommand } from '../live/use-command.ts';
import { taskCommands } from './commands.ts';
import { isDecided } from './status.ts';

/** Deletes a task, after a question. */
export function DeleteTask({ task, onDeleted }: { task: Task; onDeleted: () => void }) {
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
