import rateLimit from '@fastify/rate-limit';
import { CodedError } from '@tools-provider/mediator';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

/**
 * Counts a request of its caller, a person or a service, and refuses what is over so many a second; those without a caller, such as with a
 * wrong token, are counted by address. Says what is left in the headers of draft-ietf-httpapi-ratelimit-headers-11, which the plugin itself
 * does not know.
 */
export async function limitRate(
  app: FastifyInstance,
  perSecond: number,
): Promise<(request: FastifyRequest, reply: FastifyReply) => Promise<void>> {
  await app.register(rateLimit, {
    global: false,
    max: perSecond,
    timeWindow: 1_000,
    // A person's id may be what an address looks like.
    keyGenerator: ({ caller, ip }) => (caller === null ? `address ${ip}` : `caller ${caller.actor.id}`),
  });
  const count = app.createRateLimit();
  return async (request, reply) => {
    if (request.routeOptions.config?.isProbe === true) return;
    const limit = await count(request);
    if (limit.isAllowed) return;
    reply.header('ratelimit-policy', `"default";q=${limit.max};w=${limit.timeWindow / 1_000}`);
    reply.header('ratelimit', `"default";r=${limit.remaining};t=${limit.ttlInSeconds}`);
    if (limit.isExceeded) {
      throw new CodedError('refused', 'too-many-requests', `More than ${limit.max} requests in a second`);
    }
  };
}
