import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Change, change, type Pipeline, pipeline, pipelineSamples } from '@tools-provider/contracts';
import { streamName } from '@tools-provider/domain';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { storeCatalogEvents } from './catalog-events.ts';
import { EventStream, type Message } from './event-stream.ts';
import { type System, startSystem } from './system.ts';

let system: System;
let token: string;

beforeAll(async () => {
  system = await startSystem({ sloMs: 300 });
  token = await system.tokenOf('viewer');
});

afterAll(() => system.stop());

async function create(): Promise<string> {
  const response = await system.operator('POST', '/api/v1/tasks', { payload: { title: 'Watched' } });
  return response.json().id;
}

/** An event of a type that no projection knows. */
async function writeUnknownEvent(id: string): Promise<void> {
  const [eventId, commandId] = [randomUUID(), randomUUID()];
  const metadata = {
    $correlationId: commandId,
    $causationId: commandId,
    commandId,
    sequenceNumber: 0,
    actor: 'otto',
    occurredAt: new Date().toISOString(),
  };
  const stream = streamName({ aggregate: 'task', id });
  await system.eventStore.append(stream, 0, [{ id: eventId, type: 'task.exploded.v1', data: {}, metadata }]);
}

const open = () => EventStream.open(`${system.url}/api/v1/changes`, token);

/** A change of the aggregate with this status. */
const isChange = (id: string, status: Change['status']) => (message: Message) =>
  message.event === 'change' &&
  change.parse(message.data).id === id &&
  change.parse(message.data).status === status;

const isPipeline = (fits: (data: Pipeline) => boolean) => (message: Message) =>
  message.event === 'pipeline' && fits(pipeline.parse(message.data));

