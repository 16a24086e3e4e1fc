import {
  aggregateId,
  listSourcesQuery,
  pageOf,
  readQueryWithPast,
  type Source,
  source,
  writtenSource,
} from '@tools-provider/contracts';
import type { DocumentQueries } from '@tools-provider/event-sourcing';
import type { SourceDocument } from '@tools-provider/read-model';
import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { ChangeHub } from '../changes/change-hub.ts';
import type { AggregateReader } from '../consistency/aggregate-reader.ts';
import { answerRead } from '../history/answer-read.ts';
import type { HistoryReader } from '../history/history-reader.ts';
import { sourceHistory } from '../history/subjects.ts';
import { defined } from '../http/defined.ts';
import { flagOf, listPage } from '../http/list-page.ts';
import { readAnswer, writtenAnswer } from './answers.ts';
import { readableSource, SOURCES_URL } from './readable.ts';

const { collection, name: aggregate } = readableSource;
const tags = ['sources'];

const answeredSource = {
  readable: readableSource,
  history: sourceHistory,
  now: readAnswer,
  past: writtenAnswer,
};

/** The sources as the read model has them. */
export const sourceReadRoutes: FastifyPluginCallbackZod<{
  readonly documents: DocumentQueries;
  readonly reader: AggregateReader;
  readonly changes: ChangeHub;
  readonly histories: HistoryReader;
}> = (app, { documents, reader, changes, histories }, done) => {
  app.get(
    SOURCES_URL,
    {
      config: { access: 'viewer' },
      schema: {
        tags,
        summary: 'List sources',
        querystring: listSourcesQuery,
        response: { 200: pageOf(source, 'SourcePage') },
      },
    },
    async (request, reply) => {
      const { enabled, health, kind } = request.query;
      const where = defined({ isEnabled: flagOf(enabled), health, kind });
      return await listPage<SourceDocument, Source>(
        { documents, request, reply },
        { collection, where, orders: { name: 'nameOrder' } },
        (document) =>
          readAnswer(document, changes.consistencyOf({ aggregate, id: document.id }, document.revision)),
      );
    },
  );

  app.get(
    `${SOURCES_URL}/:id`,
    {
      config: { access: 'viewer' },
      schema: {
        tags,
        summary: 'Read a source',
        params: z.strictObject({ id: aggregateId }),
        querystring: readQueryWithPast,
        response: { 200: z.union([source, writtenSource]), 304: z.undefined() },
      },
    },
    async (request, reply) =>
      (await answerRead({ reader, histories, request, reply }, answeredSource)) ?? reply.code(304).send(),
  );
  done();
};
