import {
  aggregateId,
  label,
  listLabelsQuery,
  pageOf,
  readQueryWithPast,
  writtenLabel,
} from '@tools-provider/contracts';
import type { DocumentQueries, StoredDocument } from '@tools-provider/event-sourcing';
import type { LabelDocument } from '@tools-provider/read-model';
import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { ChangeHub } from '../changes/change-hub.ts';
import type { AggregateReader } from '../consistency/aggregate-reader.ts';
import { describeRead, readWishOf } from '../consistency/read-answer.ts';
import type { HistoryReader } from '../history/history-reader.ts';
import { describePast } from '../history/past-answer.ts';
import { labelHistory } from '../history/subjects.ts';
import { listPage } from '../http/list-page.ts';
import { readableTool } from '../tool/readable.ts';
import { pastAnswer, readAnswer } from './answers.ts';
import { LABELS_URL, readableLabel } from './readable.ts';

const { collection, name: aggregate } = readableLabel;
const tags = ['labels'];

/** The labels as the read model has them, each with how many tools have it. */
export const labelReadRoutes: FastifyPluginCallbackZod<{
  readonly documents: DocumentQueries;
  readonly reader: AggregateReader;
  readonly changes: ChangeHub;
  readonly histories: HistoryReader;
}> = (app, { documents, reader, changes, histories }, done) => {
  const toolCountOf = (labelIds: string) =>
    documents.count({ collection: readableTool.collection, where: { labelIds } });

  app.get(
    LABELS_URL,
    {
      config: { access: 'viewer' },
      schema: {
        tags,
        summary: 'List labels',
        querystring: listLabelsQuery,
        response: { 200: pageOf(label, 'LabelPage') },
      },
    },
    async (request, reply) => {
      const page = await listPage<LabelDocument, StoredDocument<LabelDocument>>(
        { documents, request, reply },
        { collection, where: {}, orders: { name: 'nameOrder' } },
        (document) => document,
      );
      const answers = page.items.map(async (document) => {
        const { id, revision } = document;
        const consistency = changes.consistencyOf({ aggregate, id }, revision);
        return readAnswer(document, await toolCountOf(id), consistency);
      });
      return { ...page, items: await Promise.all(answers) };
    },
  );

  app.get(
    `${LABELS_URL}/:id`,
    {
      config: { access: 'viewer' },
      schema: {
        tags,
        summary: 'Read a label',
        params: z.strictObject({ id: aggregateId }),
        querystring: readQueryWithPast,
        response: { 200: z.union([label, writtenLabel]), 304: z.undefined() },
      },
    },
    async (request, reply) => {
      const { minRevision, atRevision } = request.query;
      const { id } = request.params;
      if (atRevision !== undefined) {
        const past = await histories.at(labelHistory, id, atRevision);
        if (describePast(request, reply, atRevision)) return reply.code(304).send();
        return pastAnswer(past, atRevision);
      }
      const wish = readWishOf(request, reply, minRevision);
      const result = await reader.read<LabelDocument>(readableLabel, id, wish);
      // How many tools have it is no part of its revision: whoever has the same revision has perhaps another count.
      describeRead(request, reply, result);
      return readAnswer(result.document, await toolCountOf(id), result.consistency);
    },
  );
  done();
};
