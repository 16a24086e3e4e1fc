import fc from 'fast-check';
import { OperatorPreferences } from '../operator-preferences/operator-preferences.ts';
import { DENSITIES, THEMES } from '../operator-preferences/preferences.ts';
import { anyStamp, anyWish, type Wish } from './wishes.ts';

/** Calls of any method of {@link OperatorPreferences}, reasonable or not. */
export const anyPreferencesWish: fc.Arbitrary<Wish> = anyWish(
  'change',
  fc.record({
    theme: fc.constantFrom(...THEMES, 'pink'),
    density: fc.constantFrom(...DENSITIES, '__proto__'),
    shortcuts: fc.boolean(),
  }),
);

/** Preferences that were just saved for the first time and not stored yet. */
export const anyNewPreferences: fc.Arbitrary<OperatorPreferences> = fc
  .record({
    id: fc.uuid(),
    preferences: fc.record({
      theme: fc.constantFrom(...THEMES),
      density: fc.constantFrom(...DENSITIES),
      shortcuts: fc.boolean(),
    }),
    stamp: anyStamp,
  })
  .map(({ id, preferences, stamp }) => OperatorPreferences.create(id, preferences, stamp));
