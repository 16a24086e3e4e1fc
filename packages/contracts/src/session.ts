import { z } from 'zod';

/** What a caller may do: `viewer` reads, `operator` curates groups and tasks, `admin` also deletes and repairs. */
export const role = z.enum(['viewer', 'operator', 'admin']);

export type Role = z.infer<typeof role>;

/** The people one can sign in as in development, without a password. */
export const personas = [
  { persona: 'viewer', id: 'vera', name: 'Vera Viewer', roles: ['viewer'] },
  { persona: 'operator', id: 'otto', name: 'Otto Operator', roles: ['operator'] },
  { persona: 'admin', id: 'ada', name: 'Ada Admin', roles: ['operator', 'admin'] },
] as const satisfies readonly { persona: Role; id: string; name: string; roles: readonly Role[] }[];

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