describe('live changes', { timeout: 60_000 }, () => {
  let stream: EventStream;

  beforeEach(async () => {
    stream = await open();
    return () => stream.close();
  });

  it('begin with hello and the state of the pipeline, uncompressed and unbuffered', async () => {
    await stream.next(({ event }) => event === 'pipeline');
    expect(stream.messages.map(({ event }) => event).slice(0, 2)).toEqual(['hello', 'pipeline']);
    expect(Object.fromEntries(stream.response.headers)).toMatchObject({
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    });
  });

  it('tell of a new aggregate as pending, then as lagging, then as projected', async () => {
    const id = await create();
    const pending = await stream.next(isChange(id, 'pending'));
    expect(pending.data).toEqual({
      aggregate: 'task',
      id,
      headRevision: 0,
      projectedRevision: null,
      status: 'pending',
    });
    await stream.next(isChange(id, 'lagging'));
    await system.startWorker();
    const projected = await stream.next(isChange(id, 'projected'));
    expect(projected.data).toMatchObject({ headRevision: 0, projectedRevision: 0 });
    await system.stopWorker();
  });

  it('tell of sources and labels, too, as the consistency of each does', async () => {
    const { sourceId, labelId } = await storeCatalogEvents(system.eventStore);
    await stream.next(isChange(sourceId, 'pending'));
    await system.startWorker();
    for (const [aggregate, id] of [
      ['source', sourceId],
      ['label', labelId],
    ] as const) {
      const { data } = await stream.next(isChange(id, 'projected'));
      const report = (await system.viewer('GET', `/api/v1/consistency/${aggregate}/${id}`)).json();
      const { headRevision, projectedRevision, status } = report;
      expect(data).toEqual({ aggregate, id, headRevision, projectedRevision, status });
      expect([status, projectedRevision]).toEqual(['projected', headRevision]);
    }
    await system.stopWorker();
  });

  it('tell of events of views that wait for the feed, although everything else is up to date', async () => {
    const view = { name: 'Mine', list: 'tasks', query: {} };
    await system.operator('POST', '/api/v1/views', { payload: view });
    await stream.next(isPipeline(({ outboxWaiting, lagEvents }) => outboxWaiting === 1 && lagEvents === 0));
    await system.startWorker();
    await stream.next(isPipeline(({ outboxWaiting }) => outboxWaiting === 0));
    await system.stopWorker();
  });

  it('tell how far events are posted to K_SINK and why they are not, and keep secret what of its address may be', async () => {
    let status = 500;
    const receiver = createServer((request, response) => {
      request.resume();
      response.writeHead(status).end();
    });
    await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
    const { port } = receiver.address() as AddressInfo;
    await system.startWorker({ K_SINK: `http://me:secret@127.0.0.1:${port}/secret?secret` });
    await create();
    const failing = await stream.next(isPipeline(({ sink }) => typeof sink?.lastError === 'string'));
    expect(failing.data).toMatchObject({
      sink: { address: `http://127.0.0.1:${port}`, deliveredUpTo: 0, lastError: 'The sink answered 500' },
    });
    expect(JSON.stringify(failing.data)).not.toContain('secret');
    status = 204;
    await stream.next(
      isPipeline(({ sink }) => sink?.lastError === null && sink.waiting === 0 && sink.deliveredUpTo > 0),
    );
    expect((await system.viewer('GET', '/api/v1/pipeline')).json().sink).toMatchObject({
      failingSince: null,
      retryAt: null,
      deliveredAt: expect.any(String),
    });
    await system.stopWorker();
    receiver.close();
    await stream.next(isPipeline(({ sink }) => sink === null));
  });

  it('tell how far behind the worker is, and when it comes and goes', async () => {
    await system.startWorker();
    await stream.next(isPipeline(({ worker, lagEvents }) => worker === 'running' && lagEvents === 0));
    await system.stopWorker();
    const id = await create();
    await stream.next(
      isPipeline(
        ({ worker, lagAggregates, lagMs }) => worker === 'away' && lagAggregates === 1 && Number(lagMs) > 0,
      ),
    );
    const samples = async () =>
      pipelineSamples.parse((await system.viewer('GET', '/api/v1/pipeline/samples')).json()).items;
    await expect.poll(samples).toContainEqual(expect.objectContaining({ lagEvents: 1 }));
    const last = (await samples()).at(-1)?.at ?? '';
    const later = await system.viewer('GET', `/api/v1/pipeline/samples?after=${last}`);
    expect(later.json().items.every(({ at }: { at: string }) => at > last)).toBe(true);
    await system.startWorker();
    await stream.next(isChange(id, 'projected'));
    await system.stopWorker();
  });

  it('say hello again when the log is lost, when everything is unknown, and when it is followed again', async () => {
    await system.startWorker();
    const id = await create();
    await stream.next(isChange(id, 'projected'));
    const helloCount = () => stream.messages.filter(({ event }) => event === 'hello').length;
    await system.stopKurrentDb();
    await stream.next(() => helloCount() === 2);
    const unknown = await system.viewer('GET', `/api/v1/tasks/${id}`);
    expect(unknown.json().consistency).toEqual({ status: 'unknown', headRevision: null });
    expect(unknown.headers.consistency).toBe('unknown');
    const { items } = (await system.viewer('GET', '/api/v1/tasks')).json();
    expect(items.map((item: { consistency: { status: string } }) => item.consistency.status)).not.toContain(
      'projected',
    );
    await system.startKurrentDb();
    await stream.next(() => helloCount() === 3);
    const known = await system.viewer('GET', `/api/v1/tasks/${id}`);
    expect(known.json().consistency).toEqual({ status: 'projected', headRevision: 0 });
    await system.stopWorker();
  });

  it('tell of an aggregate that is set aside, and everything else says so, too', async () => {
    await system.startWorker();
    const id = await create();
    await stream.next(isChange(id, 'projected'));
    await writeUnknownEvent(id);
    const told = await stream.next(isChange(id, 'quarantined'));
    expect(told.data).toMatchObject({ headRevision: 1, projectedRevision: 0 });
    const read = await system.viewer('GET', `/api/v1/tasks/${id}`);
    expect(read.headers).toMatchObject({ etag: '"0"', consistency: 'pending' });
    expect(read.json().consistency).toEqual({ status: 'quarantined', headRevision: 1 });
    const report = (await system.viewer('GET', `/api/v1/consistency/task/${id}`)).json();
    expect(report).toMatchObject({
      status: 'quarantined',
      headRevision: 1,
      projectedRevision: 0,
      failure: { eventType: 'task.exploded.v1', revision: 1 },
    });
    const { items } = (await system.viewer('GET', `/api/v1/tasks/${id}/history`)).json();
    expect(items).toMatchObject([
      { revision: 1, changes: null, failure: expect.stringContaining('task.exploded.v1') },
      { revision: 0, failure: null },
    ]);
    const before = (await system.viewer('GET', `/api/v1/tasks/${id}?atRevision=0`)).json();
    expect(before).toMatchObject({ id, title: read.json().title, revision: 0 });
    const stuck = await system.viewer('GET', `/api/v1/tasks/${id}?atRevision=1`);
    expect([stuck.statusCode, stuck.json().code]).toEqual([422, 'revision-unreadable']);
    await stream.next(isPipeline(({ quarantined, lagEvents }) => quarantined === 1 && lagEvents === 0));
    await system.stopWorker();
  });

  it('need a token, and end when it expires', async () => {
    const refused = await fetch(`${system.url}/api/v1/changes`);
    expect(refused.status).toBe(401);
    const accessToken = await system.tokenOf('viewer', 1);
    const short = await EventStream.open(`${system.url}/api/v1/changes`, accessToken);
    await short.ended();
    expect(short.messages.at(0)?.event).toBe('hello');
  });
});
