'use client';

import type { Tool } from '@tools-provider/contracts';
import { CirclePause, CirclePlay, Pencil } from 'lucide-react';
import { useState } from 'react';
import type { Api } from '../api-client/api.ts';
import { Button } from '../components/ui/button.tsx';
import { ConfirmWithReason } from '../components/ui/confirm-with-reason.tsx';
import { Dialog } from '../components/ui/dialog.tsx';
import { toolCommands } from './commands.ts';
import { EditToolForm } from './edit-tool-form.tsx';
import { useToolCommand } from './use-tool-command.ts';

/** What those who curate may do with a tool. */
export function ToolActions({ tool }: { tool: Tool }) {
  const [open, setOpen] = useState<'edit' | 'disable' | 'nothing'>('nothing');
  const close = () => setOpen('nothing');
  return (
    <>
      <Button onClick={() => setOpen('edit')}>
        <Pencil aria-hidden />
        Edit
      </Button>
      {tool.isEnabled ? (
        <Button onClick={() => setOpen('disable')}>
          <CirclePause aria-hidden />
          Disable
        </Button>
      ) : (
        // What its source no longer has cannot be enabled.
        tool.status === 'active' && <EnableButton tool={tool} />
      )}
      <Dialog
        isOpen={open === 'edit'}
        onOpenChange={close}
        title="Edit tool"
        description="What agents are told instead of what its document says."
      >
        <EditToolForm tool={tool} onDone={close} />
      </Dialog>
      <DisableDialog tool={tool} isOpen={open === 'disable'} onClose={close} />
    </>
  );
}

function EnableButton({ tool }: { tool: Tool }) {
  const before = tool.disabledReason;
  const enable = useToolCommand({
    send: (_: undefined, api: Api) => toolCommands(api).enable(tool.id),
    done: ({ revision }) => `Enabled, saved as v${revision}`,
    undo: () => ({
      send: (api) => toolCommands(api).disable(tool.id, before === null ? {} : { reason: before }),
      done: ({ revision }) => `Disabled again, saved as v${revision}`,
    }),
  });
  return (
    <Button variant="primary" disabled={enable.isPending} onClick={() => enable.mutate(undefined)}>
      <CirclePlay aria-hidden />
      Enable
    </Button>
  );
}

interface DisableDialogProps {
  readonly tool: Tool;
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

function DisableDialog({ tool, isOpen, onClose }: DisableDialogProps) {
  const [reason, setReason] = useState('');
  const disable = useToolCommand({
    send: (body: { reason?: string }, api: Api) => toolCommands(api).disable(tool.id, body),
    done: ({ revision }) => `Disabled, saved as v${revision}`,
    undo: () => ({
      send: (api) => toolCommands(api).enable(tool.id),
      done: ({ revision }) => `Enabled again, saved as v${revision}`,
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
      title={`Disable “${tool.name}”?`}
      confirm="Disable"
      isBusy={disable.isPending}
      reason={reason}
      onReason={setReason}
      onConfirm={(body) => disable.mutate(body)}
    >
      Agents can no longer use it, in whichever group it is. It can be enabled again.
    </ConfirmWithReason>
  );
}
