import { aggregateId, noQuery, retryRequested, setAsideKind, setAsideList } from '@tools-provider/contracts';
import { CodedError } from '@tools-provider/mediator';
import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { SetAsideWork } from './set-aside-work.ts';

const tags = ['pipeline'];
const URL = '/api/v1/pipeline/set-aside';

/** What sagas and the outbox could not do, and the wish to try it again. */
export const setAsideRoutes: FastifyPluginCallbackZod<{ readonly setAside: SetAsideWork }> = (
  app,
  { setAside },
  done,
) => {
  app.get(
    URL,
    {
      config: { access: 'viewer' },
      schema: {
        tags,
        summary: 'List what sagas and the outbox have set aside',
        querystring: noQuery,
        response: { 200: setAsideList },
      },
    },
    async () => ({ items: [...(await setAside.list())] }),
  );

  app.post(
    `${URL}/:kind/:id/retry`,
    {
      config: { access: 'admin' },
      schema: {
        tags,
        summary: 'Try again what was set aside',
        description: 'The worker takes it up within a second, in order: nothing that came meanwhile is lost.',
        params: z.strictObject({ kind: setAsideKind, id: aggregateId }),
        querystring: noQuery,
        body: z.strictObject({}).optional(),
        response: { 202: retryRequested },
      },
    },
    async (request, reply) => {
      const { kind, id } = request.params;
      if (!(await setAside.retry(kind, id))) {
        throw new CodedError(
          'not-found',
          'not-set-aside',
          `Nothing of the ${kind} with the id ${id} is set aside`,
        );
      }
      return reply.code(202).send({ kind, id });
    },
  );
  done();
};
