import { CodedError } from '@tools-provider/mediator';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type Access, refuseUnlessAllowed } from './access.ts';
import type { Caller } from './caller.ts';

/** Reads a bearer token; throws `unauthenticated` for one that is not valid. */
export interface TokenVerifier {
  verify(accessToken: string): Promise<Caller>;
}

/** By what a request is let in. */
export interface Admission {
  readonly tokens: TokenVerifier;
  /** Set where anybody can sign in without a password: the api then answers to names of this machine only. */
  readonly isLoopbackOnly: boolean;
}

const LOOPBACK_HOST = /^(localhost|127\.0\.0\.1|\[::1\])(:\d{1,5})?$/i;

/**
 * Decides before anything else is looked at whether a request is let in: its Host, its token, its role and scopes. Those that are refused
 * count towards `limit` as well, and so do those who have no caller yet.
 */
export function authenticate(
  app: FastifyInstance,
  admission: Admission,
  limit: (request: FastifyRequest, reply: FastifyReply) => Promise<void>,
): void {
  app.decorateRequest('caller', null);
  app.addHook('onRequest', async (request, reply) => {
    try {
      await admit(request, admission);
    } catch (refusal) {
      await limit(request, reply);
      throw refusal;
    }
    await limit(request, reply);
  });
}

/** The check itself, for requests that never come to a route. */
export async function admit(request: FastifyRequest, { tokens, isLoopbackOnly }: Admission): Promise<void> {
  if (isLoopbackOnly) refuseForeignHost(request.headers.host);
  const access = accessOf(request);
  if (access === 'open') return;
  const caller = await tokens.verify(bearerOf(request.headers.authorization));
  request.caller = caller;
  refuseUnlessAllowed(caller, access, request.routeOptions.config?.scope ?? 'every-service');
}

/** A path below `/api` that is no route still needs a caller: nobody else may learn what is there. */
function accessOf(request: FastifyRequest): Access {
  return request.routeOptions.config?.access ?? (request.url.startsWith('/api') ? 'viewer' : 'open');
}

/** A page of another site that has made its own name point to this machine is refused by the Host (DNS rebinding). */
function refuseForeignHost(host: string | undefined): void {
  if (host !== undefined && LOOPBACK_HOST.test(host)) return;
  throw new CodedError(
    'invalid',
    'misdirected-request',
    'In development the api answers to localhost, 127.0.0.1 and [::1] only',
  );
}

function bearerOf(authorization: string | undefined): string {
  const [, token] = /^Bearer +([A-Za-z0-9._~+/=-]+)$/i.exec(authorization ?? '') ?? [];
  if (token !== undefined) return token;
  throw new CodedError('unauthenticated', 'no-token', 'Send a token: Authorization: Bearer <access token>');
}
