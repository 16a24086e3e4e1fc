import {
  addWorkerSwitchBody,
  noQuery,
  workerSwitchAdded,
  workerSwitchBoard,
} from '@tools-provider/contracts';
import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { SwitchDesk } from './switch-desk.ts';

const URL = '/api/v1/dev/worker';
const config = { access: 'admin', scope: 'people-only' } as const;
const querystring = noQuery;
const response = { 200: workerSwitchBoard };

/** Pauses, slows and poisons the workers. Where it is not development there is no such route. */
export const workerSwitchRoutes: FastifyPluginCallbackZod<{ readonly switches: SwitchDesk | undefined }> = (
  app,
  { switches },
  done,
) => {
  if (switches === undefined) return done();
  app.get(URL, { config, schema: { hide: true, querystring, response } }, async () => switches.read());

  app.post(
    `${URL}/switches`,
    {
      config,
      schema: { hide: true, querystring, body: addWorkerSwitchBody, response: { 201: workerSwitchAdded } },
    },
    async ({ body }, reply) => reply.code(201).send(await switches.add(body)),
  );

  app.delete(`${URL}/switches`, { config, schema: { hide: true, querystring, response } }, async () =>
    switches.remove(),
  );

  app.delete(
    `${URL}/switches/:id`,
    { config, schema: { hide: true, querystring, params: z.strictObject({ id: z.uuid() }), response } },
    async ({ params }) => switches.remove(params.id),
  );
  done();
};
