import { aggregateId, listViewsQuery, noQuery, view, views } from '@tools-provider/contracts';
import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { describeState } from '../http/conditional.ts';
import { callerOf } from '../session/caller.ts';
import { viewAnswer } from './answers.ts';
import { VIEWS_URL } from './routes.ts';
import type { ViewReader } from './view-reader.ts';

const tags = ['views'];

/** The views that the caller sees, as they are stored: they are never behind. */
export const viewReadRoutes: FastifyPluginCallbackZod<{ readonly reader: ViewReader }> = (
  app,
  { reader },
  done,
) => {
  app.get(
    VIEWS_URL,
    {
      config: { access: 'viewer' },
      schema: {
        tags,
        summary: 'List your own views and those that others share',
        description: 'Your own come first, then those of others, each by name.',
        querystring: listViewsQuery,
        response: { 200: views },
      },
    },
    async (request) => {
      const { id } = callerOf(request).actor;
      const found = await reader.list(id, request.query.list);
      return { items: found.map((one) => viewAnswer(one, id)) };
    },
  );

  app.get(
    `${VIEWS_URL}/:id`,
    {
      config: { access: 'viewer' },
      schema: {
        tags,
        summary: 'Read a view',
        params: z.strictObject({ id: aggregateId }),
        querystring: noQuery,
        response: { 200: view, 304: z.undefined() },
      },
    },
    async (request, reply) => {
      const { id } = callerOf(request).actor;
      const found = await reader.get(request.params.id, id);
      if (describeState(request, reply, found.revision)) return reply.code(304).send();
      return viewAnswer(found, id);
    },
  );
  done();
};
