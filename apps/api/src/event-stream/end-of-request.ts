import type { FastifyReply, FastifyRequest } from 'fastify';

declare module 'fastify' {
  interface FastifyInstance {
    /** Aborts when the server begins to close. */
    readonly closing: AbortSignal;
  }
}

/** Aborts when nobody waits for the answer any more or the server closes: what waits on behalf of a request then answers at once. */
export function endOfRequest(request: FastifyRequest, reply: FastifyReply): AbortSignal {
  const gone = new AbortController();
  reply.raw.once('close', () => gone.abort());
  return AbortSignal.any([gone.signal, request.server.closing]);
}
