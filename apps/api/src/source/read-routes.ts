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
import { describeRead, readWishOf } from '../consistency/read-answer.ts';
import type { HistoryReader } from '../history/history-reader.ts';
import { describePast } from '../history/past-answer.ts';
import { sourceHistory } from '../history/subjects.ts';
import { defined } from '../http/defined.ts';
import { flagOf, listPage } from '../http/list-page.ts';
import { pastAnswer, readAnswer } from './answers.ts';
import { readableSource, SOURCES_URL } from './readable.ts';

const { collection, name: aggregate } = readableSource;
const tags = ['sources'];

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
    async (request, reply) => {
      const { minRevision, atRevision } = request.query;
      if (atRevision !== undefined) {
        const past = await histories.at(sourceHistory, request.params.id, atRevision);
        if (describePast(request, reply, atRevision)) return reply.code(304).send();
        return pastAnswer(past, atRevision);
      }
      const wish = readWishOf(request, reply, minRevision);
      const result = await reader.read<SourceDocument>(readableSource, request.params.id, wish);
      if (describeRead(request, reply, result)) return reply.code(304).send();
      return readAnswer(result.document, result.consistency);
    },
  );
  done();
};
