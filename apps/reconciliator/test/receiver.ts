import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { FeedEvent } from '@tools-provider/event-sourcing';
import { HTTP } from 'cloudevents';

/** A request as a receiver has got it; `event` is what a CloudEvents library makes of it. */
export interface Received {
  readonly event: FeedEvent;
  readonly body: string;
  readonly request: IncomingMessage;
}

/** A receiver of CloudEvents over HTTP, in this process. */
export interface Receiver {
  readonly url: string;
  /** Everything that was posted, in the order in which it came, whatever was answered. */
  readonly received: readonly Received[];
  /** Resolves as soon as `isReached` is true of what was received; ends earlier, without, when `unless` aborts. */
  until(isReached: (received: readonly Received[]) => boolean, unless?: AbortSignal): Promise<void>;
  close(): Promise<void>;
}

/** Starts one on a free port. `answer` ends each response; it answers 204 where it is left out. */
export async function startReceiver(
  answer: (received: Received, response: ServerResponse) => void = (_, response) => {
    response.writeHead(204).end();
  },
): Promise<Receiver> {
  const received: Received[] = [];
  const waiting = new Set<() => void>();
  const server = createServer(async (request, response) => {
    const body = await text(request);
    const event = HTTP.toEvent({ headers: request.headers, body }) as unknown as FeedEvent;
    const all = { event, body, request };
    received.push(all);
    answer(all, response);
    for (const look of waiting) look();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/events`,
    received,
    until: async (isReached, unless) => {
      const { promise, resolve } = Promise.withResolvers<void>();
      const look = () => {
        if (isReached(received) || unless?.aborted) resolve();
      };
      waiting.add(look);
      unless?.addEventListener('abort', look);
      look();
      await promise;
      waiting.delete(look);
      unless?.removeEventListener('abort', look);
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
