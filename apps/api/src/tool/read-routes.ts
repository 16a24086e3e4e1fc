import {
  catalogToolId,
  listToolsQuery,
  pageOf,
  readQuery,
  type ToolSummary,
  tool,
  toolSummary,
} from '@tools-provider/contracts';
import type { DocumentQueries } from '@tools-provider/event-sourcing';
import type { ToolDocument } from '@tools-provider/read-model';
import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { ChangeHub } from '../changes/change-hub.ts';
import type { AggregateReader } from '../consistency/aggregate-reader.ts';
import { describeRead, readWishOf } from '../consistency/read-answer.ts';
import { listPage } from '../http/list-page.ts';
import { listedAnswer, readAnswer } from './answers.ts';
import { toolFilterOf } from './list-filter.ts';
import { readableTool, TOOLS_URL } from './readable.ts';

const { collection, owner } = readableTool;
const UUID_LENGTH = 36;
const tags = ['tools'];

/** The tools as the read model has them. */
export const toolReadRoutes: FastifyPluginCallbackZod<{
  readonly documents: DocumentQueries;
  readonly reader: AggregateReader;
  readonly changes: ChangeHub;
}> = (app, { documents, reader, changes }, done) => {
  app.get(
    TOOLS_URL,
    {
      config: { access: 'viewer' },
      schema: {
        tags,
        summary: 'List tools',
        description: 'What a tool takes (`inputSchema`) is told by the tool alone.',
        querystring: listToolsQuery,
        response: { 200: pageOf(toolSummary, 'ToolPage') },
      },
    },
    async (request, reply) => {
      return await listPage<Omit<ToolDocument, 'inputSchema'>, ToolSummary>(
        { documents, request, reply },
        { collection, ...toolFilterOf(request.query), orders: { name: 'nameOrder' }, omit: ['inputSchema'] },
        (document) => {
          const { sourceId: id, revision } = document;
          const delay = changes.delayOf({ aggregate: owner.name, id });
          return listedAnswer(document, delay ?? { status: 'projected', headRevision: revision });
        },
      );
    },
  );

  app.get(
    `${TOOLS_URL}/:id`,
    {
      config: { access: 'viewer' },
      schema: {
        tags,
        summary: 'Read a tool',
        description:
          '`minRevision` is a revision of its source, as commands on the tool and on the source answer it.',
        params: z.strictObject({ id: catalogToolId }),
        querystring: readQuery,
        response: { 200: tool, 304: z.undefined() },
      },
    },
    async (request, reply) => {
      const { id } = request.params;
      const wish = readWishOf(request, reply, request.query.minRevision);
      const place = { ownerId: id.slice(0, UUID_LENGTH), id };
      const result = await reader.readEntity<ToolDocument>(readableTool, place, wish);
      if (describeRead(request, reply, result)) return reply.code(304).send();
      return readAnswer(result.document, result.consistency);
    },
  );
  done();
};
