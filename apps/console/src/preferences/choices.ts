import { Monitor, Moon, Sun } from 'lucide-react';

/** How the console may look. */
export const themes = [
  { value: 'system', name: 'System', Icon: Monitor },
  { value: 'light', name: 'Light', Icon: Sun },
  { value: 'dark', name: 'Dark', Icon: Moon },
] as const;

/** How close together things may stand. */
export const densities = [
  { value: 'comfortable', name: 'Comfortable', what: 'Room around everything' },
  { value: 'compact', name: 'Compact', what: 'More rows on the screen' },
] as const;
