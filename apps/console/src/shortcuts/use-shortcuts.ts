'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useRef } from 'react';
import { tinykeys } from 'tinykeys';
import { isMeantForPage } from './meant-for-page.ts';

interface ShortcutsOptions {
  readonly isOn: boolean;
  readonly mayCreate: boolean;
  readonly onHelp: () => void;
}

/** Listens for the single keys. None is taken while something has the focus that letters or keys mean something to. */
export function useShortcuts({ isOn, mayCreate, onHelp }: ShortcutsOptions): void {
  const router = useRouter();
  const help = useRef(onHelp);
  useEffect(() => {
    help.current = onHelp;
  });
  useEffect(() => {
    if (!isOn) return;
    const go = (href: Parameters<typeof router.push>[0]) => () => router.push(href);
    return tinykeys(
      window,
      {
        '[Shift]+/': focusSearch,
        '[Shift]+?': () => help.current(),
        'g g': go('/tool-groups'),
        'g t': go('/tasks'),
        'g f': go('/feed'),
        'g p': go('/pipeline'),
        ...(mayCreate ? { c: () => go(pageForNew(window.location.pathname))() } : {}),
      },
      { ignore: (event) => !isMeantForPage(event) },
    );
  }, [isOn, mayCreate, router]);
}

function pageForNew(pathname: string) {
  return pathname === '/tasks' ? '/tasks?new=true' : '/tool-groups/new';
}

function focusSearch(event: KeyboardEvent): void {
  const search = document.querySelector<HTMLInputElement>('main input[type="search"]');
  if (search === null) return;
  // The slash would be typed into it.
  event.preventDefault();
  search.focus();
  search.select();
}
