import {
  aggregateId,
  aggregateName,
  consistencyReport,
  noQuery,
  pipelineTrace,
} from '@tools-provider/contracts';
import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { ConsistencyReader } from './consistency-reader.ts';
import type { TraceReader } from './trace-reader.ts';

/** How one aggregate stands, asked of the stores themselves. */
export const consistencyRoutes: FastifyPluginCallbackZod<{
  readonly consistency: ConsistencyReader;
  readonly traces: TraceReader;
}> = (app, { consistency, traces }, done) => {
  const params = z.strictObject({ aggregate: aggregateName, id: aggregateId });
  app.get(
    '/api/v1/consistency/:aggregate/:id',
    {
      config: { access: 'viewer' },
      schema: {
        tags: ['consistency'],
        summary: 'How far the projection of an aggregate is',
        params,
        querystring: noQuery,
        response: { 200: consistencyReport },
      },
    },
    async (request) => consistency.report(request.params),
  );

  app.get(
    '/api/v1/consistency/:aggregate/:id/trace',
    {
      config: { access: 'viewer' },
      schema: {
        tags: ['consistency'],
        summary: 'When the last events of an aggregate passed the pipeline',
        description:
          'Of the last 20 events at most, newest first. The worker stores it about half a second later and gives it up when it has too much to do, so an ' +
          'event may be missing here that is projected.',
        params,
        querystring: noQuery,
        response: { 200: pipelineTrace },
      },
    },
    async (request) => ({ items: [...(await traces.read(request.params))] }),
  );
  done();
};
