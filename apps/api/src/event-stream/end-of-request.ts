import type { FastifyReply, FastifyRequest } from 'fastify';

declare module 'fastify' {
  interface FastifyInstance {
    /** Aborts when the server begins to close. */
    readonly closing: AbortSignal;
  }
}

/** Aborts when nobody waits for the answer any more, may have it no more, or the server closes: what waits on behalf of a request then answers at once. */
export function endOfRequest(request: FastifyRequest, reply: FastifyReply): AbortSignal {
  const gone = new AbortController();
  const stopListening = request.caller?.onRevoked?.(() => gone.abort());
  reply.raw.once('close', () => {
    stopListening?.();
    gone.abort();
  });
  return AbortSignal.any([gone.signal, request.server.closing]);
}
