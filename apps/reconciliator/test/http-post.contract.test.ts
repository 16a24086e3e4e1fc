import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import type { FeedEvent } from '@tools-provider/event-sourcing';
import { afterEach, describe, expect, it } from 'vitest';
import { httpPost, type PatienceMs } from '../src/sink/http-post.ts';
import { sinkAddress } from '../src/sink/sink-address.ts';
import { type Received, type Receiver, startReceiver } from './receiver.ts';

const PATIENCE = { answerMs: 20_000, restMs: 20_000 };
const event = {
  specversion: '1.0',
  id: '0b6f7a7e-58a1-4b54-9d5e-0a6c0c9f7c11',
  source: 'https://tools-provider.test/Größe',
  type: 'io.tools-provider.group.created.v1',
  subject: 'a-group',
  time: '2026-01-02T03:04:05.678Z',
  datacontenttype: 'application/json',
  dataschema: 'http://127.0.0.1:4000/schemas/io.tools-provider.group.created.v1.json',
  sequence: '00000000000000000007',
  revision: 3,
  partitionkey: 'a-group',
  correlationid: 'ä "quoted" %',
  causationid: 'c',
  data: { name: 'Näme', description: null },
} as unknown as FeedEvent;

const receivers: Receiver[] = [];
afterEach(async () => {
  await Promise.all(receivers.splice(0).map((receiver) => receiver.close()));
});

type Answer = (received: Received, response: ServerResponse) => void;

async function start(answer?: Answer): Promise<Receiver> {
  const receiver = await startReceiver(answer);
  receivers.push(receiver);
  return receiver;
}

/** Posts the event once to a receiver that answers so. */
async function post(answer: Answer, patience: PatienceMs = PATIENCE, signal = new AbortController().signal) {
  const receiver = await start(answer);
  await httpPost(sinkAddress(receiver.url), patience)(event, signal);
  return receiver;
}

const status =
  (code: number, headers: Record<string, string> = {}): Answer =>
  (_, response) => {
    response.writeHead(code, headers).end();
  };

describe('A post to a sink', () => {
  it('carries the event in structured mode, exactly as it stands in the feed', async () => {
    const { received } = await post(status(202));
    expect(received).toHaveLength(1);
    expect(JSON.parse(received[0]?.body ?? '')).toEqual(event);
    expect(received[0]?.event).toMatchObject({ id: event.id, revision: 3, data: event.data });
    expect(received[0]?.request.headers['content-type']).toMatch(/^application\/cloudevents\+json/);
  });

  it('goes to the path and query of the address, with user and password in a header', async () => {
    const receiver = await start();
    const url = receiver.url.replace('http://', 'http://me:secret@').concat('?tenant=a');
    await httpPost(sinkAddress(url))(event, new AbortController().signal);
    const [{ request } = {} as Received] = receiver.received;
    expect([request.method, request.url]).toEqual(['POST', '/events?tenant=a']);
    expect(request.headers.authorization).toBe(`Basic ${Buffer.from('me:secret').toString('base64')}`);
  });

  it.each([200, 201, 202, 204])('has arrived when the answer is %i', async (code) => {
    await expect(post(status(code))).resolves.toBeDefined();
  });

  it.each([304, 400, 401, 404, 409, 410, 415, 500, 502])(
    'has not arrived when the answer is %i, and says so without a word of the answer',
    async (code) => {
      const refused = post((_, response) => {
        response.writeHead(code).end(code === 304 ? undefined : 'secret');
      });
      await expect(refused).rejects.toMatchObject({
        code: 'post-refused',
        message: `The sink answered ${code}`,
        retryAfterMs: undefined,
      });
    },
  );

  it('hands on how long a receiver wants to be left alone', async () => {
    await expect(post(status(503, { 'retry-after': '7' }))).rejects.toMatchObject({ retryAfterMs: 7_000 });
  });

  it('follows no redirect, wherever to', async () => {
    const other = await start();
    for (const location of [other.url, 'file:///etc/passwd']) {
      const redirected = post(status(307, { location }));
      await expect(redirected).rejects.toMatchObject({ message: 'The sink answered 307' });
    }
    expect(other.received).toEqual([]);
  });

  it('says what failed when nobody answers at the address, and not what the address is', async () => {
    const receiver = await start();
    await receiver.close();
    const url = receiver.url.replace('http://', 'http://me:secret@');
    const refused = httpPost(sinkAddress(url))(event, new AbortController().signal);
    await expect(refused).rejects.toMatchObject({ message: 'The sink could not be reached (ECONNREFUSED)' });
  });

  it('uses its connection again when the answer is short', async () => {
    const receiver = await start((_, response) => {
      response.writeHead(200, { 'content-type': 'text/plain' }).end('Thank you');
    });
    const deliver = httpPost(sinkAddress(receiver.url));
    for (let n = 0; n < 20; n += 1) await deliver(event, new AbortController().signal);
    const ports = receiver.received.map(({ request }) => request.socket.remotePort);
    // A post that comes at the very end of the one before may need a second.
    expect(new Set(ports).size).toBeLessThan(3);
  });
});

describe('A receiver that means harm', () => {
  it('is given up when it never answers', async () => {
    const refused = post(() => undefined, { ...PATIENCE, answerMs: 50 });
    await expect(refused).rejects.toMatchObject({ message: 'The sink did not answer within 50 ms' });
  });

  it('cannot keep a post by never ending a small answer: it is let go', async () => {
    const gone = Promise.withResolvers<void>();
    const answer: Answer = (_, response) => {
      response.writeHead(200).write('…');
      response.on('close', gone.resolve);
    };
    await post(answer, { ...PATIENCE, restMs: 50 });
    await gone.promise;
  });

  it('cannot make anybody read an endless answer: it is cut off', async () => {
    const gone = Promise.withResolvers<number>();
    const answer: Answer = async (_, response) => {
      let bytes = 0;
      response.writeHead(200).on('close', () => gone.resolve(bytes));
      const chunk = Buffer.alloc(65_536, 'x');
      while (!response.destroyed) {
        bytes += chunk.length;
        if (!response.write(chunk)) await Promise.race([once(response, 'drain'), gone.promise]);
      }
    };
    await post(answer);
    // What the sockets between have taken in, and no more.
    expect(await gone.promise).toBeLessThan(30_000_000);
  });

  it('cannot fill the memory with a small answer that unpacks to a huge one', async () => {
    const bomb = gzipSync(Buffer.alloc(100_000_000));
    const before = process.memoryUsage().rss;
    await post((_, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb);
    });
    expect(process.memoryUsage().rss - before).toBeLessThan(60_000_000);
  });

  it('cannot send headers without an end', async () => {
    const refused = post((_, response) => {
      response.writeHead(200, { 'x-much': 'x'.repeat(1_000_000) }).end();
    });
    await expect(refused).rejects.toMatchObject({
      message: expect.stringContaining('UND_ERR_HEADERS_OVERFLOW'),
    });
  });

  it('holds nobody up who wants to stop', async () => {
    const stopping = new AbortController();
    const refused = post(() => stopping.abort(), PATIENCE, stopping.signal);
    await expect(refused).rejects.toMatchObject({ code: 'post-refused' });
  });
});
