'use client';

import Link from 'next/link';
import { type ReactNode, useState } from 'react';
import { openedLater } from '../components/ui/opened-later.tsx';
import { LiveIndicator } from '../live/live-indicator.tsx';
import { Appearance } from '../preferences/appearance.tsx';
import { usePreferences } from '../preferences/use-preferences.ts';
import { useMe } from '../session/me.tsx';
import { SessionEnded } from '../session/session-ended.tsx';
import { useShortcuts } from '../shortcuts/use-shortcuts.ts';
import { Brand } from './brand.tsx';
import { CommandPalette } from './command-palette.tsx';
import { Navigation } from './navigation.tsx';
import { PaletteButton } from './palette-button.tsx';
import { PersonMenu } from './person-menu.tsx';
import { Toasts } from './toasts.tsx';

interface DialogProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

const PreferencesDialog = openedLater<DialogProps>(
  async () => (await import('../preferences/preferences-dialog.tsx')).PreferencesDialog,
  ({ isOpen }) => isOpen,
);
const ShortcutsSheet = openedLater<DialogProps>(
  async () => (await import('../shortcuts/shortcuts-sheet.tsx')).ShortcutsSheet,
  ({ isOpen }) => isOpen,
);

/** What stands around every page: navigation, who is signed in, and what opens over it. */
export function Shell({ children }: { children: ReactNode }) {
  const [open, setOpen] = useState<'preferences' | 'shortcuts' | 'palette' | 'nothing'>('nothing');
  const close = () => setOpen('nothing');
  const person = {
    onPreferences: () => setOpen('preferences'),
    onShortcuts: () => setOpen('shortcuts'),
  };
  const { shortcuts } = usePreferences();
  useShortcuts({ isOn: shortcuts, me: useMe(), onHelp: person.onShortcuts });
  return (
    <>
      <Appearance />
      <a
        href="#content"
        className="fixed top-2 left-2 z-50 -translate-y-16 rounded-lg bg-accent px-4 py-2 text-sm font-medium text-accent-foreground focus:translate-y-0"
      >
        Skip to the content
      </a>
      <div className="min-h-dvh lg:grid lg:grid-cols-[15.5rem_1fr]">
        <header className="sticky top-0 hidden h-dvh flex-col border-r bg-surface lg:flex">
          <Link href="/" aria-label="Tools Provider, overview" className="flex h-16 items-center px-5">
            <Brand />
          </Link>
          <PaletteButton onOpen={() => setOpen('palette')} />
          <Navigation layout="column" />
          <div className="mt-auto flex flex-col gap-1 p-3">
            <LiveIndicator />
            <PersonMenu {...person} />
          </div>
        </header>
        <div className="flex min-w-0 flex-col">
          <header className="sticky top-0 z-30 flex h-14 items-center justify-between border-b bg-surface/95 px-4 backdrop-blur lg:hidden">
            <Link href="/" aria-label="Tools Provider, overview">
              <Brand />
            </Link>
            <span className="flex items-center gap-2">
              <LiveIndicator />
              <PaletteButton isCompact onOpen={() => setOpen('palette')} />
              <PersonMenu isCompact {...person} />
            </span>
          </header>
          {children}
        </div>
      </div>
      <Navigation layout="bar" />
      <CommandPalette
        isOpen={open === 'palette'}
        onOpenChange={(isOpen) => setOpen(isOpen ? 'palette' : 'nothing')}
        {...person}
      />
      <PreferencesDialog isOpen={open === 'preferences'} onClose={close} />
      <ShortcutsSheet isOpen={open === 'shortcuts'} onClose={close} />
      <SessionEnded />
      <Toasts />
    </>
  );
}
