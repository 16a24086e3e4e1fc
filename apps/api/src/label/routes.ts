import type { ChangeLabel, CreateLabel, DeleteLabel } from '@tools-provider/application';
import {
  aggregateId,
  changeLabelBody,
  createLabelBody,
  deleted,
  noQuery,
  writtenLabel,
} from '@tools-provider/contracts';
import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { CommandSender } from '../http/command-sender.ts';
import { writtenAnswer } from './answers.ts';
import { LABELS_URL } from './readable.ts';

const aggregate = 'label';
const tags = ['labels'];
const params = z.strictObject({ id: aggregateId });

/** The commands on a label. */
export const labelRoutes: FastifyPluginCallbackZod<{ readonly commands: CommandSender }> = (
  app,
  { commands },
  done,
) => {
  app.post(
    LABELS_URL,
    {
      config: { access: 'operator' },
      schema: {
        tags,
        summary: 'Create a label',
        querystring: noQuery,
        body: createLabelBody,
        response: { 201: writtenLabel },
      },
    },
    async (request, reply) => {
      const command: CreateLabel = { type: 'create-label', ...request.body };
      const errand = { aggregate, request, reply, collectionUrl: LABELS_URL } as const;
      return writtenAnswer(await commands.create(errand, command));
    },
  );

  app.patch(
    `${LABELS_URL}/:id`,
    {
      config: { access: 'operator' },
      schema: {
        tags,
        summary: 'Change name, description or color',
        params,
        querystring: noQuery,
        body: changeLabelBody,
        response: { 200: writtenLabel },
      },
    },
    async (request, reply) => {
      const command: ChangeLabel = { type: 'change-label', id: request.params.id, ...request.body };
      return writtenAnswer(await commands.change({ aggregate, request, reply }, command));
    },
  );

  app.delete(
    `${LABELS_URL}/:id`,
    {
      config: { access: 'admin' },
      schema: {
        tags,
        summary: 'Delete a label for good',
        description:
          'Tools lose it soon after. Selectors that require it stay, and select nothing: without it they would select more. Deleting it ' +
          'again succeeds, with the same revision.',
        params,
        querystring: noQuery,
        response: { 200: deleted },
      },
    },
    async (request, reply) => {
      const command: DeleteLabel = { type: 'delete-label', id: request.params.id };
      const { id, revision } = await commands.change({ aggregate, request, reply }, command);
      return { id, revision };
    },
  );
  done();
};
