'use client';

import { openedLater } from './opened-later.tsx';

/** Asks before something is done that is not easily taken back. The backdrop does not answer for the person. */
export const ConfirmDialog = openedLater(
  async () => (await import('./confirm-popup.tsx')).ConfirmPopup,
  ({ isOpen }) => isOpen,
);
