import { aggregateId, aggregateName, consistencyReport, noQuery } from '@tools-provider/contracts';
import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { ConsistencyReader } from './consistency-reader.ts';

/** How one aggregate stands, asked of the stores themselves. */
export const consistencyRoutes: FastifyPluginCallbackZod<{ readonly consistency: ConsistencyReader }> = (
  app,
  { consistency },
  done,
) => {
  app.get(
    '/api/v1/consistency/:aggregate/:id',
    {
      config: { access: 'viewer' },
      schema: {
        tags: ['consistency'],
        summary: 'How far the projection of an aggregate is',
        params: z.strictObject({ aggregate: aggregateName, id: aggregateId }),
        querystring: noQuery,
        response: { 200: consistencyReport },
      },
    },
    async (request) => consistency.report(request.params),
  );
  done();
};
