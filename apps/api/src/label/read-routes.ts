import {
  aggregateId,
  type Label,
  label,
  listLabelsQuery,
  pageOf,
  readQueryWithPast,
  type WrittenLabel,
  writtenLabel,
} from '@tools-provider/contracts';
import type { DocumentQueries, StoredDocument } from '@tools-provider/event-sourcing';
import type { LabelDocument } from '@tools-provider/read-model';
import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { ChangeHub } from '../changes/change-hub.ts';
import type { AggregateReader } from '../consistency/aggregate-reader.ts';
import { type AnsweredAggregate, answerRead } from '../history/answer-read.ts';
import type { HistoryReader } from '../history/history-reader.ts';
import { labelHistory } from '../history/subjects.ts';
import { listPage } from '../http/list-page.ts';
import { readableTool } from '../tool/readable.ts';
import { readAnswer, writtenAnswer } from './answers.ts';
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

  const answeredLabel: AnsweredAggregate<LabelDocument, Label, WrittenLabel> = {
    readable: readableLabel,
    history: labelHistory,
    now: async (document, consistency) => readAnswer(document, await toolCountOf(document.id), consistency),
    past: writtenAnswer,
    isMoreThanRevision: true,
  };

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
    async (request, reply) =>
      (await answerRead({ reader, histories, request, reply }, answeredLabel)) ?? reply.code(304).send(),
  );
  done();
};
