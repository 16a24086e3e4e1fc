import { aggregateId, history, historyQuery } from '@tools-provider/contracts';
import type { ReadDocument } from '@tools-provider/event-sourcing';
import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { linksOf } from '../http/list-page.ts';
import type { HistoryReader, HistorySubject } from './history-reader.ts';
import { historySubjects } from './subjects.ts';

/** What has happened to single aggregates, by whom, and what it changed. */
export const historyRoutes: FastifyPluginCallbackZod<{ readonly histories: HistoryReader }> = (
  app,
  { histories },
  done,
) => {
  for (const [url, subject] of Object.entries(historySubjects)) {
    app.get(
      `${url}/:id/history`,
      {
        config: { access: 'viewer' },
        schema: {
          tags: ['history'],
          summary: `What has happened to a ${subject.name}, newest first`,
          description: 'Read from the log, so also of one that is deleted or set aside, and never behind.',
          params: z.strictObject({ id: aggregateId }),
          querystring: historyQuery,
          response: { 200: history },
        },
      },
      async (request, reply) => {
        const { id } = request.params;
        const page = await histories.page(subject as HistorySubject<ReadDocument>, id, request.query);
        reply.header('link', linksOf(request.url, page.next)).header('cache-control', 'private, no-cache');
        return page;
      },
    );
  }
  done();
};
