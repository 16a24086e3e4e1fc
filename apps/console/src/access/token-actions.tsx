'use client';

import { useQueryClient } from '@tanstack/react-query';
import type { ServiceToken } from '@tools-provider/contracts';
import { Ban, Ellipsis, RefreshCw, ScrollText } from 'lucide-react';
import type { Route } from 'next';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import type { Api } from '../api-client/api.ts';
import { browserApi } from '../api-client/browser-api.ts';
import { toastProblem } from '../api-client/toast-problem.ts';
import { useWish } from '../api-client/use-wish.ts';
import { buttonVariants } from '../components/ui/button.tsx';
import { ConfirmDialog } from '../components/ui/confirm-dialog.tsx';
import { Menu, MenuItem } from '../components/ui/menu.tsx';
import { readAgain } from '../live/read-again.ts';
import { useNow } from '../time/clock.ts';
import { toastDone } from '../undo/toast-done.tsx';
import { accessCommands } from './commands.ts';
import { serviceTokensQuery } from './queries.ts';
import { isWorth, tokenState } from './token-state.ts';

/** What can be done about a token. */
export function TokenActions({
  token,
  onReplace,
}: {
  token: ServiceToken;
  onReplace: (token: ServiceToken) => void;
}) {
  const router = useRouter();
  const [isAsking, setIsAsking] = useState(false);
  const works = isWorth(tokenState(token, useNow('minute')));
  return (
    <>
      <Menu
        label={`Actions for ${token.name}`}
        trigger={<Ellipsis aria-hidden />}
        className={buttonVariants({ variant: 'ghost', size: 'icon' })}
      >
        <MenuItem onClick={() => onReplace(token)}>
          <RefreshCw aria-hidden />
          Make a replacement…
        </MenuItem>
        <MenuItem
          onClick={() => router.push(`/audit?actor=${encodeURIComponent(`service:${token.name}`)}` as Route)}
        >
          <ScrollText aria-hidden />
          What it has done
        </MenuItem>
        {works && (
          <MenuItem onClick={() => setIsAsking(true)}>
            <Ban aria-hidden />
            Revoke…
          </MenuItem>
        )}
      </Menu>
      <RevokeDialog token={token} isOpen={isAsking} onOpenChange={setIsAsking} />
    </>
  );
}

function RevokeDialog({
  token,
  isOpen,
  onOpenChange,
}: {
  token: ServiceToken;
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
}) {
  const client = useQueryClient();
  const { queryKey } = serviceTokensQuery(browserApi);
  const revoke = useWish({
    mutationKey: queryKey,
    send: (id: string, api: Api) => accessCommands(api).revoke(id),
    onDone: ({ name }) => toastDone(`A token of ${name} is revoked`),
    onRefused: (error) => toastProblem(error),
  });
  return (
    <ConfirmDialog
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      title={`Revoke a token of ${token.name}?`}
      confirm="Revoke token"
      tone="danger"
      isBusy={revoke.isPending}
      onConfirm={() =>
        revoke.mutate(token.id, {
          onSettled: () => {
            onOpenChange(false);
            void readAgain(client, { queryKey });
          },
        })
      }
    >
      Within a second every call with it is refused, and its open streams end. That is for good; other tokens
      of this service go on.
    </ConfirmDialog>
  );
}
