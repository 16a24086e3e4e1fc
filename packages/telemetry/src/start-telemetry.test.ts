import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { startTelemetry } from './start-telemetry.ts';

describe('telemetry', () => {
  it('prints metrics with prefix, unit, help and type, and counts from where they are', async () => {
    const telemetry = await startTelemetry({ service: 'test' });
    const seconds = telemetry.meter.createHistogram('work.duration', {
      description: 'How long work takes',
      unit: 's',
      advice: { explicitBucketBoundaries: [1, 2] },
    });
    const done = telemetry.meter.createCounter('work.done', { description: 'Work', unit: '{piece}' });
    seconds.record(1.5, { outcome: 'ok' });
    done.add(2);
    done.add(3);
    const lines = (await telemetry.scrape()).split('\n');
    await telemetry.close();
    expect(lines).toEqual(
      expect.arrayContaining([
        '# HELP tools_provider_work_duration_seconds How long work takes',
        '# TYPE tools_provider_work_duration_seconds histogram',
        'tools_provider_work_duration_seconds_bucket{outcome="ok",le="1"} 0',
        'tools_provider_work_duration_seconds_bucket{outcome="ok",le="2"} 1',
        'tools_provider_work_duration_seconds_sum{outcome="ok"} 1.5',
        '# TYPE tools_provider_work_done_total counter',
        'tools_provider_work_done_total 5',
      ]),
    );
    expect(lines.filter((line) => line.startsWith('# UNIT'))).toEqual([]);
  });

  it('shows nothing of a gauge that has nothing to say any more', async () => {
    const telemetry = await startTelemetry({ service: 'test' });
    let lag: number | undefined = 7;
    telemetry.meter.createObservableGauge('lag').addCallback((result) => {
      if (lag !== undefined) result.observe(lag);
    });
    expect(await telemetry.scrape()).toMatch(/^tools_provider_lag 7$/m);
    lag = undefined;
    expect(await telemetry.scrape()).not.toMatch(/^tools_provider_lag /m);
    await telemetry.close();
  });

  it('measures the memory of the process', async () => {
    const telemetry = await startTelemetry({ service: 'test' });
    const [, bytes] =
      /^tools_provider_process_memory_usage_bytes (\d+)$/m.exec(await telemetry.scrape()) ?? [];
    await telemetry.close();
    expect(Number(bytes)).toBeGreaterThan(10_000_000);
  });

  it('sends spans and metrics to the collector that it is told of, the last ones when it is closed', async () => {
    const received: string[] = [];
    const collector = createServer((request, response) => {
      received.push(`${request.method} ${request.url}`);
      request.resume().on('end', () => response.writeHead(200).end());
    });
    await once(collector.listen(0, '127.0.0.1'), 'listening');
    const { port } = collector.address() as AddressInfo;
    const telemetry = await startTelemetry({ service: 'test', otlpEndpoint: `http://127.0.0.1:${port}/` });
    telemetry.tracer.startSpan('work').end();
    telemetry.meter.createCounter('work.done').add(1);
    await telemetry.close();
    collector.close();
    expect(received.toSorted()).toEqual(['POST /v1/metrics', 'POST /v1/traces']);
  });

  it('is closed within seconds although the collector does not answer', async () => {
    const collector = createServer(() => undefined);
    await once(collector.listen(0, '127.0.0.1'), 'listening');
    const { port } = collector.address() as AddressInfo;
    const telemetry = await startTelemetry({ service: 'test', otlpEndpoint: `http://127.0.0.1:${port}` });
    telemetry.tracer.startSpan('work').end();
    const start = performance.now();
    await telemetry.close();
    expect(performance.now() - start).toBeLessThan(4_000);
    collector.closeAllConnections();
    collector.close();
  });

  it('makes no spans while nobody takes them', async () => {
    const telemetry = await startTelemetry({ service: 'test' });
    expect(telemetry.tracer.startSpan('nothing').isRecording()).toBe(false);
    await telemetry.close();
  });
});
