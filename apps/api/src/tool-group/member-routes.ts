import type {
  AddExplicitTool,
  AddSelector,
  ExcludeTool,
  IncludeTool,
  RemoveExplicitTool,
  RemoveSelector,
} from '@tools-provider/application';
import {
  aggregateId,
  newSelector,
  noQuery,
  reasonBody,
  toolId,
  writtenToolGroup,
} from '@tools-provider/contracts';
import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { CommandSender } from '../http/command-sender.ts';
import { writtenAnswer } from './answers.ts';
import { TOOL_GROUPS_URL } from './readable.ts';

const aggregate = 'tool-group';
const tags = ['tool groups'];
const byId = z.strictObject({ id: aggregateId });
const bySelector = byId.extend({ selectorId: z.string().min(1).max(64) });
const byTool = byId.extend({ toolId });
const noBody = z.strictObject({}).optional();
const config = { access: 'operator' } as const;
const response = { 200: writtenToolGroup };

/** The commands on what belongs to a tool group: selectors, single tools, exclusions. */
export const toolGroupMemberRoutes: FastifyPluginCallbackZod<{ readonly commands: CommandSender }> = (
  app,
  { commands },
  done,
) => {
  app.post(
    `${TOOL_GROUPS_URL}/:id/selectors`,
    {
      config,
      schema: {
        tags,
        summary: 'Add a selector',
        params: byId,
        querystring: noQuery,
        body: newSelector,
        response,
      },
    },
    async (request, reply) => {
      const command: AddSelector = { type: 'add-selector', id: request.params.id, selector: request.body };
      return writtenAnswer(await commands.change({ aggregate, request, reply }, command));
    },
  );

  app.delete(
    `${TOOL_GROUPS_URL}/:id/selectors/:selectorId`,
    {
      config,
      schema: {
        tags,
        summary: 'Remove a selector',
        params: bySelector,
        querystring: noQuery,
        body: noBody,
        response,
      },
    },
    async (request, reply) => {
      const command: RemoveSelector = { type: 'remove-selector', ...request.params };
      return writtenAnswer(await commands.change({ aggregate, request, reply }, command));
    },
  );

  app.put(
    `${TOOL_GROUPS_URL}/:id/tools/:toolId`,
    {
      config,
      schema: {
        tags,
        summary: 'Add a tool whatever the selectors say',
        params: byTool,
        querystring: noQuery,
        body: noBody,
        response,
      },
    },
    async (request, reply) => {
      const command: AddExplicitTool = { type: 'add-explicit-tool', ...request.params };
      return writtenAnswer(await commands.change({ aggregate, request, reply }, command));
    },
  );

  app.delete(
    `${TOOL_GROUPS_URL}/:id/tools/:toolId`,
    {
      config,
      schema: {
        tags,
        summary: 'Leave it to the selectors whether a tool belongs to the group',
        params: byTool,
        querystring: noQuery,
        body: noBody,
        response,
      },
    },
    async (request, reply) => {
      const command: RemoveExplicitTool = { type: 'remove-explicit-tool', ...request.params };
      return writtenAnswer(await commands.change({ aggregate, request, reply }, command));
    },
  );

  app.put(
    `${TOOL_GROUPS_URL}/:id/exclusions/:toolId`,
    {
      config,
      schema: {
        tags,
        summary: 'Keep a tool out, whatever else is said',
        params: byTool,
        querystring: noQuery,
        body: reasonBody.optional(),
        response,
      },
    },
    async (request, reply) => {
      const command: ExcludeTool = { type: 'exclude-tool', ...request.params, reason: request.body?.reason };
      return writtenAnswer(await commands.change({ aggregate, request, reply }, command));
    },
  );

  app.delete(
    `${TOOL_GROUPS_URL}/:id/exclusions/:toolId`,
    {
      config,
      schema: {
        tags,
        summary: 'End the exclusion of a tool',
        params: byTool,
        querystring: noQuery,
        body: noBody,
        response,
      },
    },
    async (request, reply) => {
      const command: IncludeTool = { type: 'include-tool', ...request.params };
      return writtenAnswer(await commands.change({ aggregate, request, reply }, command));
    },
  );
  done();
};
