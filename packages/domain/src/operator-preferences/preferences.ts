import { choiceOf } from '../choice.ts';

/** How the console is coloured; `system` follows the setting of the device. */
export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

/** How much the console shows on one screen. */
export const DENSITIES = ['comfortable', 'compact'] as const;
export type Density = (typeof DENSITIES)[number];

/** How somebody wants the console to look and behave. */
export interface Preferences {
  readonly theme: Theme;
  readonly density: Density;
  /** Whether the console heeds keyboard shortcuts. */
  readonly shortcuts: boolean;
}

/** The preferences of those who never saved any. */
export const DEFAULT_PREFERENCES: Preferences = {
  theme: 'system',
  density: 'comfortable',
  shortcuts: true,
};

/** The preferences and nothing else; `invalid` for a theme or density that there is none of. */
export function preferencesOf({ theme, density, shortcuts }: Preferences): Preferences {
  return {
    theme: choiceOf('theme', theme, THEMES),
    density: choiceOf('density', density, DENSITIES),
    shortcuts,
  };
}
