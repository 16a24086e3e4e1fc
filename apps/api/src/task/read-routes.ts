import { aggregateId, listTasksQuery, pageOf, readQuery, type Task, task } from '@tools-provider/contracts';
import type { DocumentQueries } from '@tools-provider/event-sourcing';
import type { TaskDocument } from '@tools-provider/read-model';
import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { ChangeHub } from '../changes/change-hub.ts';
import type { AggregateReader } from '../consistency/aggregate-reader.ts';
import { describeRead, readWishOf } from '../consistency/read-answer.ts';
import { listPage } from '../http/list-page.ts';
import { readAnswer } from './answers.ts';
import { taskFilterOf } from './list-filter.ts';
import { readableTask, TASKS_URL } from './readable.ts';

const { collection, name: aggregate } = readableTask;
const tags = ['tasks'];

/** By `dueAt` those without one come last. */
const orders = { title: 'titleOrder', dueAt: 'dueOrder' };

/** The tasks as the read model has them. */
export const taskReadRoutes: FastifyPluginCallbackZod<{
  readonly documents: DocumentQueries;
  readonly reader: AggregateReader;
  readonly changes: ChangeHub;
}> = (app, { documents, reader, changes }, done) => {
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
        querystring: readQuery,
        response: { 200: task, 304: z.undefined() },
      },
    },
    async (request, reply) => {
      const wish = readWishOf(request, reply, request.query.minRevision);
      const result = await reader.read<TaskDocument>(readableTask, request.params.id, wish);
      if (describeRead(request, reply, result)) return reply.code(304).send();
      return readAnswer(result.document, result.consistency);
    },
  );
  done();
};
