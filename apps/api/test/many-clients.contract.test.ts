import { type ClientRequest, get, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pipeline } from '@tools-provider/contracts';
import { fastify } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ChangeListener } from '../src/changes/change-message.ts';
import type { ChangeSource } from '../src/changes/change-streams.ts';
import { changeRoutes } from '../src/changes/routes.ts';
import { OpenStreams } from '../src/event-stream/open-streams.ts';
import { formatEvent } from '../src/event-stream/server-sent-event.ts';
import { zodValidator } from '../src/http/validation.ts';
import { type System, startSystem } from './system.ts';

const MANY = 250;
const MORE_THAN_IS_BUFFERED = 16 * 1024 * 1024;
const NOTHING_TO_DO = {
  at: '2026-11-21T10:00:00.000Z',
  worker: 'running',
  lagAggregates: 0,
  lagEvents: 0,
  lagMs: 0,
  quarantined: 0,
  quarantinedByReason: {},
  outboxWaiting: 0,
  sink: null,
  eventsPerSecond: 0,
  audit: null,
  sagas: [],
  memberships: null,
  switches: null,
  workers: [],
};
const ID = '0b6f7a7e-58a1-4b54-9d5e-0a6c0c9f7c11';

/** A client of the live changes over a connection of its own. */
class Client {
  text = '';
  isOver = false;
  readonly #request: ClientRequest;
  #answer: IncomingMessage | undefined;
  #news = Promise.withResolvers<void>();

  constructor(url: string, headers: Readonly<Record<string, string>> = {}) {
    this.#request = get(`${url}/api/v1/changes`, { headers, agent: false }, (answer) => {
      this.#answer = answer;
      answer.setEncoding('utf8');
      answer.on('data', (text: string) => this.#notice(text));
      answer.on('close', () => this.#notice('', true));
    });
    this.#request.on('error', () => this.#notice('', true));
  }

  async until(fits: (client: Client) => boolean): Promise<void> {
    while (!fits(this)) {
      if (this.isOver) throw new Error(`It ended with ${this.text.slice(-300)}`);
      await this.#news.promise;
    }
  }

  stopReading(): void {
    this.#answer?.pause();
  }

  readOn(): void {
    this.#answer?.resume();
  }

  vanish(): void {
    this.#request.destroy();
  }

  #notice(text: string, isOver = false): void {
    this.text += text;
    this.isOver ||= isOver;
    this.#news.resolve();
    this.#news = Promise.withResolvers<void>();
  }
}

describe('many clients of the live changes', { timeout: 60_000 }, () => {
  let system: System;
  const clients: Client[] = [];

  beforeAll(async () => {
    system = await startSystem();
  });

  afterAll(async () => {
    for (const client of clients) client.vanish();
    await system.stop();
  });

  it('are all told of a change, and are forgotten when they vanish', async () => {
    const headers = { authorization: `Bearer ${await system.tokenOf('viewer')}` };
    for (let n = 0; n < MANY; n += 1) clients.push(new Client(system.url, headers));
    await Promise.all(clients.map((client) => client.until(({ text }) => text.includes('event: hello'))));
    const created = await system.operator('POST', '/api/v1/tasks', { payload: { title: 'Seen by many' } });
    const { id } = created.json();
    await Promise.all(clients.map((client) => client.until(({ text }) => text.includes(id))));
    expect(await openStreams()).toBe(MANY);
    for (const client of clients.splice(0)) client.vanish();
    await expect.poll(openStreams).toBe(0);
  });

  async function openStreams(): Promise<number> {
    const { body } = await system.nobody('GET', '/metrics');
    return Number(/^tools_provider_live_subscribers (\d+)$/m.exec(body)?.[1]);
  }
});

/** The live changes over HTTP, without anything behind them that changes. */
async function startTeller() {
  const listeners = new Set<ChangeListener>();
  const app = fastify();
  app.setValidatorCompiler(zodValidator);
  app.setSerializerCompiler(() => (data) => JSON.stringify(data));
  app.decorateRequest('caller', null);
  app.addHook('onRequest', async (request) => {
    const actor = { id: 'vera', name: 'Vera', roles: ['viewer' as const] };
    request.caller = { actor, expiresAt: '2100-01-01T00:00:00.000Z' };
  });
  const changes: ChangeSource = {
    listen: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    pipeline: () => pipeline.parse(NOTHING_TO_DO),
    pipelineSamples: () => ({ stepMs: 2_000, items: [] }),
  };
  await app.register(changeRoutes, { changes, streams: new OpenStreams(app) });
  await app.listen({ host: '127.0.0.1', port: 0 });
  const tell = (headRevision: number) => {
    const about = { aggregate: 'task' as const, id: ID };
    const data = { ...about, headRevision, projectedRevision: headRevision, status: 'projected' as const };
    for (const listener of listeners) listener({ event: 'change', data });
    return formatEvent({ event: 'change', data }).length;
  };
  const { port } = app.server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, tell, close: () => app.close() };
}

describe('a client of the live changes that does not read', { timeout: 60_000 }, () => {
  it('is told to load again and is cut off, and no other waits for it', async () => {
    const { url, tell, close } = await startTeller();
    const slow = new Client(url);
    const fast = Array.from({ length: 5 }, () => new Client(url));
    await Promise.all(
      [slow, ...fast].map((client) => client.until(({ text }) => text.includes('event: hello'))),
    );
    slow.stopReading();
    // More than the buffers of the system hold for one connection, whichever side of it they are on.
    for (let sent = 0, revision = 0; sent < MORE_THAN_IS_BUFFERED; ) {
      for (let n = 0; n < 1_000; n += 1, revision += 1) sent += tell(revision);
      const last = `"headRevision":${revision - 1},`;
      await Promise.all(fast.map((client) => client.until(({ text }) => text.includes(last))));
      for (const client of fast) client.text = '';
    }
    slow.readOn();
    await slow.until(({ isOver }) => isOver);
    expect(slow.text.endsWith('event: reload\ndata: {}\n\n')).toBe(true);
    expect(fast.filter(({ isOver, text }) => isOver || text.includes('reload'))).toEqual([]);
    for (const client of fast) client.vanish();
    await close();
  });
});
