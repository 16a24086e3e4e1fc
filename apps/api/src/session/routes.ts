import { accessToken, devTokenBody, me, noQuery } from '@tools-provider/contracts';
import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { callerOf } from './caller.ts';
import type { DevTokens } from './dev-tokens.ts';

/** Who the caller is, and the sign-in of development. */
export const sessionRoutes: FastifyPluginCallbackZod<{ readonly devTokens: DevTokens | undefined }> = (
  app,
  { devTokens },
  done,
) => {
  app.get(
    '/api/v1/me',
    {
      config: { access: 'viewer' },
      schema: {
        tags: ['session'],
        summary: 'Who the caller is',
        querystring: noQuery,
        response: { 200: me },
      },
    },
    async (request) => {
      const { actor, expiresAt } = callerOf(request);
      return { id: actor.id, name: actor.name, roles: [...actor.roles], expiresAt };
    },
  );

  if (devTokens === undefined) return done();
  app.post(
    '/api/v1/dev/token',
    {
      config: { access: 'open' },
      schema: { hide: true, querystring: noQuery, body: devTokenBody, response: { 200: accessToken } },
    },
    async (request) => devTokens.issue(request.body.persona),
  );
  done();
};
