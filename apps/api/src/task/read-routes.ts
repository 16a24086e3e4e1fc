import { aggregateId, listTasksQuery, pageOf, readQuery, task } from '@tools-provider/contracts';
import type { DocumentQueries } from '@tools-provider/event-sourcing';
import type { TaskDocument } from '@tools-provider/read-model';
import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { ChangeHub } from '../changes/change-hub.ts';
import type { AggregateReader } from '../consistency/aggregate-reader.ts';
import { describeRead, readWishOf } from '../consistency/read-answer.ts';
import { defined } from '../http/defined.ts';
import { sortOf } from '../http/sort.ts';
import { readAnswer } from './answers.ts';
import { readableTask, TASKS_URL } from './readable.ts';

const { collection, name: aggregate } = readableTask;
const tags = ['tasks'];

/** The order as documents have it: by `dueAt` those without one come last. */
function storedSortOf(parameter: string): ReturnType<typeof sortOf> {
  const { field, descending } = sortOf(parameter);
  return { field: field === 'dueAt' ? 'dueOrder' : field, descending };
}

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
    async (request) => {
      const { status, priority, assigneeId, search, sort, cursor, limit } = request.query;
      const { items, next } = await documents.list<TaskDocument>({
        collection,
        where: defined({ status, priority, assigneeId }),
        sort: storedSortOf(sort),
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
