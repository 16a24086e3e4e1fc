import { noQuery, pipeline } from '@tools-provider/contracts';
import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { MessageQueue } from '../event-stream/message-queue.ts';
import type { OpenStreams } from '../event-stream/open-streams.ts';
import { formatEvent, HEARTBEAT, HEARTBEAT_INTERVAL_MS } from '../event-stream/server-sent-event.ts';
import type { ChangeHub } from './change-hub.ts';
import type { ChangeMessage } from './change-message.ts';

/** How many messages wait for one client before it is told to load again. */
const CLIENT_CAPACITY = 1_000;

/** The live changes, and how the pipeline is. */
export const changeRoutes: FastifyPluginCallbackZod<{
  readonly changes: ChangeHub;
  readonly streams: OpenStreams;
}> = (app, { changes, streams }, done) => {
  app.get(
    '/api/v1/changes',
    {
      config: { access: 'viewer' },
      exposeHeadRoute: false,
      schema: {
        tags: ['consistency'],
        summary: 'Live changes',
        description:
          'An event stream of `hello` (ask again for what you show), `change` (data: Change), `pipeline` (data: Pipeline) and, before a client ' +
          'that reads too slowly is cut off, `reload`. It replays nothing.',
        querystring: noQuery,
        response: {
          200: { description: 'The stream', content: { 'text/event-stream': { schema: z.string() } } },
        },
      },
    },
    async (request, reply) => {
      streams.send(request, reply, (signal) => changesOf(changes, signal));
      return reply;
    },
  );

  app.get(
    '/api/v1/pipeline',
    {
      config: { access: 'viewer' },
      schema: {
        tags: ['consistency'],
        summary: 'How far the read model is behind, and who works on it',
        querystring: noQuery,
        response: { 200: pipeline },
      },
    },
    async () => changes.pipeline(),
  );
  done();
};

async function* changesOf(changes: ChangeHub, signal: AbortSignal): AsyncGenerator<string> {
  const queue = new MessageQueue<ChangeMessage>(CLIENT_CAPACITY);
  const stopListening = changes.listen((message) => queue.push(message));
  try {
    yield formatEvent({ event: 'hello', data: {} });
    yield formatEvent({ event: 'pipeline', data: changes.pipeline() });
    while (!signal.aborted) {
      const messages = await queue.take(HEARTBEAT_INTERVAL_MS, signal);
      if (queue.isOverflowing) {
        yield formatEvent({ event: 'reload', data: {} });
        return;
      }
      if (messages.length > 0) yield messages.map(formatEvent).join('');
      else if (!signal.aborted) yield HEARTBEAT;
    }
  } finally {
    stopListening();
  }
}
