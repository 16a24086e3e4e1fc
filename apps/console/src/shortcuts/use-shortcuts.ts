'use client';

import type { Route } from 'next';
import { useRouter } from 'next/navigation';
import { useEffect, useRef } from 'react';
import { tinykeys } from 'tinykeys';
import { undoOffers } from '../undo/offers.ts';
import { isMeantForPage } from './meant-for-page.ts';

/** How long the second key of two may take: longer than a page is busy with drawing itself when it has just been opened. */
const SECOND_KEY_WITHIN_MS = 3_000;

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
    return tinykeys(
      window,
      {
        '[Shift]+/': focusSearch,
        '[Shift]+?': () => help.current(),
        // One binding for all of them: of several, each would miss its beginning while another waits for its end.
        'g ([gtfp])': ({ key }) => router.push(pages[key.toLowerCase() as keyof typeof pages]),
        z: () => undoOffers.takeNewest(),
        ...(mayCreate ? { c: () => router.push(pageForNew(window.location)) } : {}),
      },
      { ignore: (event) => !isMeantForPage(event), timeout: SECOND_KEY_WITHIN_MS },
    );
  }, [isOn, mayCreate, router]);
}

/** Where the second key leads. */
const pages = { g: '/tool-groups', t: '/tasks', f: '/feed', p: '/pipeline' } as const;

function pageForNew({ pathname, search }: Location): Route {
  if (pathname !== '/tasks') return '/tool-groups/new';
  const query = new URLSearchParams(search);
  query.set('new', 'true');
  return `/tasks?${query}`;
}

function focusSearch(event: KeyboardEvent): void {
  const search = document.querySelector<HTMLInputElement>('main input[type="search"]');
  if (search === null) return;
  // The slash would be typed into it.
  event.preventDefault();
  search.focus();
  search.select();
}
