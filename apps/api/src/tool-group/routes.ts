import type {
  ActivateToolGroup,
  ChangeToolGroupDetails,
  CreateToolGroup,
  DeactivateToolGroup,
  DeleteToolGroup,
  ReplaceToolGroup,
} from '@tools-provider/application';
import {
  aggregateId,
  changeToolGroupBody,
  createToolGroupBody,
  deleted,
  noQuery,
  reasonBody,
  replaceToolGroupBody,
  writtenToolGroup,
} from '@tools-provider/contracts';
import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { CommandSender } from '../http/command-sender.ts';
import { writtenAnswer } from './answers.ts';
import { TOOL_GROUPS_URL } from './readable.ts';

const aggregate = 'tool-group';
const tags = ['tool groups'];
const params = z.strictObject({ id: aggregateId });

/** The commands on a tool group as a whole. */
export const toolGroupRoutes: FastifyPluginCallbackZod<{ readonly commands: CommandSender }> = (
  app,
  { commands },
  done,
) => {
  app.post(
    TOOL_GROUPS_URL,
    {
      config: { access: 'operator' },
      schema: {
        tags,
        summary: 'Create a tool group, with all its parts at once',
        description: 'A group that requires an approval is inactive until its activation was approved.',
        querystring: noQuery,
        body: createToolGroupBody,
        response: { 201: writtenToolGroup },
      },
    },
    async (request, reply) => {
      const command: CreateToolGroup = { type: 'create-tool-group', ...request.body };
      const errand = { aggregate, request, reply, collectionUrl: TOOL_GROUPS_URL } as const;
      return writtenAnswer(await commands.create(errand, command));
    },
  );

  app.patch(
    `${TOOL_GROUPS_URL}/:id`,
    {
      config: { access: 'operator' },
      schema: {
        tags,
        summary: 'Change name or description, or whether an approval is required',
        description:
          'Every operator may require an approval; only an admin may waive it. An active group stays active.',
        params,
        querystring: noQuery,
        body: changeToolGroupBody,
        response: { 200: writtenToolGroup },
      },
    },
    async (request, reply) => {
      const command: ChangeToolGroupDetails = {
        type: 'change-tool-group-details',
        id: request.params.id,
        ...request.body,
      };
      return writtenAnswer(await commands.change({ aggregate, request, reply }, command));
    },
  );

  app.put(
    `${TOOL_GROUPS_URL}/:id`,
    {
      config: { access: 'operator' },
      schema: {
        tags,
        summary: 'Replace what a tool group is',
        description:
          'Name, description, selectors in their order, explicit and excluded tools become what the body says, by one append of the ' +
          'differences; nothing is written when there are none. It takes `If-Match` (428 without). Whether the group is active stays, and without ' +
          '`requiresApproval` whether that takes an approval.',
        params,
        querystring: noQuery,
        body: replaceToolGroupBody,
        response: { 200: writtenToolGroup },
      },
    },
    async (request, reply) => {
      const command: ReplaceToolGroup = {
        type: 'replace-tool-group',
        id: request.params.id,
        ...request.body,
      };
      return writtenAnswer(await commands.replace({ aggregate, request, reply }, command));
    },
  );

  app.delete(
    `${TOOL_GROUPS_URL}/:id`,
    {
      config: { access: 'admin' },
      schema: {
        tags,
        summary: 'Delete a tool group for good',
        description: 'Deleting it again succeeds, with the same revision.',
        params,
        querystring: noQuery,
        response: { 200: deleted },
      },
    },
    async (request, reply) => {
      const command: DeleteToolGroup = { type: 'delete-tool-group', id: request.params.id };
      const { id, revision } = await commands.change({ aggregate, request, reply }, command);
      return { id, revision };
    },
  );

  app.post(
    `${TOOL_GROUPS_URL}/:id/activate`,
    {
      config: { access: 'operator' },
      schema: {
        tags,
        summary: 'Let agents use the tools of a group',
        description:
          'A group that requires an approval is not activated at once: the answer is the group as it is, inactive, with its pending ' +
          '`activationRequest`. A task then asks the admins; the group becomes active when one of them, other than the one who asked, ' +
          'completes it. Asking again while a request is pending changes nothing.',
        params,
        querystring: noQuery,
        body: z.strictObject({}).optional(),
        response: { 200: writtenToolGroup },
      },
    },
    async (request, reply) => {
      const command: ActivateToolGroup = { type: 'activate-tool-group', id: request.params.id };
      return writtenAnswer(await commands.change({ aggregate, request, reply }, command));
    },
  );

  app.post(
    `${TOOL_GROUPS_URL}/:id/deactivate`,
    {
      config: { access: 'operator' },
      schema: {
        tags,
        summary: 'Keep agents from using the tools of a group',
        params,
        querystring: noQuery,
        body: reasonBody.optional(),
        response: { 200: writtenToolGroup },
      },
    },
    async (request, reply) => {
      const command: DeactivateToolGroup = {
        type: 'deactivate-tool-group',
        id: request.params.id,
        reason: request.body?.reason,
      };
      return writtenAnswer(await commands.change({ aggregate, request, reply }, command));
    },
  );
  done();
};
