'use client';

import type { ToolGroup } from '@tools-provider/contracts';
import { CirclePause, CirclePlay, Pencil, Trash2 } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { browserApi } from '../api-client/browser-api.ts';
import { Button } from '../components/ui/button.tsx';
import { ConfirmDialog } from '../components/ui/confirm-dialog.tsx';
import { Dialog } from '../components/ui/dialog.tsx';
import { Field, Input } from '../components/ui/field.tsx';
import { useCommand } from '../live/use-command.ts';
import { useMe } from '../session/me.tsx';
import { mayCurate, mayDelete } from '../session/permissions.ts';
import { toolGroupCommands } from './commands.ts';
import { EditGroupForm } from './edit-group-form.tsx';

const commands = toolGroupCommands(browserApi);

type Open = 'edit' | 'deactivate' | 'delete' | 'nothing';

/** What the signed-in person may do with a group as a whole. */
export function GroupActions({ group }: { group: ToolGroup }) {
  const me = useMe();
  const [open, setOpen] = useState<Open>('nothing');
  const close = () => setOpen('nothing');
  const activate = useCommand({
    aggregate: 'tool-group',
    send: () => commands.activate(group.id),
    done: ({ revision }) => `Activated, saved as v${revision}`,
  });
  if (!mayCurate(me)) return null;
  return (
    <>
      <Button onClick={() => setOpen('edit')}>
        <Pencil aria-hidden />
        Edit
      </Button>
      {group.isActive ? (
        <Button onClick={() => setOpen('deactivate')}>
          <CirclePause aria-hidden />
          Deactivate
        </Button>
      ) : (
        <Button variant="primary" disabled={activate.isPending} onClick={() => activate.mutate(undefined)}>
          <CirclePlay aria-hidden />
          Activate
        </Button>
      )}
      {mayDelete(me) && (
        <Button variant="danger" onClick={() => setOpen('delete')}>
          <Trash2 aria-hidden />
          Delete
        </Button>
      )}
      <Dialog isOpen={open === 'edit'} onOpenChange={close} title="Edit tool group">
        <EditGroupForm group={group} onDone={close} />
      </Dialog>
      <DeactivateDialog group={group} isOpen={open === 'deactivate'} onClose={close} />
      <DeleteDialog group={group} isOpen={open === 'delete'} onClose={close} />
    </>
  );
}

interface ActionDialogProps {
  readonly group: ToolGroup;
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

function DeactivateDialog({ group, isOpen, onClose }: ActionDialogProps) {
  const [reason, setReason] = useState('');
  const deactivate = useCommand({
    aggregate: 'tool-group',
    send: () => commands.deactivate(group.id, reason.trim() === '' ? {} : { reason: reason.trim() }),
    done: ({ revision }) => `Deactivated, saved as v${revision}`,
    onWritten: () => {
      setReason('');
      onClose();
    },
  });
  return (
    <ConfirmDialog
      isOpen={isOpen}
      onOpenChange={onClose}
      title={`Deactivate “${group.name}”?`}
      confirm="Deactivate"
      isBusy={deactivate.isPending}
      onConfirm={() => deactivate.mutate(undefined)}
    >
      <p className="mb-4">Agents can no longer use its tools. It can be activated again at any time.</p>
      <Field label="Reason" isOptional className="text-foreground">
        {(control) => (
          <Input
            {...control}
            name="reason"
            value={reason}
            maxLength={500}
            onChange={(event) => setReason(event.target.value)}
          />
        )}
      </Field>
    </ConfirmDialog>
  );
}

function DeleteDialog({ group, isOpen, onClose }: ActionDialogProps) {
  const router = useRouter();
  const remove = useCommand({
    aggregate: 'tool-group',
    send: () => commands.remove(group.id),
    done: ({ revision }) => `“${group.name}” deleted, saved as v${revision}`,
    onWritten: () => {
      onClose();
      router.push('/tool-groups');
    },
  });
  return (
    <ConfirmDialog
      isOpen={isOpen}
      onOpenChange={onClose}
      title={`Delete “${group.name}”?`}
      confirm="Delete tool group"
      tone="danger"
      isBusy={remove.isPending}
      onConfirm={() => remove.mutate(undefined)}
    >
      It cannot be brought back. Its history stays in the log and in the feed.
    </ConfirmDialog>
  );
}
