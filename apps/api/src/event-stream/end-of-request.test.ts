import { once } from 'node:events';
import { fastify } from 'fastify';
import { expect, it } from 'vitest';
import { endOfRequest } from './end-of-request.ts';
import { OpenStreams } from './open-streams.ts';

it('answers what waits on behalf of a request when the server closes', async () => {
  const app = fastify();
  new OpenStreams(app);
  const waiting = Promise.withResolvers<void>();
  app.get('/', async (request, reply) => {
    const ended = endOfRequest(request, reply);
    waiting.resolve();
    await once(ended, 'abort');
    return 'answered';
  });
  const answer = app.inject('/');
  await waiting.promise;
  await app.close();
  expect((await answer).body).toBe('answered');
});
