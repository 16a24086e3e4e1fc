import { randomUUID } from 'node:crypto';
import {
  InMemorySpanExporter,
  type ReadableSpan,
  SimpleSpanProcessor,
  type SpanProcessor,
} from '@opentelemetry/sdk-trace';
import type { RecordedEvent } from '@tools-provider/event-sourcing';
import { startTelemetry } from '@tools-provider/telemetry';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compose as composeWorker } from '../../reconciliator/src/composition.ts';
import { readConfig } from '../../reconciliator/src/config.ts';
import { type System, startSystem } from './system.ts';

const CALLERS_TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
const CALLERS_SPAN = '00f067aa0ba902b7';

/** What began and what ended, in the order in which it did. */
class Journal implements SpanProcessor {
  readonly entries: string[] = [];

  onStart(span: { readonly name: string }): void {
    this.entries.push(`begin ${span.name}`);
  }

  onEnd({ name }: ReadableSpan): void {
    this.entries.push(`end ${name}`);
  }

  async forceFlush(): Promise<void> {}

  async shutdown(): Promise<void> {}
}

const apiSpans = new InMemorySpanExporter();
const workerSpans = new InMemorySpanExporter();
const journal = new Journal();
const warned = Promise.withResolvers<Record<string, unknown>>();
let system: System;
let worker: Awaited<ReturnType<typeof startWorkerHere>>;

beforeAll(async () => {
  system = await startSystem({ spanProcessors: [new SimpleSpanProcessor({ exporter: apiSpans })] });
  worker = await startWorkerHere();
});

afterAll(async () => {
  await worker.stop();
  await system.stop();
});

/** The worker that ships, in this process, so that its spans can be looked at. */
async function startWorkerHere() {
  const config = readConfig({ KURRENTDB_URL: system.kurrentDbUrl, MONGODB_URL: system.mongoDbUrl });
  const telemetry = await startTelemetry({
    service: 'reconciliator',
    spanProcessors: [new SimpleSpanProcessor({ exporter: workerSpans }), journal],
  });
  const log = pino({ level: 'warn' }, { write: (line) => warned.resolve(JSON.parse(line)) });
  const { reconciliator, prepare, close } = composeWorker(config, { workerId: 'here', log, telemetry });
  await prepare();
  await reconciliator.start();
  return {
    stop: async () => {
      await reconciliator.stop();
      await Promise.all([close(), telemetry.close()]);
    },
  };
}

const parentOf = ({ parentSpanContext }: ReadableSpan) => parentSpanContext?.spanId;
const idOf = (span: ReadableSpan | undefined) => span?.spanContext().spanId;

/** Creates a group with a selector, which are two events, and resolves when both are projected. */
async function createGroup(headers: Record<string, string> = {}) {
  for (const exporter of [apiSpans, workerSpans]) exporter.reset();
  journal.entries.length = 0;
  const payload = { name: 'Traced', selectors: [{ id: 'one' }] };
  const created = await system.operator('POST', '/api/v1/tool-groups', { payload, headers });
  expect(created.statusCode).toBe(201);
  const request = [...apiSpans.getFinishedSpans()];
  await system.viewer('GET', `${created.headers.location}?minRevision=1`, { headers: { prefer: 'wait=10' } });
  return { id: created.json().id, request, projections: [...workerSpans.getFinishedSpans()] };
}

async function lastEventOf(stream: string): Promise<RecordedEvent> {
  const event = await system.eventStore.readLast(stream);
  if (event === undefined) throw new Error(`There is no ${stream}`);
  return event;
}

describe('the spans of a command', () => {
  it('are one trace, from the request of the caller to the projection of each event', async () => {
    const traceparent = `00-${CALLERS_TRACE}-${CALLERS_SPAN}-01`;
    const { id, request, projections } = await createGroup({ traceparent });
    const [command, http] = request;
    expect(http?.name).toBe('POST /api/v1/tool-groups');
    expect(http && parentOf(http)).toBe(CALLERS_SPAN);
    expect(http?.attributes).toMatchObject({
      path: 'write-path',
      'http.request.method': 'POST',
      'http.route': '/api/v1/tool-groups',
      'http.response.status_code': 201,
    });
    expect(command?.attributes).toMatchObject({ path: 'write-path', outcome: 'ok' });
    expect(command && parentOf(command)).toBe(idOf(http));

    expect(projections.map(({ name }) => name)).toEqual([
      'event group.created.v1',
      'event group.selector.added.v1',
    ]);
    for (const [revision, span] of projections.entries()) {
      expect(parentOf(span)).toBe(idOf(http));
      expect(span.attributes).toMatchObject({
        path: 'read-path',
        stream: `tools_provider-tool-group-${id}`,
        revision,
        'messaging.operation.type': 'process',
        outcome: 'ok',
      });
    }
    const traces = [...request, ...projections].map((span) => span.spanContext().traceId);
    expect(new Set(traces)).toEqual(new Set([CALLERS_TRACE]));
  });

  it('never overlap within one aggregate: each projection has ended before the next begins', async () => {
    await createGroup();
    expect(journal.entries).toEqual([
      'begin event group.created.v1',
      'end event group.created.v1',
      'begin event group.selector.added.v1',
      'end event group.selector.added.v1',
    ]);
  });

  it('have a trace of their own where the caller has none, which problems name as well', async () => {
    const { request, projections } = await createGroup();
    const [, http] = request;
    const traceId = http?.spanContext().traceId;
    expect(http && parentOf(http)).toBeUndefined();
    expect(projections.map((span) => span.spanContext().traceId)).toEqual([traceId, traceId]);

    apiSpans.reset();
    const refused = await system.operator('POST', '/api/v1/tool-groups', { payload: {} });
    const [span] = apiSpans.getFinishedSpans();
    expect(refused.json().traceId).toBe(span?.spanContext().traceId);
    expect(span?.attributes).toMatchObject({ 'http.response.status_code': 400 });
  });

  it('stand beside log lines that name the path, too', async () => {
    const created = await system.operator('POST', '/api/v1/tasks', { payload: { title: 'Poisoned' } });
    const { id } = created.json();
    const unknown = {
      ...(await lastEventOf(`tools_provider-task-${id}`)),
      id: randomUUID(),
      type: 'nobody.knows.v1',
    };
    await system.eventStore.append(`tools_provider-task-${id}`, 0, [unknown]);
    expect(await warned.promise).toMatchObject({ path: 'read-path', type: 'nobody.knows.v1', revision: 1 });
  });

  it('say that a read writes nothing', async () => {
    apiSpans.reset();
    await system.viewer('GET', '/api/v1/tool-groups');
    const [span] = apiSpans.getFinishedSpans();
    expect(span?.name).toBe('GET /api/v1/tool-groups');
    expect(span?.attributes).not.toHaveProperty('path');
  });
});
