import { expect, it } from 'vitest';
import { PipelineCounts } from './pipeline-counts.ts';
import type { PipelineMetrics } from './pipeline-metrics.ts';

it('PipelineCounts adds up what happens and tells the next who counts all of it', () => {
  const told: unknown[] = [];
  const next = new Proxy({} as PipelineMetrics, {
    get: (_, name) => (value: unknown) => told.push([name, value]),
  });
  const counted = new PipelineCounts(next);
  const batch = { streams: 2, events: 5, ms: 3 };
  counted.batchStored(batch);
  counted.batchStored(batch);
  counted.eventProjected(7);
  counted.eventsRead(4);
  counted.eventRetried();
  counted.redelivered(3);
  counted.deliveredInVain(2);
  counted.raceLost();
  counted.aggregateSetAside('too-large');
  counted.auditRepaired(6);
  expect(counted.counts).toEqual({
    batches: 2,
    storedEvents: 10,
    retries: 1,
    redeliveries: 3,
    conflicts: 1,
    setAside: 1,
    auditRepairs: 6,
  });
  expect(told).toEqual([
    ['batchStored', batch],
    ['batchStored', batch],
    ['eventProjected', 7],
    ['eventsRead', 4],
    ['eventRetried', undefined],
    ['redelivered', 3],
    ['deliveredInVain', 2],
    ['raceLost', undefined],
    ['aggregateSetAside', 'too-large'],
    ['auditRepaired', 6],
  ]);
});
