import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { ChangeHub } from '../changes/change-hub.ts';

const PROBE_TIMEOUT_MS = 1_500;

const alive = z.object({ status: z.literal('alive') }).meta({ id: 'Alive' });

const readiness = z
  .object({
    status: z.enum(['ready', 'degraded', 'unavailable']),
    reasons: z.array(z.string()).meta({ description: 'Why it is not simply ready, a sentence each' }),
    stores: z.object({ kurrentdb: z.enum(['up', 'down']), mongodb: z.enum(['up', 'down']) }),
    worker: z.enum(['running', 'away', 'unknown']),
  })
  .meta({ id: 'Readiness' });

/** How to ask a store whether it answers; rejects when it does not. */
export interface StoreProbes {
  kurrentdb(): Promise<void>;
  mongodb(): Promise<void>;
}

/** Whether the process lives, and whether it can do its work: without its stores it cannot, without the worker it can. */
export const probeRoutes: FastifyPluginCallbackZod<{
  readonly stores: StoreProbes;
  readonly changes: ChangeHub;
}> = (app, { stores, changes }, done) => {
  const config = { access: 'open', isProbe: true } as const;
  app.get(
    '/healthz',
    {
      config,
      schema: { tags: ['operations'], summary: 'Whether the process lives', response: { 200: alive } },
    },
    async () => ({ status: 'alive' as const }),
  );

  app.get(
    '/readyz',
    {
      config,
      schema: {
        tags: ['operations'],
        summary: 'Whether the api can serve',
        description: '503 when a store is away; 200 with `degraded` and the reason while only the worker is.',
        response: { 200: readiness, 503: readiness },
      },
    },
    async (_, reply) => {
      const [kurrentdb, mongodb] = await Promise.all([isUp(stores.kurrentdb), isUp(stores.mongodb)]);
      const answer = readinessOf({ kurrentdb, mongodb }, changes.pipeline().worker, changes.isLive);
      return reply.code(answer.status === 'unavailable' ? 503 : 200).send(answer);
    },
  );
  done();
};

/** What readiness follows from which facts. */
export function readinessOf(
  { kurrentdb, mongodb }: { readonly kurrentdb: boolean; readonly mongodb: boolean },
  worker: 'running' | 'away' | 'unknown',
  isLogLive: boolean,
): z.infer<typeof readiness> {
  const absent = [...(kurrentdb ? [] : ['KurrentDB']), ...(mongodb ? [] : ['MongoDB'])];
  const reasons = [
    ...absent.map((store) => `${store} does not answer`),
    ...(worker === 'running' ? [] : ['No worker projects: changes are saved, and shown when one is back']),
    ...(isLogLive || !kurrentdb
      ? []
      : ['The log is not followed up to its end yet: every status is unknown']),
  ];
  const status = absent.length > 0 ? 'unavailable' : reasons.length > 0 ? 'degraded' : 'ready';
  return { status, reasons, stores: { kurrentdb: upOrDown(kurrentdb), mongodb: upOrDown(mongodb) }, worker };
}

function upOrDown(isUp: boolean): 'up' | 'down' {
  return isUp ? 'up' : 'down';
}

async function isUp(ping: () => Promise<void>): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const timer = setTimeout(() => resolve(false), PROBE_TIMEOUT_MS);
  ping().then(
    () => resolve(true),
    () => resolve(false),
  );
  return promise.finally(() => clearTimeout(timer));
}
