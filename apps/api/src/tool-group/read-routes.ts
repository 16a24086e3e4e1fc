import {
  aggregateId,
  listedToolGroup,
  listToolGroupsQuery,
  pageOf,
  readQueryWithPast,
  type ToolGroup,
  toolGroup,
  writtenToolGroup,
} from '@tools-provider/contracts';
import type { DocumentQueries } from '@tools-provider/event-sourcing';
import type { ToolGroupDocument } from '@tools-provider/read-model';
import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { ChangeHub } from '../changes/change-hub.ts';
import type { AggregateReader } from '../consistency/aggregate-reader.ts';
import { describeRead, readWishOf } from '../consistency/read-answer.ts';
import type { HistoryReader } from '../history/history-reader.ts';
import { describePast } from '../history/past-answer.ts';
import { toolGroupHistory } from '../history/subjects.ts';
import { listPage } from '../http/list-page.ts';
import type { MembershipReader } from '../resolution/membership-reader.ts';
import { pastAnswer, readAnswer } from './answers.ts';
import { toolGroupFilterOf } from './list-filter.ts';
import { readableToolGroup, TOOL_GROUPS_URL } from './readable.ts';

const { collection, name: aggregate } = readableToolGroup;
const tags = ['tool groups'];

/** The tool groups as the read model has them. */
export const toolGroupReadRoutes: FastifyPluginCallbackZod<{
  readonly documents: DocumentQueries;
  readonly reader: AggregateReader;
  readonly changes: ChangeHub;
  readonly histories: HistoryReader;
  readonly memberships: Pick<MembershipReader, 'counts'>;
}> = (app, { documents, reader, changes, histories, memberships }, done) => {
  app.get(
    TOOL_GROUPS_URL,
    {
      config: { access: 'viewer' },
      schema: {
        tags,
        summary: 'List tool groups',
        querystring: listToolGroupsQuery,
        response: { 200: pageOf(listedToolGroup, 'ToolGroupPage') },
      },
    },
    async (request, reply) => {
      const page = await listPage<ToolGroupDocument, ToolGroup>(
        { documents, request, reply },
        { collection, ...toolGroupFilterOf(request.query), orders: { name: 'nameOrder' } },
        (document) =>
          readAnswer(document, changes.consistencyOf({ aggregate, id: document.id }, document.revision)),
      );
      const counts = await memberships.counts(page.items.map(({ id }) => id));
      return {
        ...page,
        items: page.items.map((group) => ({ ...group, toolCount: counts.get(group.id) ?? null })),
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
        querystring: readQueryWithPast,
        response: { 200: z.union([toolGroup, writtenToolGroup]), 304: z.undefined() },
      },
    },
    async (request, reply) => {
      const { minRevision, atRevision } = request.query;
      if (atRevision !== undefined) {
        const past = await histories.at(toolGroupHistory, request.params.id, atRevision);
        if (describePast(request, reply, atRevision)) return reply.code(304).send();
        return pastAnswer(past, atRevision);
      }
      const wish = readWishOf(request, reply, minRevision);
      const result = await reader.read<ToolGroupDocument>(readableToolGroup, request.params.id, wish);
      if (describeRead(request, reply, result)) return reply.code(304).send();
      return readAnswer(result.document, result.consistency);
    },
  );
  done();
};
