import {
  aggregateId,
  listTasksQuery,
  pageOf,
  readQueryWithPast,
  type Task,
  task,
  writtenTask,
} from '@tools-provider/contracts';
import type { DocumentQueries } from '@tools-provider/event-sourcing';
import type { TaskDocument } from '@tools-provider/read-model';
import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { ChangeHub } from '../changes/change-hub.ts';
import type { AggregateReader } from '../consistency/aggregate-reader.ts';
import { answerRead } from '../history/answer-read.ts';
import type { HistoryReader } from '../history/history-reader.ts';
import { taskHistory } from '../history/subjects.ts';
import { listPage } from '../http/list-page.ts';
import { readAnswer, writtenAnswer } from './answers.ts';
import { taskFilterOf } from './list-filter.ts';
import { readableTask, TASKS_URL } from './readable.ts';

const { collection, name: aggregate } = readableTask;
const tags = ['tasks'];

/** By `dueAt` those without one come last. */
const orders = { title: 'titleOrder', dueAt: 'dueOrder' };

const answeredTask = {
  readable: readableTask,
  history: taskHistory,
  now: readAnswer,
  past: writtenAnswer,
};

/** The tasks as the read model has them. */
export const taskReadRoutes: FastifyPluginCallbackZod<{
  readonly documents: DocumentQueries;
  readonly reader: AggregateReader;
  readonly changes: ChangeHub;
  readonly histories: HistoryReader;
}> = (app, { documents, reader, changes, histories }, done) => {
  app.get(
    TASKS_URL,
    {
      config: { access: 'viewer' },
      schema: {
        tags,
        summary: 'List tasks',
        querystring: listTasksQuery,
        response: { 200: pageOf(task, 'TaskPage') },
      },
    },
    async (request, reply) => {
      return await listPage<TaskDocument, Task>(
        { documents, request, reply },
        { collection, ...taskFilterOf(request.query), orders },
        (document) =>
          readAnswer(document, changes.consistencyOf({ aggregate, id: document.id }, document.revision)),
      );
    },
  );

  app.get(
    `${TASKS_URL}/:id`,
    {
      config: { access: 'viewer' },
      schema: {
        tags,
        summary: 'Read a task',
        params: z.strictObject({ id: aggregateId }),
        querystring: readQueryWithPast,
        response: { 200: z.union([task, writtenTask]), 304: z.undefined() },
      },
    },
    async (request, reply) =>
      (await answerRead({ reader, histories, request, reply }, answeredTask)) ?? reply.code(304).send(),
  );
  done();
};
