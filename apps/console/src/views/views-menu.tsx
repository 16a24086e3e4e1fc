'use client';

import { useQuery } from '@tanstack/react-query';
import type { View, ViewList } from '@tools-provider/contracts';
import { Bookmark, BookmarkPlus, ChevronDown, RotateCcw, Settings2, Users } from 'lucide-react';
import { useState } from 'react';
import { browserApi } from '../api-client/browser-api.ts';
import { buttonVariants } from '../components/ui/button.tsx';
import { cn } from '../components/ui/cn.ts';
import {
  Menu,
  MenuChoice,
  MenuChoices,
  MenuGroup,
  MenuItem,
  MenuNote,
  MenuSeparator,
} from '../components/ui/menu.tsx';
import { openedLater } from '../components/ui/opened-later.tsx';
import { viewsQuery } from './queries.ts';
import type { ViewQuery } from './view-query.ts';

const ManageViewsDialog = openedLater(
  async () => (await import('./manage-views-dialog.tsx')).ManageViewsDialog,
  ({ isOpen }) => isOpen,
);

const SaveViewDialog = openedLater(
  async () => (await import('./save-view-dialog.tsx')).SaveViewDialog,
  ({ isOpen }) => isOpen,
);

interface ViewsMenuProps {
  readonly list: ViewList;
  /** What the list is narrowed to now, as a view would keep it. */
  readonly query: ViewQuery;
  readonly isSame: (query: ViewQuery) => boolean;
  readonly onOpen: (query: ViewQuery) => void;
}

/** The saved views of a list: named queries of its URL. The one that the URL equals is marked. */
export function ViewsMenu({ list, query, isSame, onOpen }: ViewsMenuProps) {
  const [dialog, setDialog] = useState<'save' | 'manage' | 'none'>('none');
  const close = () => setDialog('none');
  const read = useQuery(viewsQuery(browserApi, list));
  const views = read.data ?? [];
  const shown = views.find((view) => isSame(view.query));
  return (
    <>
      <Menu
        align="start"
        className={cn(buttonVariants(), 'max-w-full min-w-0')}
        // Nobody tells when somebody shares a view, so it is read when it is wanted.
        onOpenChange={(isOpen) => isOpen && void read.refetch()}
        trigger={
          <>
            <Bookmark aria-hidden />
            <span className="truncate">{shown === undefined ? 'Views' : `Views: ${shown.name}`}</span>
            <ChevronDown aria-hidden className="text-muted" />
          </>
        }
      >
        {read.data === undefined ? (
          read.isError ? (
            <>
              <MenuNote>The views cannot be read right now.</MenuNote>
              <MenuItem closeOnClick={false} onClick={() => void read.refetch()}>
                <RotateCcw aria-hidden />
                Retry
              </MenuItem>
            </>
          ) : (
            <MenuNote>Loading…</MenuNote>
          )
        ) : views.length === 0 ? (
          <MenuNote>No views yet. Narrow the list, and save the filters to come back to them.</MenuNote>
        ) : (
          <MenuChoices
            value={shown?.id ?? ''}
            onChange={(id) => onOpen(views.find((view) => view.id === id)?.query ?? {})}
          >
            <Choices label="Your views" views={views.filter(({ isOwn }) => isOwn)} />
            <Choices label="Shared by others" views={views.filter(({ isOwn }) => !isOwn)} />
          </MenuChoices>
        )}
        <MenuSeparator />
        <MenuItem onClick={() => setDialog('save')}>
          <BookmarkPlus aria-hidden />
          Save current filters as view…
        </MenuItem>
        <MenuItem disabled={read.data === undefined} onClick={() => setDialog('manage')}>
          <Settings2 aria-hidden />
          Manage views…
        </MenuItem>
      </Menu>
      <SaveViewDialog list={list} query={query} isOpen={dialog === 'save'} onClose={close} />
      <ManageViewsDialog
        views={views}
        query={query}
        isShown={(view) => isSame(view.query)}
        isOpen={dialog === 'manage'}
        onClose={close}
      />
    </>
  );
}

function Choices({ label, views }: { label: string; views: readonly View[] }) {
  if (views.length === 0) return null;
  return (
    <MenuGroup label={label}>
      {views.map(({ id, name, isOwn, isShared, ownerId }) => (
        <MenuChoice key={id} value={id}>
          <span className="min-w-0 truncate">{name}</span>
          {!isOwn && <span className="shrink-0 text-xs text-muted">{ownerId}</span>}
          {isOwn && isShared && <Users aria-label="shared" />}
        </MenuChoice>
      ))}
    </MenuGroup>
  );
}
