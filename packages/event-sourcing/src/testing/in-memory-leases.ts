import type { Lease, Leases } from '../lease/leases.ts';

interface Held {
  readonly owner: string | undefined;
  readonly epoch: number;
  readonly untilMs: number;
}

/** Leases that last as long as the process, with the semantics of the port. */
export class InMemoryLeases implements Leases {
  readonly #held = new Map<string, Held>();

  async acquire(name: string, owner: string, ttlMs: number): Promise<Lease | undefined> {
    const {
      owner: holder,
      epoch,
      untilMs,
    } = this.#held.get(name) ?? { owner: undefined, epoch: 0, untilMs: 0 };
    if (holder === owner) return this.#hold(name, { owner, epoch }, ttlMs);
    return untilMs > Date.now() ? undefined : this.#hold(name, { owner, epoch: epoch + 1 }, ttlMs);
  }

  async renew({ name, owner, epoch }: Lease, ttlMs: number): Promise<Lease | undefined> {
    return this.#isHeld(name, owner, epoch) ? this.#hold(name, { owner, epoch }, ttlMs) : undefined;
  }

  async release({ name, owner, epoch }: Lease): Promise<void> {
    if (this.#isHeld(name, owner, epoch)) this.#held.set(name, { owner: undefined, epoch, untilMs: 0 });
  }

  #isHeld(name: string, owner: string, epoch: number): boolean {
    const held = this.#held.get(name);
    return held?.owner === owner && held.epoch === epoch;
  }

  #hold(name: string, { owner, epoch }: { owner: string; epoch: number }, ttlMs: number): Lease {
    const untilMs = Date.now() + ttlMs;
    this.#held.set(name, { owner, epoch, untilMs });
    return { name, owner, epoch, until: new Date(untilMs).toISOString() };
  }
}
