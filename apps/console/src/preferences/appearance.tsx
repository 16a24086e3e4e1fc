'use client';

import { useEffect } from 'react';
import { usePreferences } from './use-preferences.ts';

/** Keeps the page looking as it is preferred to from now on; how it looks first, the server has written. */
export function Appearance() {
  const { theme, density, isKnown } = usePreferences();
  useEffect(() => {
    // What the server wrote is right until more is known.
    if (!isKnown) return;
    document.documentElement.dataset.theme = theme;
    document.documentElement.dataset.density = density;
  }, [theme, density, isKnown]);
  return null;
}
