'use client';

import type { Me, ToolGroup, WrittenToolGroup } from '@tools-provider/contracts';
import { CirclePause, CirclePlay, Pencil, ShieldCheck, Trash2 } from 'lucide-react';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import type { Api } from '../api-client/api.ts';
import { Button, buttonVariants } from '../components/ui/button.tsx';
import { ConfirmDialog } from '../components/ui/confirm-dialog.tsx';
import { ConfirmWithReason } from '../components/ui/confirm-with-reason.tsx';
import { useCommand } from '../live/use-command.ts';
import { useMe } from '../session/me.tsx';
import { mayCurate, mayDelete } from '../session/permissions.ts';
import { toolGroupCommands } from './commands.ts';

type Open = 'deactivate' | 'delete' | 'nothing';

/** What the signed-in person may do with a group as a whole. */
export function GroupActions({ group }: { group: ToolGroup }) {
  const me = useMe();
  const [open, setOpen] = useState<Open>('nothing');
  const close = () => setOpen('nothing');
  if (!mayCurate(me)) return null;
  return (
    <>
      <Link href={`/tool-groups/${group.id}/edit`} prefetch={false} className={buttonVariants()}>
        <Pencil aria-hidden />
        Edit
      </Link>
      {group.isActive ? (
        <Button onClick={() => setOpen('deactivate')}>
          <CirclePause aria-hidden />
          Deactivate
        </Button>
      ) : (
        <ActivateButton group={group} />
      )}
      {mayDelete(me) && (
        <Button variant="danger" onClick={() => setOpen('delete')}>
          <Trash2 aria-hidden />
          Delete
        </Button>
      )}
      <DeactivateDialog group={group} isOpen={open === 'deactivate'} onClose={close} />
      <DeleteDialog group={group} isOpen={open === 'delete'} onClose={close} />
    </>
  );
}

function ActivateButton({ group }: { group: ToolGroup }) {
  const me = useMe();
  const activate = useCommand({
    aggregate: 'tool-group',
    send: (_: undefined, api: Api) => toolGroupCommands(api).activate(group.id),
    done: (written) => activationWords(written, me),
    undo: ({ revision, activationRequest }) =>
      activationRequest === null
        ? {
            send: (api) => toolGroupCommands(api).deactivate(group.id, {}, revision),
            done: (written) => `Inactive again, saved as v${written.revision}`,
          }
        : undefined,
  });
  if (group.requiresApproval && group.activationRequest !== null) return null;
  return (
    <Button variant="primary" disabled={activate.isPending} onClick={() => activate.mutate(undefined)}>
      {group.requiresApproval ? <ShieldCheck aria-hidden /> : <CirclePlay aria-hidden />}
      {group.requiresApproval ? 'Request activation' : 'Activate'}
    </Button>
  );
}

// What came of it, and not what was wished: somebody may have changed the group meanwhile.
function activationWords({ activationRequest, revision }: WrittenToolGroup, me: Me): string {
  if (activationRequest === null) return `Activated, saved as v${revision}`;
  const { requestedBy } = activationRequest;
  return requestedBy === me.id
    ? `Activation requested, saved as v${revision}; an admin other than you must approve`
    : `${requestedBy} has requested the activation already; an admin other than ${requestedBy} must approve`;
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
    send: (body: { reason?: string }, api: Api) => toolGroupCommands(api).deactivate(group.id, body),
    done: ({ revision }) => `Deactivated, saved as v${revision}`,
    undo: ({ revision, requiresApproval }) =>
      requiresApproval
        ? undefined
        : {
            send: (api) => toolGroupCommands(api).activate(group.id, revision),
            done: (written) => `Active again, saved as v${written.revision}`,
          },
    onWritten: () => {
      setReason('');
      onClose();
    },
  });
  return (
    <ConfirmWithReason
      isOpen={isOpen}
      onClose={onClose}
      title={`Deactivate “${group.name}”?`}
      confirm="Deactivate"
      isBusy={deactivate.isPending}
      reason={reason}
      onReason={setReason}
      onConfirm={(body) => deactivate.mutate(body)}
    >
      Agents can no longer use its tools.{' '}
      {group.requiresApproval
        ? 'To activate it again takes an approval.'
        : 'It can be activated again at any time.'}
    </ConfirmWithReason>
  );
}

function DeleteDialog({ group, isOpen, onClose }: ActionDialogProps) {
  const router = useRouter();
  const remove = useCommand({
    aggregate: 'tool-group',
    send: (_: undefined, api: Api) => toolGroupCommands(api).remove(group.id),
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
      {group.activationRequest !== null && ' The task that asks for its activation is cancelled.'}
    </ConfirmDialog>
  );
}
