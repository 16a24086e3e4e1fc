'use client';

import { useEffect, useRef } from 'react';

interface PaletteKeys {
  readonly isOpen: boolean;
  /** Ctrl K or ⌘ K was pressed. */
  readonly onToggle: () => void;
  /** A character was typed for the palette before its field could take it. */
  readonly onTyped: (character: string) => void;
}

/**
 * Listens for the keys that open and close the palette. From then on until its field has the focus, which may be a while for a palette that
 * is still fetched, what is typed is meant for the field: it does nothing on the page behind it, where single keys make and undo things.
 */
export function usePaletteKeys(keys: PaletteKeys): void {
  const latest = useRef(keys);
  useEffect(() => {
    latest.current = keys;
  });
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const { isOpen, onToggle, onTyped } = latest.current;
      const isMeant = isOpen && !isInField();
      if (isOpener(event) || (isMeant && event.key === 'Escape')) onToggle();
      else if (isMeant && isCharacter(event)) onTyped(event.key);
      else return;
      event.preventDefault();
      event.stopImmediatePropagation();
    };
    // Before whatever else listens for keys.
    window.addEventListener('keydown', onKeyDown, { capture: true });
    return () => window.removeEventListener('keydown', onKeyDown, { capture: true });
  }, []);
}

function isOpener({ key, metaKey, ctrlKey }: KeyboardEvent): boolean {
  return (metaKey || ctrlKey) && key.toLowerCase() === 'k';
}

function isCharacter({ key, metaKey, ctrlKey, altKey, isComposing }: KeyboardEvent): boolean {
  return [...key].length === 1 && !metaKey && !ctrlKey && !altKey && !isComposing;
}

function isInField(): boolean {
  return document.activeElement?.closest('[cmdk-root]') != null;
}
