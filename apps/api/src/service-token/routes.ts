import type { CreateServiceToken, RevokeServiceToken } from '@tools-provider/application';
import {
  aggregateId,
  createdServiceToken,
  createServiceTokenBody,
  noQuery,
  serviceToken,
  serviceTokens,
} from '@tools-provider/contracts';
import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { CommandSender } from '../http/command-sender.ts';
import type { TokenReader } from './token-reader.ts';
import { newTokenSecret, writtenToken } from './token-secret.ts';

const SERVICE_TOKENS_URL = '/api/v1/service-tokens';

const tags = ['service tokens'];
const params = z.strictObject({ id: aggregateId });
const config = { access: 'admin' } as const;

/** The tokens by which services call the api. */
export const serviceTokenRoutes: FastifyPluginCallbackZod<{
  readonly commands: CommandSender;
  readonly reader: TokenReader;
}> = (app, { commands, reader }, done) => {
  app.post(
    SERVICE_TOKENS_URL,
    {
      config,
      schema: {
        tags,
        summary: 'Let a service call the api',
        description:
          'The answer is the only place where the token is ever shown; the answer to a repeated request has it no more.',
        querystring: noQuery,
        body: createServiceTokenBody,
        response: { 201: createdServiceToken },
      },
    },
    async (request, reply) => {
      const { secret, secretHash } = newTokenSecret();
      const command: CreateServiceToken = { type: 'create-service-token', ...request.body, secretHash };
      const errand = { request, reply, collectionUrl: SERVICE_TOKENS_URL } as const;
      const created = await commands.create(errand, command);
      const token = created.isRepeated === true ? null : writtenToken(created.id, secret);
      reply.header('cache-control', 'no-store');
      return { ...(await reader.describe(created)), token };
    },
  );

  app.get(
    SERVICE_TOKENS_URL,
    {
      config,
      schema: {
        tags,
        summary: 'List the service tokens',
        description: 'The newest first, with those that are revoked or have expired.',
        querystring: noQuery,
        response: { 200: serviceTokens },
      },
    },
    async () => ({ items: [...(await reader.list())] }),
  );

  app.get(
    `${SERVICE_TOKENS_URL}/:id`,
    {
      config,
      schema: {
        tags,
        summary: 'Read what is known of a service token',
        params,
        querystring: noQuery,
        response: { 200: serviceToken },
      },
    },
    async (request) => await reader.get(request.params.id),
  );

  app.delete(
    `${SERVICE_TOKENS_URL}/:id`,
    {
      config,
      schema: {
        tags,
        summary: 'Revoke a service token for good',
        description:
          'Within a second every process of the api refuses it, and its event streams end. Revoking it again succeeds.',
        params,
        querystring: noQuery,
        response: { 200: serviceToken },
      },
    },
    async (request, reply) => {
      const command: RevokeServiceToken = { type: 'revoke-service-token', id: request.params.id };
      return await reader.describe(await commands.change({ request, reply }, command));
    },
  );
  done();
};
