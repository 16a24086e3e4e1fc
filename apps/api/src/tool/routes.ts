import type {
  ChangeTool,
  DisableTool,
  EnableTool,
  LabelTool,
  UnlabelTool,
} from '@tools-provider/application';
import {
  aggregateId,
  catalogToolId,
  changeToolBody,
  noQuery,
  reasonBody,
  writtenTool,
} from '@tools-provider/contracts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { CommandSender } from '../http/command-sender.ts';
import { writtenAnswer } from './answers.ts';
import { TOOLS_URL } from './readable.ts';

const tags = ['tools'];
const byTool = z.strictObject({ id: catalogToolId });
const byLabel = byTool.extend({ labelId: aggregateId });
const noBody = z.strictObject({}).optional();
const config = { access: 'operator' } as const;
const response = { 200: writtenTool };
const description =
  'ETag and `If-Match` are of the tool: the revision of its source’s event that last touched it.';

type ToolCommand = ChangeTool | DisableTool | EnableTool | LabelTool | UnlabelTool;

/** A command before it is known which revision of the tool its sender has seen. */
type Wish = ToolCommand extends infer C
  ? C extends ToolCommand
    ? Omit<C, 'expectedToolRevision'>
    : never
  : never;

/** The commands on a tool. */
export const toolRoutes: FastifyPluginCallbackZod<{ readonly commands: CommandSender }> = (
  app,
  { commands },
  done,
) => {
  const send = async (request: FastifyRequest, reply: FastifyReply, wish: Wish) => {
    const commandOf = (expectedToolRevision: number | undefined): ToolCommand =>
      ({ ...wish, expectedToolRevision }) as ToolCommand;
    const errand = { aggregate: 'source', request, reply } as const;
    return writtenAnswer(wish.toolId, await commands.changeEntity(errand, commandOf));
  };

  app.patch(
    `${TOOLS_URL}/:id`,
    {
      config,
      schema: {
        tags,
        summary: 'Say what a tool is called or what it does, instead of its document',
        description,
        params: byTool,
        querystring: noQuery,
        body: changeToolBody,
        response,
      },
    },
    (request, reply) =>
      send(request, reply, { type: 'change-tool', toolId: request.params.id, ...request.body }),
  );

  app.post(
    `${TOOLS_URL}/:id/enable`,
    {
      config,
      schema: {
        tags,
        summary: 'Let agents use a tool',
        description: `A tool that its source no longer has cannot be enabled. ${description}`,
        params: byTool,
        querystring: noQuery,
        body: noBody,
        response,
      },
    },
    (request, reply) => send(request, reply, { type: 'enable-tool', toolId: request.params.id }),
  );

  app.post(
    `${TOOLS_URL}/:id/disable`,
    {
      config,
      schema: {
        tags,
        summary: 'Keep agents from a tool',
        description,
        params: byTool,
        querystring: noQuery,
        body: reasonBody.optional(),
        response,
      },
    },
    (request, reply) =>
      send(request, reply, {
        type: 'disable-tool',
        toolId: request.params.id,
        reason: request.body?.reason,
      }),
  );

  app.put(
    `${TOOLS_URL}/:id/labels/:labelId`,
    {
      config,
      schema: {
        tags,
        summary: 'Give a tool a label',
        description,
        params: byLabel,
        querystring: noQuery,
        body: noBody,
        response,
      },
    },
    (request, reply) =>
      send(request, reply, {
        type: 'label-tool',
        toolId: request.params.id,
        labelId: request.params.labelId,
      }),
  );

  app.delete(
    `${TOOLS_URL}/:id/labels/:labelId`,
    {
      config,
      schema: {
        tags,
        summary: 'Take a label from a tool',
        description,
        params: byLabel,
        querystring: noQuery,
        body: noBody,
        response,
      },
    },
    (request, reply) =>
      send(request, reply, {
        type: 'unlabel-tool',
        toolId: request.params.id,
        labelId: request.params.labelId,
      }),
  );
  done();
};
