import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Lease } from '../lease/leases.ts';
import { SINK_AWAY_AFTER_MS, type SinkPositions, type SinkProgress } from '../sink/sink-positions.ts';

/** Positions under test, and how to be done with them. */
export interface OpenedSinkPositions {
  readonly positions: SinkPositions;
  /** Called once after each test. */
  close(): Promise<void>;
}

const SINK = { id: 'a-sink', address: 'https://sink.example' };
const OTHER = { id: 'b-sink', address: 'https://other.example' };
const EARLY = '2026-01-02T03:04:05.000Z';

/** What every implementation of the `SinkPositions` port must do, as tests; `open` opens empty ones for each. */
export function sinkPositionsContract(name: string, open: () => Promise<OpenedSinkPositions>): void {
  describe(name, () => {
    let opened: OpenedSinkPositions;
    beforeEach(async () => {
      opened = await open();
    });
    afterEach(async () => {
      await opened.close();
    });

    const leaseOf = (epoch: number): Lease => ({
      name: 'sink',
      owner: `owner-${epoch}`,
      epoch,
      until: EARLY,
    });
    const upTo = (deliveredUpTo: number, more: Partial<SinkProgress> = {}): SinkProgress => ({
      deliveredUpTo,
      savedAt: new Date().toISOString(),
      ...more,
    });
    const failure = {
      reason: 'answered 500',
      subject: 'a',
      sequence: 8,
      attempts: 3,
      since: EARLY,
      retryAt: EARLY,
    };

    it('has delivered nothing to a sink that is new, and keeps how far each is', async () => {
      expect(await opened.positions.claim(SINK, leaseOf(1))).toBe(0);
      await opened.positions.save(SINK, leaseOf(1), upTo(7));
      expect(await opened.positions.claim(OTHER, leaseOf(1))).toBe(0);
      expect(await opened.positions.claim(SINK, leaseOf(1))).toBe(7);
      expect(await opened.positions.claim(SINK, leaseOf(2))).toBe(7);
    });

    it('takes nothing from a former holder of the lease, nor from one who has claimed nothing', async () => {
      await expect(opened.positions.save(SINK, leaseOf(1), upTo(3))).rejects.toMatchObject({
        kind: 'conflict',
        code: 'lease-lost',
      });
      await opened.positions.claim(SINK, leaseOf(1));
      await opened.positions.save(SINK, leaseOf(1), upTo(3));
      await opened.positions.claim(SINK, leaseOf(2));
      const late = opened.positions.save(SINK, leaseOf(1), upTo(9));
      await expect(late).rejects.toMatchObject({ kind: 'conflict', code: 'lease-lost' });
      await expect(opened.positions.claim(SINK, leaseOf(1))).rejects.toMatchObject({ code: 'lease-lost' });
      expect(await opened.positions.claim(SINK, leaseOf(2))).toBe(3);
    });

    it('lists the sinks that are served with all that was last saved, and none of it from before', async () => {
      expect(await opened.positions.served()).toEqual([]);
      for (const sink of [SINK, OTHER]) await opened.positions.claim(sink, leaseOf(1));
      expect(await opened.positions.served()).toEqual([]);
      const failing = upTo(7, { deliveredAt: EARLY, failure });
      const fine = upTo(0);
      await opened.positions.save(SINK, leaseOf(1), failing);
      await opened.positions.save(OTHER, leaseOf(1), fine);
      expect(await opened.positions.served()).toEqual([
        { ...fine, address: OTHER.address },
        { ...failing, address: SINK.address },
      ]);
      const recovered = upTo(8);
      await opened.positions.save(SINK, leaseOf(1), recovered);
      expect((await opened.positions.served())[1]).toEqual({ ...recovered, address: SINK.address });
    });

    it('lists no sink that nobody has served for too long', async () => {
      const ago = (ms: number) => ({ savedAt: new Date(Date.now() - ms).toISOString() });
      for (const sink of [SINK, OTHER]) await opened.positions.claim(sink, leaseOf(1));
      await opened.positions.save(SINK, leaseOf(1), upTo(7, ago(SINK_AWAY_AFTER_MS + 1)));
      await opened.positions.save(OTHER, leaseOf(1), upTo(3, ago(SINK_AWAY_AFTER_MS / 2)));
      expect((await opened.positions.served()).map(({ address }) => address)).toEqual([OTHER.address]);
    });
  });
}
