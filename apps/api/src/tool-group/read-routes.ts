import { aggregateId, listToolGroupsQuery, pageOf, readQuery, toolGroup } from '@tools-provider/contracts';
import type { DocumentQueries } from '@tools-provider/event-sourcing';
import type { ToolGroupDocument } from '@tools-provider/read-model';
import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { ChangeHub } from '../changes/change-hub.ts';
import type { AggregateReader } from '../consistency/aggregate-reader.ts';
import { describeRead, readWishOf } from '../consistency/read-answer.ts';
import { defined } from '../http/defined.ts';
import { sortOf } from '../http/sort.ts';
import { readAnswer } from './answers.ts';
import { readableToolGroup, TOOL_GROUPS_URL } from './readable.ts';

const { collection, name: aggregate } = readableToolGroup;
const tags = ['tool groups'];

/** The tool groups as the read model has them. */
export const toolGroupReadRoutes: FastifyPluginCallbackZod<{
  readonly documents: DocumentQueries;
  readonly reader: AggregateReader;
  readonly changes: ChangeHub;
}> = (app, { documents, reader, changes }, done) => {
  app.get(
    TOOL_GROUPS_URL,
    {
      config: { access: 'viewer' },
      schema: {
        tags,
        summary: 'List tool groups',
        querystring: listToolGroupsQuery,
        response: { 200: pageOf(toolGroup, 'ToolGroupPage') },
      },
    },
    async (request) => {
      const { active, search, sort, cursor, limit } = request.query;
      const { items, next } = await documents.list<ToolGroupDocument>({
        collection,
        where: active === undefined ? {} : { isActive: active === 'true' },
        sort: sortOf(sort),
        limit,
        ...defined({ search, cursor }),
      });
      const consistencyOf = (document: { id: string; revision: number }) =>
        changes.consistencyOf({ aggregate, id: document.id }, document.revision);
      return {
        items: items.map((document) => readAnswer(document, consistencyOf(document))),
        ...defined({ next }),
      };
    },
  );

  app.get(
    `${TOOL_GROUPS_URL}/:id`,
    {
      config: { access: 'viewer' },
      schema: {
        tags,
        summary: 'Read a tool group',
        params: z.strictObject({ id: aggregateId }),
        querystring: readQuery,
        response: { 200: toolGroup, 304: z.undefined() },
      },
    },
    async (request, reply) => {
      const wish = readWishOf(request, reply, request.query.minRevision);
      const result = await reader.read<ToolGroupDocument>(readableToolGroup, request.params.id, wish);
      if (describeRead(request, reply, result)) return reply.code(304).send();
      return readAnswer(result.document, result.consistency);
    },
  );
  done();
};
