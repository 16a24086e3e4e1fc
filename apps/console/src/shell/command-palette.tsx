'use client';

import { useState } from 'react';
import { openedLater } from '../components/ui/opened-later.tsx';
import type { PaletteProps } from './palette.tsx';
import { usePaletteKeys } from './use-palette-keys.ts';

const Palette = openedLater<PaletteProps>(
  async () => (await import('./palette.tsx')).Palette,
  ({ isOpen }) => isOpen,
);

/** The palette, by Ctrl K or ⌘ K from anywhere. What is typed before it is here is in it when it is. */
export function CommandPalette({ onOpenChange, ...props }: Omit<PaletteProps, 'text' | 'onText'>) {
  const { isOpen } = props;
  const [text, setText] = useState('');
  const change = (willBeOpen: boolean) => {
    setText('');
    onOpenChange(willBeOpen);
  };
  usePaletteKeys({
    isOpen,
    onToggle: () => change(!isOpen),
    onTyped: (character) => setText((typed) => typed + character),
  });
  return <Palette {...props} text={text} onText={setText} onOpenChange={change} />;
}
