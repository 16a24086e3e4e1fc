import { z } from 'zod';
import { revision } from './identifiers.ts';

/** `system` follows the setting of the operator's device. */
export const theme = z.enum(['system', 'light', 'dark']);

export const density = z.enum(['comfortable', 'compact']);

export type Theme = z.infer<typeof theme>;
export type Density = z.infer<typeof density>;

const preferenceFields = { theme, density, shortcuts: z.boolean() };

/** `PUT /api/v1/preferences`: how the caller wants the console to look and behave, as a whole. */
export const savePreferencesBody = z.strictObject(preferenceFields).meta({ id: 'SavePreferences' });

export type SavePreferencesBody = z.infer<typeof savePreferencesBody>;

/** The caller's preferences. Until they are saved they are the defaults (system, comfortable, shortcuts on) with `revision` null. */
export const preferences = z
  .object({
    ...preferenceFields,
    revision: revision.nullable().meta({ description: 'null: never saved, these are the defaults' }),
  })
  .meta({ id: 'Preferences' });

export type Preferences = z.infer<typeof preferences>;
