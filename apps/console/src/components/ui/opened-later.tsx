'use client';

import type { ComponentType } from 'react';
import { FetchedLater, useLater } from './fetched-later.ts';

/**
 * A dialog, or whatever else shows nothing until it is open, that no page needs to be painted. It is fetched when the page
 * has nothing else to do; opened before that, it appears as soon as it is here.
 */
export function openedLater<Props extends object>(
  fetch: () => Promise<ComponentType<Props>>,
  isOpen: (props: Props) => boolean,
): ComponentType<Props> {
  const later = new FetchedLater(fetch);
  return function OpenedLater(props: Props) {
    const Dialog = useLater(later, isOpen(props));
    return Dialog === undefined ? null : <Dialog {...props} />;
  };
}
