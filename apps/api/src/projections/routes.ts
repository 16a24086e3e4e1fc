import { noQuery, projectionList, projectionName, rebuildJob } from '@tools-provider/contracts';
import type { RebuildKind } from '@tools-provider/event-sourcing';
import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { callerOf } from '../session/caller.ts';
import type { RebuildDesk } from './rebuild-desk.ts';

const tags = ['pipeline'];
const params = z.strictObject({ name: projectionName });
const body = z.strictObject({}).optional();
const querystring = noQuery;

/** What each kind is about, for the routes' summaries. */
const KINDS: readonly { readonly kind: RebuildKind; readonly wish: string; readonly description: string }[] =
  [
    {
      kind: 'rebuild',
      wish: 'Make the documents of a projection anew from the log',
      description:
        'They are made beside those that are shown, compared with their streams, and shown in one moment; the feed is told nothing. `all` ' +
        'stands for every projection. A worker takes it up within a second.',
    },
    {
      kind: 'verify',
      wish: 'Compare the documents of a projection with their streams',
      description:
        'Nothing is changed. `all` stands for every projection. A worker takes it up within a second.',
    },
  ];

/** What projections there are, and their rebuilds and verifications. */
export const projectionRoutes: FastifyPluginCallbackZod<{ readonly rebuilds: RebuildDesk }> = (
  app,
  { rebuilds },
  done,
) => {
  app.get(
    '/api/v1/projections',
    {
      config: { access: 'viewer' },
      schema: { tags, summary: 'List the projections', querystring, response: { 200: projectionList } },
    },
    async () => await rebuilds.list(),
  );
  for (const { kind, wish, description } of KINDS) {
    const url = `/api/v1/projections/:name/${kind}`;
    app.post(
      url,
      {
        config: { access: 'admin' },
        schema: {
          tags,
          summary: wish,
          description,
          params,
          querystring,
          body,
          response: { 202: rebuildJob },
        },
      },
      async (request, reply) => {
        const { actor } = callerOf(request);
        return reply.code(202).send(await rebuilds.request(kind, request.params.name, actor.id));
      },
    );
    app.get(
      url,
      {
        config: { access: 'viewer' },
        schema: {
          tags,
          summary: `Read how the newest ${kind} gets on`,
          params,
          querystring,
          response: { 200: rebuildJob },
        },
      },
      async (request) => await rebuilds.newest(kind, request.params.name),
    );
    app.delete(
      url,
      {
        config: { access: 'admin' },
        schema: {
          tags,
          summary: `End the ${kind} that waits or is under way`,
          description: 'What is shown stays as it is. The worker ends it within a second.',
          params,
          querystring,
          body,
          response: { 202: rebuildJob },
        },
      },
      async (request, reply) => reply.code(202).send(await rebuilds.cancel(kind, request.params.name)),
    );
  }
  done();
};
