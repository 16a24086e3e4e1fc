import type { Role, ServiceTokenScope } from '@tools-provider/contracts';
import { CodedError } from '@tools-provider/mediator';
import type { Caller } from './caller.ts';

/** Who may call a route: everybody (`open`), or those whose roles include at least this one. */
export type Access = 'open' | Role;

/** Which services may call a route: those with a scope, `every-service`, or none (`people-only`). */
export type ScopeRule = ServiceTokenScope | 'every-service' | 'people-only';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The route's rule; a route without one is refused when it is added. */
    access?: Access;
    /** Which services may call the route; left out, its path and method say so (`scopeRuleOf`). */
    scope?: ScopeRule;
    /** A probe is called often and by machines: it has no limit of rate. */
    isProbe?: boolean;
  }
}

const SUFFICIENT: Readonly<Record<Role, readonly Role[]>> = {
  viewer: ['viewer', 'operator', 'admin'],
  operator: ['operator', 'admin'],
  admin: ['admin'],
};

/**
 * Throws `forbidden` unless one of the caller's roles is enough and, of a service, its scopes. What a command itself demands is asked once
 * more by the application.
 */
export function refuseUnlessAllowed(caller: Caller, access: Role, scope: ScopeRule): void {
  refuseScopesThatLack(caller, scope);
  const { actor } = caller;
  if (actor.roles.some((role) => SUFFICIENT[access].includes(role))) return;
  throw new CodedError(
    'forbidden',
    'forbidden',
    `This takes the role ${SUFFICIENT[access].join(' or ')}; ${actor.name} has ${actor.roles.join(', ') || 'none'}`,
  );
}

function refuseScopesThatLack({ actor, scopes }: Caller, scope: ScopeRule): void {
  if (scopes === undefined || scope === 'every-service') return;
  if (scope === 'people-only') {
    throw new CodedError(
      'forbidden',
      'people-only',
      `This is for people, not for services such as ${actor.name}`,
    );
  }
  if (scopes.includes(scope)) return;
  throw new CodedError(
    'forbidden',
    'scope-missing',
    `This takes a service token with the scope ${scope}; that of ${actor.name} has ${scopes.join(', ')}`,
  );
}
