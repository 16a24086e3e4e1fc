import {
  aggregateId,
  createJobBody,
  job,
  jobItem,
  jobPreview,
  listJobItemsQuery,
  listJobsQuery,
  noQuery,
  pageOf,
} from '@tools-provider/contracts';
import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { commandContextOf } from '../http/command-context.ts';
import { describeState } from '../http/conditional.ts';
import { defined } from '../http/defined.ts';
import { linksOf } from '../http/list-page.ts';
import { callerOf } from '../session/caller.ts';
import { itemAnswer, jobAnswer } from './answers.ts';
import type { JobDesk } from './job-desk.ts';

const tags = ['jobs'];
const JOBS_URL = '/api/v1/jobs';
const params = z.strictObject({ id: aggregateId });
const querystring = noQuery;

/** Changes of many things at once. */
export const jobRoutes: FastifyPluginCallbackZod<{ readonly jobs: JobDesk }> = (app, { jobs }, done) => {
  app.post(
    JOBS_URL,
    {
      config: { access: 'operator' },
      schema: {
        tags,
        summary: 'Do the same to many things at once',
        description:
          'To those with the `ids`, or to all that the `filter` finds at this moment. A worker does them one by one, as the single commands ' +
          'would, in the name of the caller and with the roles that the caller has now. With `dryRun` nothing is done: the answer is how many ' +
          'there are.',
        querystring,
        body: createJobBody,
        response: { 200: jobPreview, 202: job },
      },
    },
    async (request, reply) => {
      const { actor } = callerOf(request);
      if (request.body.dryRun === true) return await jobs.preview(request.body, actor);
      const wished = await jobs.request(request.body, commandContextOf(request, actor));
      if (wished.isRepeated) reply.header('idempotency-replayed', 'true');
      return reply.code(202).header('location', `${JOBS_URL}/${wished.job.id}`).send(jobAnswer(wished.job));
    },
  );

  app.get(
    JOBS_URL,
    {
      config: { access: 'viewer' },
      schema: {
        tags,
        summary: 'List jobs, the newest first',
        description: 'Everybody sees their own, an admin sees all.',
        querystring: listJobsQuery,
        response: { 200: pageOf(job, 'JobPage') },
      },
    },
    async (request, reply) => {
      const { cursor, limit } = request.query;
      const { actor } = callerOf(request);
      const { items, next } = await jobs.list(actor, { limit, ...defined({ cursor }) });
      reply.header('link', linksOf(request.url, next));
      return { items: items.map(jobAnswer), ...defined({ next }) };
    },
  );

  app.get(
    `${JOBS_URL}/:id`,
    {
      config: { access: 'viewer' },
      schema: {
        tags,
        summary: 'Read how a job gets on',
        description: 'The ETag changes whenever the job does: ask with `If-None-Match` until it is over.',
        params,
        querystring,
        response: { 200: job, 304: z.undefined() },
      },
    },
    async (request, reply) => {
      const found = await jobs.get(request.params.id, callerOf(request).actor);
      if (describeState(request, reply, found.version)) return reply.code(304).send();
      return jobAnswer(found);
    },
  );

  app.get(
    `${JOBS_URL}/:id/items`,
    {
      config: { access: 'viewer' },
      schema: {
        tags,
        summary: 'List what became of the items of a job',
        params,
        querystring: listJobItemsQuery,
        response: { 200: pageOf(jobItem, 'JobItemPage') },
      },
    },
    async (request, reply) => {
      const { cursor, limit, outcome } = request.query;
      const { actor } = callerOf(request);
      const wanted = { limit, ...defined({ cursor, outcome }) };
      const { items, next } = await jobs.items(request.params.id, actor, wanted);
      reply.header('link', linksOf(request.url, next));
      return { items: items.map(itemAnswer), ...defined({ next }) };
    },
  );

  app.delete(
    `${JOBS_URL}/:id`,
    {
      config: { access: 'viewer' },
      schema: {
        tags,
        summary: 'End a job',
        description:
          'What is done stays done. A job that waits is over at once, one that is under way when the worker hears of it, within a second; ' +
          'one that is over stays as it is.',
        params,
        querystring,
        response: { 202: job },
      },
    },
    async (request, reply) => {
      const cancelled = await jobs.cancel(request.params.id, callerOf(request).actor);
      return reply.code(202).send(jobAnswer(cancelled));
    },
  );
  done();
};
