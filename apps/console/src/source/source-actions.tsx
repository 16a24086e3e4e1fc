'use client';

import type { Source } from '@tools-provider/contracts';
import { CirclePause, CirclePlay, Pencil, RefreshCw, Trash2, Upload } from 'lucide-react';
import { useState } from 'react';
import type { Api } from '../api-client/api.ts';
import { problemOf } from '../api-client/problem-error.ts';
import { Button } from '../components/ui/button.tsx';
import { Dialog } from '../components/ui/dialog.tsx';
import { useCommand } from '../live/use-command.ts';
import { sourceCommands } from './commands.ts';
import { EditSourceForm } from './edit-source-form.tsx';
import { DeleteSourceDialog, DisableSourceDialog } from './source-dialogs.tsx';
import type { RefreshOutcome } from './source-notice.tsx';
import { UploadForm } from './upload-form.tsx';
import { useRefresh } from './use-refresh.ts';

type Open = 'edit' | 'upload' | 'disable' | 'delete' | 'nothing';

interface SourceActionsProps {
  readonly source: Source;
  readonly onOutcome: (outcome: RefreshOutcome | null) => void;
}

/** What an admin may do with a source. */
export function SourceActions({ source, onOutcome }: SourceActionsProps) {
  const [open, setOpen] = useState<Open>('nothing');
  const close = () => setOpen('nothing');
  return (
    <>
      {source.url === null ? (
        <Button variant="primary" onClick={() => setOpen('upload')}>
          <Upload aria-hidden />
          Upload a new document
        </Button>
      ) : (
        <RefreshButton source={source} onOutcome={onOutcome} />
      )}
      <Button onClick={() => setOpen('edit')}>
        <Pencil aria-hidden />
        Edit
      </Button>
      {source.isEnabled ? (
        <Button onClick={() => setOpen('disable')}>
          <CirclePause aria-hidden />
          Disable
        </Button>
      ) : (
        <EnableButton source={source} />
      )}
      <Button variant="danger" onClick={() => setOpen('delete')}>
        <Trash2 aria-hidden />
        Delete
      </Button>
      <Dialog isOpen={open === 'edit'} onOpenChange={close} title="Edit source">
        <EditSourceForm source={source} onDone={close} />
      </Dialog>
      <Dialog isOpen={open === 'upload'} onOpenChange={close} title="Upload a new document">
        <UploadForm
          source={source}
          onResult={(result) => onOutcome({ kind: 'done', result })}
          onClose={close}
        />
      </Dialog>
      <DisableSourceDialog source={source} isOpen={open === 'disable'} onClose={close} />
      <DeleteSourceDialog source={source} isOpen={open === 'delete'} onClose={close} />
    </>
  );
}

function RefreshButton({ source, onOutcome }: SourceActionsProps) {
  const refresh = useRefresh(source, { onResult: (result) => onOutcome({ kind: 'done', result }) });
  return (
    <Button
      variant="primary"
      disabled={refresh.isPending}
      onClick={() => {
        onOutcome(null);
        refresh.mutate({}, { onError: (error) => onOutcome({ kind: 'failed', problem: problemOf(error) }) });
      }}
    >
      <RefreshCw aria-hidden className={refresh.isPending ? 'motion-safe:animate-spin' : ''} />
      {refresh.isPending ? 'Reading it…' : 'Refresh'}
    </Button>
  );
}

function EnableButton({ source }: { source: Source }) {
  const enable = useCommand({
    aggregate: 'source',
    send: (_: undefined, api: Api) => sourceCommands(api).enable(source.id),
    done: ({ revision }) => `Enabled, saved as v${revision}`,
  });
  return (
    <Button disabled={enable.isPending} onClick={() => enable.mutate(undefined)}>
      <CirclePlay aria-hidden />
      Enable
    </Button>
  );
}
