'use client';

import { openedLater } from './opened-later.tsx';

/** A dialog with a title; Escape, the backdrop and its own button close it, a sticky one its own button alone. */
export const Dialog = openedLater(
  async () => (await import('./dialog-popup.tsx')).DialogPopup,
  ({ isOpen }) => isOpen,
);
