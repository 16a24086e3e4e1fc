import { randomUUID } from 'node:crypto';
import { streamName } from '@tools-provider/domain';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type EmbeddedStores, startEmbeddedStores } from './embedded-stores.ts';
import { untilProjected } from './projected.ts';
import { startWorker, type WorkerProcess } from './worker-process.ts';
import { newContext, ToolGroup, writeSide } from './write-side.ts';

let stores: EmbeddedStores;
let worker: WorkerProcess;
let url: string;

beforeEach(async () => {
  stores = await startEmbeddedStores();
  worker = startWorker(stores, { LOG_LEVEL: 'fatal' });
  url = await worker.probes;
});

afterEach(async () => {
  await worker.stop();
  await stores.close();
});

const readiness = async () => {
  const response = await fetch(`${url}/readyz`);
  return { code: response.status, ...((await response.json()) as object) };
};

describe("the worker's probes", () => {
  it('say that it projects, and name each store that is away while it cannot', async () => {
    expect(await readiness()).toEqual({
      code: 200,
      status: 'ready',
      reasons: [],
      stores: { kurrentdb: 'up', mongodb: 'up' },
    });
    await stores.outages.mongodb.stop();
    await stores.outages.kurrentdb.stop();
    expect(await readiness()).toMatchObject({
      code: 503,
      status: 'unavailable',
      reasons: expect.arrayContaining(['KurrentDB does not answer', 'MongoDB does not answer']),
      stores: { kurrentdb: 'down', mongodb: 'down' },
    });
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
  });

  it('show metrics of what was projected, with the prefix and without any id', async () => {
    const id = randomUUID();
    const context = newContext();
    await writeSide(stores.kurrentDb.eventStore).toolGroups.add(
      ToolGroup.create(id, { name: 'Measured', description: '' }, context),
      context,
    );
    await untilProjected(stores, new Map([[streamName({ aggregate: 'tool-group', id }), 0]]));
    const response = await fetch(`${url}/metrics`);
    const text = await response.text();
    expect(response.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
    expect(text).toContain(
      'tools_provider_mediator_event_duration_seconds_count{event_type="group.created.v1",outcome="ok"} 1',
    );
    for (const sample of [
      'projection_events_total 1',
      'projection_latency_seconds_count 1',
      'projection_batch_events_count 1',
      'projection_retries_total 0',
      'projection_redeliveries_total 0',
      'projection_conflicts_total 0',
      'projection_audit_repairs_total 0',
      'projection_quarantines_total{reason="projection-failed"} 0',
      'projection_subscription_open 1',
      'pipeline_traces_dropped_total 0',
    ]) {
      expect(text).toContain(`\ntools_provider_${sample}\n`);
    }
    for (const line of text.trim().split('\n').filter(Boolean)) {
      expect(line).toMatch(/^(# (HELP|TYPE) )?tools_provider_[a-z0-9_]+[ {]/);
    }
    expect(text).not.toContain(id);
  });
});
