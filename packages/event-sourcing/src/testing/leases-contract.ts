import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Lease, Leases } from '../lease/leases.ts';

/** Leases under test, and how to be done with them. */
export interface OpenedLeases {
  readonly leases: Leases;
  /** Called once, after the last test. */
  close(): Promise<void>;
}

const LONG_MS = 60_000;

/** What every implementation of the `Leases` port must do, as tests; each test uses a lease of its own. A lease for 0 ms has run out at once. */
export function leasesContract(name: string, open: () => Promise<OpenedLeases>): void {
  describe(name, () => {
    let opened: OpenedLeases;
    beforeAll(async () => {
      opened = await open();
    });
    afterAll(async () => {
      await opened.close();
    });

    const acquire = (lease: string, owner: string, ttlMs = LONG_MS) =>
      opened.leases.acquire(lease, owner, ttlMs);

    it('gives a lease to one of several who ask at once', async () => {
      const lease = randomUUID();
      const asked = await Promise.all(Array.from({ length: 8 }, (_, n) => acquire(lease, `owner-${n}`)));
      const given = asked.filter((each) => each !== undefined);
      expect(given).toHaveLength(1);
      expect(given[0]).toMatchObject({ name: lease, epoch: 1 });
      const leftMs = Date.parse(given[0]?.until ?? '') - Date.now();
      expect(leftMs).toBeGreaterThan(LONG_MS / 2);
      expect(leftMs).toBeLessThanOrEqual(LONG_MS * 1.5);
    });

    it('gives the owner its own again, with the same epoch', async () => {
      const lease = randomUUID();
      const first = await acquire(lease, 'one');
      expect(await acquire(lease, 'one')).toMatchObject({ owner: 'one', epoch: first?.epoch });
      expect(await acquire(lease, 'other')).toBeUndefined();
    });

    it('lets another owner take what has run out, with a new epoch, and the former one renew no more', async () => {
      const lease = randomUUID();
      const lost = (await acquire(lease, 'slow', 0)) as Lease;
      expect(await acquire(lease, 'next')).toMatchObject({ owner: 'next', epoch: lost.epoch + 1 });
      expect(await opened.leases.renew(lost, LONG_MS)).toBeUndefined();
      await opened.leases.release(lost);
      expect(await acquire(lease, 'third')).toBeUndefined();
    });

    it('does not take a lease for that of a former life of its owner', async () => {
      const lease = randomUUID();
      const former = (await acquire(lease, 'one', 0)) as Lease;
      await acquire(lease, 'other', 0);
      expect(await acquire(lease, 'one')).toMatchObject({ epoch: former.epoch + 2 });
      expect(await opened.leases.renew(former, LONG_MS)).toBeUndefined();
      await opened.leases.release(former);
      expect(await acquire(lease, 'other')).toBeUndefined();
    });

    it('prolongs a lease that nobody has taken meanwhile', async () => {
      const lease = randomUUID();
      const short = (await acquire(lease, 'one', 0)) as Lease;
      const renewed = (await opened.leases.renew(short, LONG_MS)) as Lease;
      expect(renewed).toMatchObject({ name: lease, owner: 'one', epoch: short.epoch });
      expect(Date.parse(renewed.until)).toBeGreaterThan(Date.parse(short.until));
      expect(await acquire(lease, 'other')).toBeUndefined();
    });

    it('is free at once when it is given back, and its next owner has a new epoch', async () => {
      const lease = randomUUID();
      const first = (await acquire(lease, 'one')) as Lease;
      await opened.leases.release(first);
      expect(await opened.leases.renew(first, LONG_MS)).toBeUndefined();
      expect(await acquire(lease, 'other')).toMatchObject({ owner: 'other', epoch: first.epoch + 1 });
    });
  });
}
