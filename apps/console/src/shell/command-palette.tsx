'use client';

import { useEffect } from 'react';
import { openedLater } from '../components/ui/opened-later.tsx';
import type { PaletteProps } from './palette.tsx';

const Palette = openedLater<PaletteProps>(
  async () => (await import('./palette.tsx')).Palette,
  ({ isOpen }) => isOpen,
);

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
  return <Palette {...props} />;
}
