import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  WORKER_AWAY_AFTER_MS,
  type WorkerHeartbeat,
  type WorkerRegistry,
} from '../read-side/worker-registry.ts';

/** A registry under test, and how to be done with it. */
export interface OpenedWorkerRegistry {
  readonly workers: WorkerRegistry;
  /** Called once after each test. */
  close(): Promise<void>;
}

/** What every implementation of the `WorkerRegistry` port must do, as tests; `open` opens an empty one for each. */
export function workerRegistryContract(name: string, open: () => Promise<OpenedWorkerRegistry>): void {
  describe(name, () => {
    let opened: OpenedWorkerRegistry;
    beforeEach(async () => {
      opened = await open();
    });
    afterEach(async () => {
      await opened.close();
    });

    const sign = (id: string, projectedEvents = 0, agoMs = 0): WorkerHeartbeat => ({
      id,
      startedAt: '2026-01-02T03:04:05.678Z',
      heartbeatAt: new Date(Date.now() - agoMs).toISOString(),
      ordering: 'per-stream',
      projectedEvents,
      deliveredUpTo: '2026-01-02T03:04:06.000Z',
      idleSince: '2026-01-02T03:04:07.000Z',
      release: '1',
      counts: {
        batches: 1,
        storedEvents: 2,
        retries: 3,
        redeliveries: 4,
        conflicts: 5,
        setAside: 6,
        auditRepairs: 7,
      },
      obeyedSwitches: 8,
    });

    it('lists each worker once, as its last sign of life was', async () => {
      expect(await opened.workers.list()).toEqual([]);
      const [first, other, last] = [sign('a'), sign('b', 7), sign('a', 3)];
      for (const each of [first, other, last]) await opened.workers.beat(each);
      expect(await opened.workers.list()).toEqual([last, other]);
    });

    it('lists no worker that was silent for too long, until it gives a sign again', async () => {
      await opened.workers.beat(sign('a', 0, WORKER_AWAY_AFTER_MS + 1));
      await opened.workers.beat(sign('b', 0, WORKER_AWAY_AFTER_MS / 2));
      expect((await opened.workers.list()).map(({ id }) => id)).toEqual(['b']);
      await opened.workers.beat(sign('a'));
      expect((await opened.workers.list()).map(({ id }) => id)).toEqual(['a', 'b']);
    });

    it('forgets a worker that says goodbye', async () => {
      await opened.workers.beat(sign('a'));
      await opened.workers.beat(sign('b'));
      await opened.workers.leave('a');
      await opened.workers.leave('nobody');
      expect((await opened.workers.list()).map(({ id }) => id)).toEqual(['b']);
    });
  });
}
