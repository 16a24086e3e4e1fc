'use client';

import type { ChangeViewBody, View } from '@tools-provider/contracts';
import { Pencil, RefreshCw, Trash2, UserLock, Users } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../components/ui/button.tsx';
import { ConfirmDialog } from '../components/ui/confirm-dialog.tsx';
import { useMe } from '../session/me.tsx';
import { mayCurate } from '../session/permissions.ts';
import { filterWords } from './filter-words.ts';
import { RenameViewForm } from './rename-view-form.tsx';
import { useViewCommand } from './use-view-command.ts';
import type { ViewQuery } from './view-query.ts';

interface ManagedViewProps {
  readonly view: View;
  readonly query: ViewQuery;
  readonly isShown: boolean;
}

/** One view and what may be done with it; others' may only be unshared and deleted. */
export function ManagedView({ view, query, isShown }: ManagedViewProps) {
  const [isRenaming, setIsRenaming] = useState(false);
  return (
    <li className="flex flex-col gap-2 py-3">
      {isRenaming ? (
        <RenameViewForm view={view} onDone={() => setIsRenaming(false)} />
      ) : (
        <div className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1">
          <div className="min-w-0 flex-1 basis-48">
            <p className="text-sm font-medium break-words">{view.name}</p>
            <p className="text-xs break-words text-muted">
              {view.isShared && `shared${view.isOwn ? '' : ` by ${view.ownerId}`} · `}
              {filterWords(view.query)}
            </p>
          </div>
          <div className="flex">
            {view.isOwn && (
              <>
                <Action name={`Rename ${view.name}`} onClick={() => setIsRenaming(true)}>
                  <Pencil aria-hidden />
                </Action>
                <UpdateAction view={view} query={query} isShown={isShown} />
              </>
            )}
            <ShareAction view={view} />
            <DeleteAction view={view} />
          </div>
        </div>
      )}
    </li>
  );
}

function UpdateAction({ view, query, isShown }: ManagedViewProps) {
  const update = useViewCommand({
    send: (body: ChangeViewBody, commands) => commands.change(view, body),
    done: ({ name }) => `View “${name}” now shows ${filterWords(query)}`,
  });
  return (
    <Action
      name={`Update ${view.name} with the current filters`}
      disabled={isShown || update.isPending}
      onClick={() => update.mutate({ query })}
    >
      <RefreshCw aria-hidden />
    </Action>
  );
}

function ShareAction({ view }: { view: View }) {
  const canShare = mayCurate(useMe()) && view.isOwn;
  const share = useViewCommand({
    send: (body: ChangeViewBody, commands) => commands.change(view, body),
    done: ({ name, isShared }) =>
      isShared ? `View “${name}” is shared with everybody` : `View “${name}” is not shared any more`,
  });
  if (view.isShared) {
    return (
      <Action
        name={`Stop sharing ${view.name}`}
        disabled={share.isPending}
        onClick={() => share.mutate({ isShared: false })}
      >
        <UserLock aria-hidden />
      </Action>
    );
  }
  if (!canShare) return null;
  return (
    <Action
      name={`Share ${view.name} with everybody`}
      disabled={share.isPending}
      onClick={() => share.mutate({ isShared: true })}
    >
      <Users aria-hidden />
    </Action>
  );
}

function DeleteAction({ view }: { view: View }) {
  const [isAsking, setIsAsking] = useState(false);
  const remove = useViewCommand({
    send: (_: undefined, commands) => commands.remove(view),
    done: () => `View “${view.name}” deleted`,
    onDone: () => setIsAsking(false),
  });
  return (
    <>
      <Action name={`Delete ${view.name}`} onClick={() => setIsAsking(true)}>
        <Trash2 aria-hidden />
      </Action>
      <ConfirmDialog
        isOpen={isAsking}
        onOpenChange={setIsAsking}
        title={`Delete the view “${view.name}”?`}
        confirm="Delete view"
        tone="danger"
        isBusy={remove.isPending}
        onConfirm={() => remove.mutate(undefined)}
      >
        {view.isShared
          ? 'Nobody finds it among their views any more. What it lists stays as it is.'
          : 'What it lists stays as it is.'}
      </ConfirmDialog>
    </>
  );
}

interface ActionProps {
  readonly name: string;
  readonly disabled?: boolean;
  readonly onClick: () => void;
  readonly children: React.ReactNode;
}

function Action({ name, ...button }: ActionProps) {
  return <Button variant="ghost" size="icon" aria-label={name} title={name} {...button} />;
}
