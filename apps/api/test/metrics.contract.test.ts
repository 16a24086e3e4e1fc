import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { METRICS_TOKEN, type System, startSystem } from './system.ts';

let system: System;

beforeAll(async () => {
  system = await startSystem({ rateLimitPerSecond: 20 });
});

afterAll(() => system.stop());

/** What the api prints for Prometheus. */
async function scrape(): Promise<string> {
  const response = await system.nobody('GET', '/metrics');
  expect(response.statusCode).toBe(200);
  return response.body;
}

describe("the api's metrics", () => {
  it('are text for Prometheus, each with the prefix, a help and a type', async () => {
    const response = await system.nobody('GET', '/metrics');
    expect(response.headers['content-type']).toBe('text/plain; version=0.0.4; charset=utf-8');
    const lines = response.body.trim().split('\n').filter(Boolean);
    const named = (kind: string) =>
      lines.filter((line) => line.startsWith(`# ${kind} `)).map((line) => line.split(' ')[2]);
    expect(named('HELP')).toEqual(named('TYPE'));
    expect(named('HELP').length).toBeGreaterThan(8);
    for (const line of lines) expect(line).toMatch(/^(# (HELP|TYPE) )?tools_provider_[a-z0-9_]+[ {]/);
    expect(response.body).not.toContain('description missing');
  });

  it('show how far the projection is behind, and who works on it', async () => {
    await system.operator('POST', '/api/v1/tasks', { payload: { title: 'Waits for a worker' } });
    const behind = await scrape();
    expect(behind).toMatch(/^tools_provider_pipeline_lag_events 1$/m);
    expect(behind).toMatch(/^tools_provider_pipeline_lag_aggregates 1$/m);
    expect(behind).toMatch(/^tools_provider_pipeline_lag_seconds \d/m);
    expect(behind).toMatch(
      /^tools_provider_pipeline_quarantined_aggregates\{reason="missing-document"\} 0$/m,
    );
    expect(behind).toMatch(/^tools_provider_pipeline_workers 0$/m);
    expect(behind).toMatch(/^tools_provider_pipeline_outbox_waiting_events 0$/m);
  });

  it('measure requests by method, route and status, never by what the URL holds', async () => {
    const id = randomUUID();
    await system.viewer('GET', `/api/v1/tasks/${id}`);
    await system.viewer('GET', `/api/v1/nothing/${id}`);
    const text = await scrape();
    expect(text).toContain(
      'tools_provider_http_server_request_duration_seconds_count{http_request_method="GET",http_response_status_code="404",http_route="/api/v1/tasks/:id"} 1',
    );
    expect(text).not.toContain(id);
  });

  it('count the event streams that are open', async () => {
    expect(await scrape()).toMatch(/^tools_provider_live_subscribers 0$/m);
    const gone = new AbortController();
    const headers = { authorization: `Bearer ${await system.tokenOf('viewer')}` };
    const stream = await fetch(`${system.url}/api/v1/changes`, { headers, signal: gone.signal });
    expect(stream.status).toBe(200);
    expect(await scrape()).toMatch(/^tools_provider_live_subscribers 1$/m);
    gone.abort();
  });

  it('are for this machine, and for others with the token only', async () => {
    const remoteAddress = '10.0.0.7';
    const ask = (headers: Record<string, string> = {}) =>
      system.nobody('GET', '/metrics', { remoteAddress, headers });
    const refused = await ask();
    expect([refused.statusCode, refused.headers['content-type'], refused.json().code]).toEqual([
      403,
      'application/problem+json',
      'metrics-forbidden',
    ]);
    expect((await ask({ authorization: 'Bearer something-else' })).statusCode).toBe(403);
    expect((await ask({ authorization: `Bearer ${METRICS_TOKEN}` })).statusCode).toBe(200);
  });

  it('can be read as often as somebody likes', async () => {
    const answers = await Promise.all(Array.from({ length: 50 }, () => system.nobody('GET', '/metrics')));
    expect(new Set(answers.map(({ statusCode }) => statusCode))).toEqual(new Set([200]));
  });

  it('say nothing of the lag while the log is away, rather than that there is none', async () => {
    const { promise: lost, resolve } = Promise.withResolvers<void>();
    system.api.changes.listen(({ event }) => {
      if (event === 'hello') resolve();
    });
    await system.stopKurrentDb();
    await lost;
    const text = await scrape();
    await system.startKurrentDb();
    expect(text).not.toMatch(/^tools_provider_pipeline_lag_/m);
    expect(text).toMatch(/^tools_provider_pipeline_workers 0$/m);
  });
});
