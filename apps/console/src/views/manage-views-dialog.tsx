'use client';

import type { View } from '@tools-provider/contracts';
import { Dialog } from '../components/ui/dialog.tsx';
import { useMe } from '../session/me.tsx';
import { mayModerateViews } from '../session/permissions.ts';
import { ManagedView } from './managed-view.tsx';
import type { ViewQuery } from './view-query.ts';

interface ManageViewsDialogProps {
  readonly views: readonly View[];
  readonly query: ViewQuery;
  /** Whether a view shows what the list shows now. */
  readonly isShown: (view: View) => boolean;
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

/** Where views are renamed, changed, shared and deleted. */
export function ManageViewsDialog({ isOpen, onClose, views, query, isShown }: ManageViewsDialogProps) {
  const isModerator = mayModerateViews(useMe());
  const managed = views.filter((view) => view.isOwn || isModerator);
  return (
    <Dialog
      isOpen={isOpen}
      onOpenChange={onClose}
      title="Manage views"
      description={
        isModerator
          ? 'Your own, and those that others share: these you may stop sharing or delete.'
          : 'Your own; those that others share are theirs to change.'
      }
    >
      {managed.length === 0 ? (
        <p className="py-4 text-center text-sm text-muted">
          You have no views. Narrow the list to what you look at often, and save the filters as one.
        </p>
      ) : (
        <ul aria-label="Views" className="-my-2 divide-y">
          {managed.map((view) => (
            <ManagedView key={view.id} view={view} query={query} isShown={isShown(view)} />
          ))}
        </ul>
      )}
    </Dialog>
  );
}
