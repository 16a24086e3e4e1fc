import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CountedPipeline, POISON } from '../../test/counted-pipeline.ts';
import { EventSkipper } from '../quarantine/event-skipper.ts';
import { QuarantineKeeper } from '../quarantine/quarantine-keeper.ts';
import type { ReadModelReconciliator } from '../reconciliation/read-model-reconciliator.ts';
import type { LogReader } from '../repository/event-store.ts';
import { InMemoryLeases } from '../testing/in-memory-leases.ts';
import { InMemoryLogReader } from '../testing/in-memory-log-reader.ts';
import { InMemoryUpkeep } from '../testing/in-memory-upkeep.ts';
import { AuditSweep } from './audit-sweep.ts';
import { PipelineUpkeep } from './pipeline-upkeep.ts';

const log = { info: () => undefined, warn: () => undefined };

let pipeline: CountedPipeline;
let requests: InMemoryUpkeep;
let reconciliator: ReadModelReconciliator;
let stream: string;
let upkeep: PipelineUpkeep | undefined;
beforeEach(async () => {
  pipeline = new CountedPipeline();
  requests = new InMemoryUpkeep();
  stream = await pipeline.count([1, POISON, 2]);
  reconciliator = await pipeline.reconcile({ release: '1' });
  await pipeline.until(stream, (_, isSetAside) => isSetAside);
  pipeline.isPoison = false;
});
afterEach(async () => {
  await upkeep?.stop();
  await pipeline.stop();
});

function start(logReader: LogReader): void {
  const { eventStore, readModel, cloudEventOf } = pipeline;
  const { streams: reconciler } = reconciliator;
  const documentsOf = (of: string) => [{ collection: 'counters', id: of }];
  const keeper = new QuarantineKeeper({
    requests,
    records: readModel,
    statuses: readModel,
    eventStore,
    reconciler,
    skipper: new EventSkipper({ eventStore, readModel, reconciler, cloudEventOf, documentsOf }),
    release: '1',
    recordStreamOf: (of) => `records-${of}`,
    log,
  });
  const audit = new AuditSweep({
    logReader,
    eventStore,
    statuses: readModel,
    states: new InMemoryUpkeep(),
    reconciler,
    deliveries: async () => ({ newestMs: undefined, idleMs: 60_000, openSinceMs: undefined }),
    reopen: async () => undefined,
    log,
    graceMs: 1,
  });
  const leases = new InMemoryLeases();
  upkeep = new PipelineUpkeep({
    keeper,
    audit,
    leases,
    owner: randomUUID(),
    leaseTtlMs: 10_000,
    auditIntervalMs: 1,
    log,
  });
  upkeep.start();
}

const askForRetry = () =>
  requests.ask({
    id: randomUUID(),
    stream,
    action: 'retry',
    revision: 1,
    requestedBy: 'ada',
    requestedAt: new Date().toISOString(),
  });

describe('The upkeep of the pipeline', () => {
  it('lets nobody wait for an audit that goes through a long log', async () => {
    const whole = new InMemoryLogReader(pipeline.eventStore, 'tools_provider');
    const isRead = Promise.withResolvers<void>();
    const isServed = Promise.withResolvers<void>();
    start({
      readForwards: async (range) => {
        isRead.resolve();
        await isServed.promise;
        return await whole.readForwards(range);
      },
      readLastEntry: () => whole.readLastEntry(),
      readLastOfCategory: () => whole.readLastOfCategory(),
    });
    await isRead.promise;
    await askForRetry();
    upkeep?.wake();
    await pipeline.untilProjected([stream], 2);
    isServed.resolve();
    expect(await pipeline.countsOf(stream)).toEqual([1, POISON, 2]);
  });

  it('does what is asked for although the log of what was skipped cannot be written, and audits', async () => {
    const whole = new InMemoryLogReader(pipeline.eventStore, 'tools_provider');
    const isRead = Promise.withResolvers<void>();
    pipeline.readModel.unrecorded = () => Promise.reject(new Error('no'));
    await askForRetry();
    start({
      readForwards: (range) => {
        isRead.resolve();
        return whole.readForwards(range);
      },
      readLastEntry: () => whole.readLastEntry(),
      readLastOfCategory: () => whole.readLastOfCategory(),
    });
    await isRead.promise;
    await pipeline.untilProjected([stream], 2);
  });
});
