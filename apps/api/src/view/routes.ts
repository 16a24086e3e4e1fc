import type { ChangeView, CreateView, DeleteView } from '@tools-provider/application';
import {
  aggregateId,
  changeViewBody,
  createViewBody,
  deleted,
  noQuery,
  view,
} from '@tools-provider/contracts';
import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { CommandSender } from '../http/command-sender.ts';
import { callerOf } from '../session/caller.ts';
import { viewAnswer } from './answers.ts';

/** Where views are served. */
export const VIEWS_URL = '/api/v1/views';

const tags = ['views'];
const params = z.strictObject({ id: aggregateId });

/** The commands on a view. */
export const viewRoutes: FastifyPluginCallbackZod<{ readonly commands: CommandSender }> = (
  app,
  { commands },
  done,
) => {
  app.post(
    VIEWS_URL,
    {
      config: { access: 'viewer' },
      schema: {
        tags,
        summary: 'Keep a filter of a list as a view of your own',
        description: 'Sharing it takes the role operator. Nobody may have more than 100 views.',
        querystring: noQuery,
        body: createViewBody,
        response: { 201: view },
      },
    },
    async (request, reply) => {
      const command: CreateView = { type: 'create-view', ...request.body };
      const created = await commands.create({ request, reply, collectionUrl: VIEWS_URL }, command);
      return viewAnswer(created, callerOf(request).actor.id);
    },
  );

  app.patch(
    `${VIEWS_URL}/:id`,
    {
      config: { access: 'viewer' },
      schema: {
        tags,
        summary: 'Change a view of your own',
        description:
          'Sharing it takes the role operator. An admin may also end that the view of somebody else is shared; a view that the caller does ' +
          'not see is not found.',
        params,
        querystring: noQuery,
        body: changeViewBody,
        response: { 200: view },
      },
    },
    async (request, reply) => {
      const command: ChangeView = { type: 'change-view', id: request.params.id, ...request.body };
      return viewAnswer(await commands.change({ request, reply }, command), callerOf(request).actor.id);
    },
  );

  app.delete(
    `${VIEWS_URL}/:id`,
    {
      config: { access: 'viewer' },
      schema: {
        tags,
        summary: 'Delete a view of your own for good',
        description:
          'Deleting it again succeeds, with the same revision. An admin may also delete a view that somebody else shares.',
        params,
        querystring: noQuery,
        response: { 200: deleted },
      },
    },
    async (request, reply) => {
      const command: DeleteView = { type: 'delete-view', id: request.params.id };
      const { id, revision } = await commands.change({ request, reply }, command);
      return { id, revision };
    },
  );
  done();
};
