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
import { answerRead } from '../history/answer-read.ts';
import type { HistoryReader } from '../history/history-reader.ts';
import { toolGroupHistory } from '../history/subjects.ts';
import { listPage } from '../http/list-page.ts';
import type { MembershipReader } from '../resolution/membership-reader.ts';
import { readAnswer, writtenAnswer } from './answers.ts';
import { toolGroupFilterOf } from './list-filter.ts';
import { readableToolGroup, TOOL_GROUPS_URL } from './readable.ts';

const { collection, name: aggregate } = readableToolGroup;
const tags = ['tool groups'];

const answeredToolGroup = {
  readable: readableToolGroup,
  history: toolGroupHistory,
  now: readAnswer,
  past: writtenAnswer,
};

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
    async (request, reply) =>
      (await answerRead({ reader, histories, request, reply }, answeredToolGroup)) ?? reply.code(304).send(),
  );
  done();
};
