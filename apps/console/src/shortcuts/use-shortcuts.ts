'use client';

import type { Me } from '@tools-provider/contracts';
import type { Route } from 'next';
import { useEffect, useRef } from 'react';
import { tinykeys } from 'tinykeys';
import { mayCurate } from '../session/permissions.ts';
import { destinationsOf } from '../shell/destinations.ts';
import { useGo } from '../shell/use-go.ts';
import { undoOffers } from '../undo/offers.ts';
import { isMeantForPage } from './meant-for-page.ts';

/** How long the second key of two may take: longer than a page is busy with drawing itself when it has just been opened. */
const SECOND_KEY_WITHIN_MS = 3_000;

interface ShortcutsOptions {
  readonly isOn: boolean;
  readonly me: Me;
  readonly onHelp: () => void;
}

/** Listens for the single keys. None is taken while something has the focus that letters or keys mean something to. */
export function useShortcuts({ isOn, me, onHelp }: ShortcutsOptions): void {
  const go = useGo();
  const help = useRef(onHelp);
  useEffect(() => {
    help.current = onHelp;
  });
  useEffect(() => {
    if (!isOn) return;
    const pages = new Map<string, Route>(destinationsOf(me).map(({ key, href }) => [key, href]));
    return tinykeys(
      window,
      {
        '[Shift]+/': focusSearch,
        '[Shift]+?': () => help.current(),
        // One binding for all of them: of several, each would miss its beginning while another waits for its end.
        [`g ([${[...pages.keys()].join('')}])`]: ({ key }) => go(pages.get(key.toLowerCase()) ?? '/'),
        z: () => undoOffers.takeNewest(),
        ...(mayCurate(me) ? { c: () => go(pageForNew(window.location)) } : {}),
      },
      { ignore: (event) => !isMeantForPage(event), timeout: SECOND_KEY_WITHIN_MS },
    );
  }, [isOn, me, go]);
}

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
