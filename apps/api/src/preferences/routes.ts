import { type SavePreferences, stateCollections } from '@tools-provider/application';
import { noQuery, type Preferences, preferences, savePreferencesBody } from '@tools-provider/contracts';
import { DEFAULT_PREFERENCES, type OperatorPreferencesState, preferencesIdOf } from '@tools-provider/domain';
import type { StateStore } from '@tools-provider/event-sourcing';
import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { CommandSender } from '../http/command-sender.ts';
import { describeState } from '../http/conditional.ts';
import { callerOf } from '../session/caller.ts';

const PREFERENCES_URL = '/api/v1/preferences';

const tags = ['preferences'];

/** How the caller wants the console; everybody has their own and nobody else's. */
export const preferenceRoutes: FastifyPluginCallbackZod<{
  readonly commands: CommandSender;
  readonly states: Pick<StateStore, 'load'>;
}> = (app, { commands, states }, done) => {
  app.get(
    PREFERENCES_URL,
    {
      config: { access: 'viewer' },
      schema: {
        tags,
        summary: 'Read your preferences',
        description: 'Until you save some they are the defaults, with the revision null and without an ETag.',
        querystring: noQuery,
        response: { 200: preferences, 304: z.undefined() },
      },
    },
    async (request, reply) => {
      const id = preferencesIdOf(callerOf(request).actor.id);
      const saved = await states.load<OperatorPreferencesState>(stateCollections.preferences, id);
      if (saved === undefined) {
        reply.header('cache-control', 'private, no-cache');
        return { ...DEFAULT_PREFERENCES, revision: null };
      }
      if (describeState(request, reply, saved.revision)) return reply.code(304).send();
      return preferencesAnswer(saved.state, saved.revision);
    },
  );

  app.put(
    PREFERENCES_URL,
    {
      config: { access: 'viewer' },
      schema: {
        tags,
        summary: 'Save your preferences as a whole',
        querystring: noQuery,
        body: savePreferencesBody,
        response: { 200: preferences },
      },
    },
    async (request, reply) => {
      const command: SavePreferences = { type: 'save-preferences', ...request.body };
      const { state, revision } = await commands.change({ request, reply }, command);
      return preferencesAnswer(state, revision);
    },
  );
  done();
};

function preferencesAnswer(
  { theme, density, shortcuts }: OperatorPreferencesState,
  revision: number,
): Preferences {
  return { theme, density, shortcuts, revision };
}
