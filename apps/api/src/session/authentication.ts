import { CodedError } from '@tools-provider/mediator';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { type Access, refuseUnlessAllowed } from './access.ts';
import type { Caller } from './caller.ts';

/** Reads a bearer token; throws `unauthenticated` for one that is not valid. */
export interface TokenVerifier {
  verify(accessToken: string): Promise<Caller>;
}

const LOOPBACK_HOST = /^(localhost|127\.0\.0\.1|\[::1\])(:\d{1,5})?$/i;

/**
 * Decides before anything else is looked at whether a request is let in: its Host, its token, its role. A page of another site that has
 * made its own name point to this machine is refused by the Host (DNS rebinding).
 */
export function authenticate(app: FastifyInstance, tokens: TokenVerifier): void {
  app.decorateRequest('caller', null);
  app.addHook('onRequest', (request) => admit(request, tokens));
}

/** The check itself, for requests that never come to a route. */
export async function admit(request: FastifyRequest, tokens: TokenVerifier): Promise<void> {
  refuseForeignHost(request.headers.host);
  const access = accessOf(request);
  if (access === 'open') return;
  const caller = await tokens.verify(bearerOf(request.headers.authorization));
  request.caller = caller;
  refuseUnlessAllowed(caller, access);
}

/** A path below `/api` that is no route still needs a caller: nobody else may learn what is there. */
function accessOf(request: FastifyRequest): Access {
  return request.routeOptions.config?.access ?? (request.url.startsWith('/api') ? 'viewer' : 'open');
}

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
