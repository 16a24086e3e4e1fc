import { noQuery, pipeline, pipelineSamples, pipelineSamplesQuery } from '@tools-provider/contracts';
import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { OpenStreams } from '../event-stream/open-streams.ts';
import { type ChangeSource, ChangeStreams } from './change-streams.ts';

/** The live changes, and how the pipeline is. */
export const changeRoutes: FastifyPluginCallbackZod<{
  readonly changes: ChangeSource;
  readonly streams: OpenStreams;
}> = (app, { changes, streams }, done) => {
  const told = new ChangeStreams(changes);
  app.addHook('onClose', async () => told.close());
  app.get(
    '/api/v1/changes',
    {
      config: { access: 'viewer' },
      exposeHeadRoute: false,
      schema: {
        tags: ['consistency'],
        summary: 'Live changes',
        description:
          'An event stream of `hello` (ask again for what you show), `change` (data: Change), `memberships` (data: MembershipsChange: the tools of a group, or the revision they are of, have changed), `pipeline` (data: Pipeline) and, before a client ' +
          'that reads too slowly is cut off, `reload`. It replays nothing.',
        querystring: noQuery,
        response: {
          200: { description: 'The stream', content: { 'text/event-stream': { schema: z.string() } } },
        },
      },
    },
    async (request, reply) => {
      streams.send(request, reply, (signal) => told.open(signal));
      return reply;
    },
  );

  app.get(
    '/api/v1/pipeline',
    {
      config: { access: 'viewer' },
      schema: {
        tags: ['consistency'],
        summary: 'How far the read model is behind, and who works on it',
        querystring: noQuery,
        response: { 200: pipeline },
      },
    },
    async () => changes.pipeline(),
  );

  app.get(
    '/api/v1/pipeline/samples',
    {
      config: { access: 'viewer' },
      schema: {
        tags: ['consistency'],
        summary: 'How far the read model was behind in the last five minutes',
        description: 'As far as this api has seen it: one that was started a minute ago knows of a minute.',
        querystring: pipelineSamplesQuery,
        response: { 200: pipelineSamples },
      },
    },
    async ({ query }) => changes.pipelineSamples(query.after),
  );
  done();
};
