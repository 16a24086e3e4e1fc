'use client';

import type { CreatedServiceToken, ServiceToken } from '@tools-provider/contracts';
import { useState } from 'react';
import { Dialog } from '../components/ui/dialog.tsx';
import { CreateTokenForm } from './create-token-form.tsx';
import { TokenSecret } from './token-secret.tsx';

interface CreateTokenDialogProps {
  readonly isOpen: boolean;
  /** The token whose name and scopes the new one gets; null: a new service. */
  readonly replaced: ServiceToken | null;
  readonly apiUrl: string;
  readonly onClose: () => void;
}

/** Makes a token and shows it once. Closing forgets it. */
export function CreateTokenDialog({ isOpen, replaced, apiUrl, onClose }: CreateTokenDialogProps) {
  const [created, setCreated] = useState<CreatedServiceToken | null>(null);
  const close = () => {
    setCreated(null);
    onClose();
  };
  return (
    <Dialog
      isOpen={isOpen}
      // The secret is on the screen for the only time, so it is not lost by a press beside it.
      isSticky={created !== null}
      onOpenChange={close}
      title={
        created !== null
          ? `The token of ${created.name}`
          : replaced === null
            ? 'New service token'
            : `Replace a token of ${replaced.name}`
      }
    >
      {created === null ? (
        <CreateTokenForm replaced={replaced} onCreated={setCreated} onClose={close} />
      ) : (
        <TokenSecret created={created} apiUrl={apiUrl} onDone={close} />
      )}
    </Dialog>
  );
}
