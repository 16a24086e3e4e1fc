import { z } from 'zod';
import { roles } from './values.ts';

/** What a caller may do: `viewer` reads, `operator` curates groups and tasks, `admin` also deletes and repairs. */
export const role = z.enum(roles);

export type Role = z.infer<typeof role>;

/** `POST /api/v1/dev/token`. */
export const devTokenBody = z.strictObject({ persona: role }).meta({ id: 'DevToken' });

/** Its answer. */
export const accessToken = z
  .object({ accessToken: z.string(), expiresAt: z.iso.datetime() })
  .meta({ id: 'AccessToken' });

/** `GET /api/v1/me`: who the caller is. */
export const me = z
  .object({ id: z.string(), name: z.string(), roles: z.array(role), expiresAt: z.iso.datetime().nullable() })
  .meta({ id: 'Me' });

export type Me = z.infer<typeof me>;
