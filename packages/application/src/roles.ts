import type { Actor } from '@tools-provider/event-sourcing';

/** Roles, each of which may all that the ones before it may. */
export const ROLES = ['viewer', 'operator', 'admin'] as const;
export type Role = (typeof ROLES)[number];

/** True when one of the actor's roles is `role` or more. Roles that nobody knows count for nothing. */
export function hasRole({ roles }: Pick<Actor, 'roles'>, role: Role): boolean {
  return ROLES.slice(ROLES.indexOf(role)).some((sufficient) => roles.includes(sufficient));
}
