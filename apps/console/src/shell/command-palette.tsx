'use client';

import dynamic from 'next/dynamic';
import { useEffect } from 'react';
import type { PaletteProps } from './palette.tsx';

// Only who opens it needs what it is made of.
const Palette = dynamic(() => import('./palette.tsx').then((module) => module.Palette), { ssr: false });

/** The palette, by Ctrl K or ⌘ K from anywhere. */
export function CommandPalette(props: PaletteProps) {
  const { isOpen, onOpenChange } = props;
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.metaKey || event.ctrlKey)) return;
      event.preventDefault();
      onOpenChange(!isOpen);
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [isOpen, onOpenChange]);
  return isOpen ? <Palette {...props} /> : null;
}
