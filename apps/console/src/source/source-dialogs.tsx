'use client';

import type { Source } from '@tools-provider/contracts';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import type { Api } from '../api-client/api.ts';
import { ConfirmDialog } from '../components/ui/confirm-dialog.tsx';
import { ConfirmWithReason } from '../components/ui/confirm-with-reason.tsx';
import { useCommand } from '../live/use-command.ts';
import { counted } from '../time/numbers.ts';
import { sourceCommands } from './commands.ts';

interface SourceDialogProps {
  readonly source: Source;
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

/** Asks before agents are kept from all tools of a source. */
export function DisableSourceDialog({ source, isOpen, onClose }: SourceDialogProps) {
  const [reason, setReason] = useState('');
  const disable = useCommand({
    aggregate: 'source',
    send: (body: { reason?: string }, api: Api) => sourceCommands(api).disable(source.id, body),
    done: ({ revision }) => `Disabled, saved as v${revision}`,
    undo: ({ id }) => ({
      send: (api) => sourceCommands(api).enable(id),
      done: (written) => `Enabled again, saved as v${written.revision}`,
    }),
    onWritten: () => {
      setReason('');
      onClose();
    },
  });
  return (
    <ConfirmWithReason
      isOpen={isOpen}
      onClose={onClose}
      title={`Disable “${source.name}”?`}
      confirm="Disable"
      isBusy={disable.isPending}
      reason={reason}
      onReason={setReason}
      onConfirm={(body) => disable.mutate(body)}
    >
      Agents can use none of its {counted(source.toolCount, 'tool')} until it is enabled again; tool groups no
      longer resolve them.
    </ConfirmWithReason>
  );
}

/** Asks before a source and its tools are deleted. */
export function DeleteSourceDialog({ source, isOpen, onClose }: SourceDialogProps) {
  const router = useRouter();
  const remove = useCommand({
    aggregate: 'source',
    send: (_: undefined, api: Api) => sourceCommands(api).remove(source.id),
    done: ({ revision }) => `“${source.name}” deleted, saved as v${revision}`,
    onWritten: () => {
      onClose();
      router.push('/sources');
    },
  });
  return (
    <ConfirmDialog
      isOpen={isOpen}
      onOpenChange={onClose}
      title={`Delete “${source.name}”?`}
      confirm="Delete source"
      tone="danger"
      isBusy={remove.isPending}
      onConfirm={() => remove.mutate(undefined)}
    >
      Its {counted(source.toolCount, 'tool')} and those that it has no longer go with it, and leave every tool
      group. It cannot be brought back; its history stays in the log and in the feed.
    </ConfirmDialog>
  );
}
