import rateLimit from '@fastify/rate-limit';
import { CodedError } from '@tools-provider/mediator';
import type { FastifyInstance } from 'fastify';

/**
 * Lets each caller send so many requests a second; those without a caller are counted by address. Says what is left in the headers of
 * draft-ietf-httpapi-ratelimit-headers-11, which the plugin itself does not know.
 */
export async function limitRate(app: FastifyInstance, perSecond: number): Promise<void> {
  await app.register(rateLimit, {
    global: false,
    max: perSecond,
    timeWindow: 1_000,
    keyGenerator: (request) => request.caller?.actor.id ?? request.ip,
  });
  const count = app.createRateLimit();
  app.addHook('onRequest', async (request, reply) => {
    if (request.routeOptions.config?.isProbe === true) return;
    const limit = await count(request);
    if (limit.isAllowed) return;
    reply.header('ratelimit-policy', `"default";q=${limit.max};w=${limit.timeWindow / 1_000}`);
    reply.header('ratelimit', `"default";r=${limit.remaining};t=${limit.ttlInSeconds}`);
    if (limit.isExceeded) {
      throw new CodedError('refused', 'too-many-requests', `More than ${limit.max} requests in a second`);
    }
  });
}
