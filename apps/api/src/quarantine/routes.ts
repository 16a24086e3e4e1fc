import {
  noQuery,
  pageOf,
  quarantinedAggregate,
  quarantineParams,
  quarantineQuery,
  quarantineRequested,
  skipBody,
} from '@tools-provider/contracts';
import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { callerOf } from '../session/caller.ts';
import type { QuarantineDesk } from './quarantine-desk.ts';

const page = pageOf(quarantinedAggregate, 'QuarantinePage');

/** The aggregates that are set aside, and the wishes to try them again or to do without an event. */
export const quarantineRoutes: FastifyPluginCallbackZod<{ readonly quarantine: QuarantineDesk }> = (
  app,
  { quarantine },
  done,
) => {
  app.get(
    '/api/v1/pipeline/quarantine',
    {
      config: { access: 'viewer' },
      schema: {
        tags: ['pipeline'],
        summary: 'List the aggregates that are set aside',
        description:
          'Each stands at the revision before the event that could not be projected; all others go on.',
        querystring: quarantineQuery,
        response: { 200: page },
      },
    },
    async (request) => {
      const { items, next } = await quarantine.list(request.query);
      return { items: [...items], ...(next === undefined ? {} : { next }) };
    },
  );

  app.post(
    '/api/v1/consistency/:aggregate/:id/retry',
    {
      config: { access: 'admin' },
      schema: {
        tags: ['consistency'],
        summary: 'Try an aggregate again that is set aside',
        description:
          'The worker applies the event that failed and all that came since, in order; each CloudEvent comes once.',
        params: quarantineParams,
        querystring: noQuery,
        body: z.strictObject({}).optional(),
        response: { 202: quarantineRequested },
      },
    },
    async (request, reply) => {
      const requestedBy = callerOf(request).actor.id;
      return reply.code(202).send(await quarantine.ask(request.params, { action: 'retry', requestedBy }));
    },
  );

  app.post(
    '/api/v1/consistency/:aggregate/:id/skip',
    {
      config: { access: 'admin' },
      schema: {
        tags: ['consistency'],
        summary: 'Let the documents do without an event that cannot be projected',
        description:
          'The projection goes on after it. Its CloudEvent is sent all the same, and the log keeps who wanted it and why.',
        params: quarantineParams,
        querystring: noQuery,
        body: skipBody,
        response: { 202: quarantineRequested },
      },
    },
    async (request, reply) => {
      const requestedBy = callerOf(request).actor.id;
      const wish = { action: 'skip' as const, requestedBy, ...request.body };
      return reply.code(202).send(await quarantine.ask(request.params, wish));
    },
  );
  done();
};
