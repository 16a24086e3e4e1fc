'use client';

import { Dialog } from '@base-ui/react/dialog';
import { Command } from 'cmdk';
import { Plus, Search } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { type ReactNode, useEffect, useState } from 'react';
import { useMe } from '../session/me.tsx';
import { mayCurate } from '../session/permissions.ts';
import { type Destination, destinationsOf } from './destinations.ts';

/** Go anywhere from the keyboard: Ctrl K or ⌘ K. */
export function CommandPalette() {
  const [isOpen, setIsOpen] = useState(false);
  const router = useRouter();
  const me = useMe();
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.metaKey || event.ctrlKey)) return;
      event.preventDefault();
      setIsOpen((open) => !open);
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, []);
  const go = (href: Destination['href'] | '/tool-groups/new' | '/tasks?new=true') => () => {
    setIsOpen(false);
    router.push(href);
  };
  return (
    <Dialog.Root open={isOpen} onOpenChange={(open) => setIsOpen(open)}>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-40 bg-backdrop" />
        <Dialog.Popup className="fixed top-[14vh] left-1/2 z-50 w-[calc(100vw-2rem)] max-w-md -translate-x-1/2 overflow-hidden rounded-2xl border bg-surface shadow-popup outline-none">
          <Dialog.Title className="sr-only">Go to</Dialog.Title>
          <Command label="Go to">
            <div className="flex items-center gap-2.5 border-b px-4">
              <Search aria-hidden className="size-4 text-muted" />
              <Command.Input
                placeholder="Where to?"
                className="h-12 w-full bg-transparent text-sm outline-none placeholder:text-muted"
              />
            </div>
            <Command.List className="max-h-80 overflow-y-auto p-1.5">
              <Command.Empty className="px-3 py-6 text-center text-sm text-muted">
                Nothing of that name.
              </Command.Empty>
              {destinationsOf(me).map(({ href, name, Icon }) => (
                <Choice key={href} onSelect={go(href)}>
                  <Icon aria-hidden />
                  {name}
                </Choice>
              ))}
              {mayCurate(me) && (
                <>
                  <Choice onSelect={go('/tool-groups/new')}>
                    <Plus aria-hidden />
                    New tool group
                  </Choice>
                  <Choice onSelect={go('/tasks?new=true')}>
                    <Plus aria-hidden />
                    New task
                  </Choice>
                </>
              )}
            </Command.List>
          </Command>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function Choice({ onSelect, children }: { onSelect: () => void; children: ReactNode }) {
  return (
    <Command.Item
      onSelect={onSelect}
      className="flex h-10 items-center gap-3 rounded-lg px-3 text-sm select-none data-[selected=true]:bg-accent-soft data-[selected=true]:text-accent-text [&_svg]:size-4"
    >
      {children}
    </Command.Item>
  );
}
