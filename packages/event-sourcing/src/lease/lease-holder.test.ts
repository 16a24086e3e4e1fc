import { once } from 'node:events';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { InMemoryLeases } from '../testing/in-memory-leases.ts';
import { Journal } from '../testing/journal.ts';
import { LeaseHolder } from './lease-holder.ts';
import type { Lease } from './leases.ts';

const NAME = 'test';
const log = { info: () => undefined, warn: () => undefined };

/** Leases that note what is asked of them, and can say that a lease is lost. */
class WatchedLeases extends InMemoryLeases {
  readonly asked = new Journal();
  isLost = false;

  override async renew(lease: Lease, ttlMs: number): Promise<Lease | undefined> {
    const renewed = this.isLost ? undefined : await super.renew(lease, ttlMs);
    // Whoever waits for the answer has it before the event loop's next turn.
    setImmediate(() => this.asked.note(`renewed ${lease.epoch}`));
    return renewed;
  }

  override async release(lease: Lease): Promise<void> {
    this.asked.note(`released ${lease.epoch}`);
    await super.release(lease);
  }
}

let leases: WatchedLeases;
let holder: LeaseHolder;
beforeEach(() => {
  leases = new WatchedLeases();
});
afterEach(() => holder.stop());

/** Takes the lease and holds it until it is lost or to be given back; resolves when it is held. */
function hold(ttlMs: number): Promise<{ readonly lease: Lease; readonly signal: AbortSignal }> {
  const held = Promise.withResolvers<{ readonly lease: Lease; readonly signal: AbortSignal }>();
  holder = new LeaseHolder({ leases, name: NAME, owner: 'one', ttlMs, log });
  holder.start(async (lease, signal) => {
    held.resolve({ lease, signal });
    if (!signal.aborted) await once(signal, 'abort');
  });
  return held.promise;
}

describe('A lease that is held', () => {
  it('is lost at once when the store says so, long before it runs out', async () => {
    const { signal } = await hold(3_000);
    leases.isLost = true;
    signal.addEventListener('abort', () => leases.asked.note('lost'));
    await leases.asked.until(({ length }) => length === 2);
    expect(leases.asked.entries).toEqual(['lost', 'renewed 1']);
  });

  it('is held for as long as it is renewed, and so long nobody else can take it', async () => {
    const { lease, signal } = await hold(90);
    await leases.asked.until(({ length }) => length === 8);
    expect(signal.aborted).toBe(false);
    expect(await leases.acquire(NAME, 'other', 90)).toBeUndefined();
    expect(await leases.renew(lease, 90)).toBeDefined();
  });

  it('is renewed and given back under the epoch that it was taken with', async () => {
    await leases.acquire(NAME, 'former', 0);
    const { lease } = await hold(90);
    expect(lease.epoch).toBe(2);
    await leases.asked.until(({ length }) => length === 2);
    await holder.stop();
    expect(leases.asked.entries.slice(0, 2)).toEqual(['renewed 2', 'renewed 2']);
    expect(leases.asked.entries.at(-1)).toBe('released 2');
    expect(await leases.acquire(NAME, 'next', 90)).toMatchObject({ epoch: 3 });
  });
});
