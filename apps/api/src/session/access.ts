import type { Role } from '@tools-provider/contracts';
import { CodedError } from '@tools-provider/mediator';
import type { Caller } from './caller.ts';

/** Who may call a route: everybody (`open`), or those whose roles include at least this one. */
export type Access = 'open' | Role;

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The route's rule; a route without one is refused when it is added. */
    access?: Access;
    /** A probe is called often and by machines: it has no limit of rate. */
    isProbe?: boolean;
  }
}

const SUFFICIENT: Readonly<Record<Role, readonly Role[]>> = {
  viewer: ['viewer', 'operator', 'admin'],
  operator: ['operator', 'admin'],
  admin: ['admin'],
};

/** Throws `forbidden` unless one of the caller's roles is enough. What a command itself demands is asked once more by the application. */
export function refuseUnlessAllowed({ actor }: Caller, access: Role): void {
  if (actor.roles.some((role) => SUFFICIENT[access].includes(role))) return;
  throw new CodedError(
    'forbidden',
    'forbidden',
    `This takes the role ${SUFFICIENT[access].join(' or ')}; ${actor.name} has ${actor.roles.join(', ') || 'none'}`,
  );
}
