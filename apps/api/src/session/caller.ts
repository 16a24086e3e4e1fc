import { type Role, role, type ServiceTokenScope } from '@tools-provider/contracts';
import type { Actor } from '@tools-provider/event-sourcing';
import { CodedError } from '@tools-provider/mediator';
import type { FastifyRequest } from 'fastify';

/** Who a request comes from, by its token, and until when that holds (ISO 8601; `null`: until it is revoked). */
export interface Caller {
  readonly actor: Omit<Actor, 'roles'> & { readonly roles: readonly Role[] };
  readonly expiresAt: string | null;
  /** What a service may, beside what its roles allow. A person has none, and may all that their roles allow. */
  readonly scopes?: readonly ServiceTokenScope[];
  /** Calls back once if the token is revoked before it expires. Answers how to stop listening. */
  readonly onRevoked?: (revoked: () => void) => () => void;
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Set before anything else happens on every route that is not open; read it through `callerOf`. */
    caller: Caller | null;
  }
}

/** The caller of a request to a route that is not open. */
export function callerOf(request: FastifyRequest): Caller {
  if (request.caller === null) throw new CodedError('defect', 'no-caller', `${request.url} is an open route`);
  return request.caller;
}

/** The roles that a token names and the api knows; it may name others. */
export function knownRoles(names: readonly unknown[]): readonly Role[] {
  return names.flatMap((name) => {
    const parsed = role.safeParse(name);
    return parsed.success ? [parsed.data] : [];
  });
}
