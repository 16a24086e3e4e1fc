import { Readable } from 'node:stream';
import { cloudEvent, feedQuery } from '@tools-provider/contracts';
import type { Feed } from '@tools-provider/event-sourcing';
import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { ChangeHub } from '../changes/change-hub.ts';
import { endOfRequest } from '../event-stream/end-of-request.ts';
import type { OpenStreams } from '../event-stream/open-streams.ts';
import { defined } from '../http/defined.ts';
import { invalidQuery } from '../http/invalid-request.ts';
import { negotiate } from '../http/negotiate.ts';
import { FeedReader } from './feed-reader.ts';
import { wantedTypes } from './wanted-types.ts';

const BATCH = 'application/cloudevents-batch+json';
const EVENT_STREAM = 'text/event-stream';

/** The CloudEvents feed, by pull and as an event stream, at one URL. */
export const feedRoutes: FastifyPluginCallbackZod<{
  readonly feed: Feed;
  readonly changes: ChangeHub;
  readonly streams: OpenStreams;
}> = (app, { feed, changes, streams }, done) => {
  const reader = new FeedReader(feed, changes);
  app.get(
    '/api/v1/events',
    {
      config: { access: 'viewer' },
      exposeHeadRoute: false,
      schema: {
        tags: ['feed'],
        summary: 'Everything that happened, as CloudEvents',
        description:
          'By pull (http-feeds): a batch after `lastEventId`, empty when there is nothing new; `timeout` waits for it. The header `Feed-Position` is ' +
          'the sequence up to which the feed was looked at. With `Accept: text/event-stream` the same events as a stream, each with its id; a ' +
          'client that comes back with `Last-Event-ID` misses none. A filtered stream says in messages `position` up to which sequence it has ' +
          'looked.',
        querystring: feedQuery,
        response: {
          200: {
            description: 'A batch or a stream of events, in the order of their sequence',
            content: {
              [BATCH]: { schema: z.array(cloudEvent) },
              [EVENT_STREAM]: { schema: z.string() },
            },
          },
        },
      },
    },
    async (request, reply) => {
      const { lastEventId, timeout, limit, type, aggregate, subject, direction } = request.query;
      const filter = defined({ types: wantedTypes(type, aggregate), subject });
      const mediaType = negotiate(request.headers.accept, [BATCH, 'application/json', EVENT_STREAM]);
      if (mediaType === EVENT_STREAM) {
        if (direction === 'backward') throw invalidQuery('direction', 'is forward for an event stream');
        const after = await reader.positionAfter(
          lastEventIdOf(request.headers['last-event-id']),
          lastEventId,
        );
        streams.send(request, reply, (signal) =>
          Readable.from(reader.stream({ after, ...filter }, signal), {
            objectMode: false,
            highWaterMark: 16_384,
          }),
        );
        return reply;
      }
      const page =
        direction === 'backward'
          ? await reader.lastPage(limit, filter, lastEventId)
          : await reader.page(
              { after: await reader.positionAfter(undefined, lastEventId), limit, ...filter },
              timeout,
              endOfRequest(request, reply),
            );
      return reply
        .header('content-type', mediaType)
        .header('vary', 'accept')
        .header('feed-position', String(page.lookedUpTo).padStart(20, '0'))
        .send(JSON.stringify(page.events) as never);
    },
  );
  done();
};

function lastEventIdOf(header: string | string[] | undefined): string | undefined {
  const [id] = [header ?? []].flat();
  return id === '' ? undefined : id;
}
