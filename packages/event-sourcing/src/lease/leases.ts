/** The right to do something that only one process may do at a time. */
export interface Lease {
  readonly name: string;
  readonly owner: string;
  /** Grows each time the lease changes hands: what a former owner writes with an older one is refused. */
  readonly epoch: number;
  /** ISO 8601; after it others may take the lease. */
  readonly until: string;
}

/** Gives out leases. Every method throws `unavailable` when the store cannot be reached. */
export interface Leases {
  /** Takes the lease when it is free, has run out, or is the owner's own already; else `undefined`. A new owner gets a new epoch. */
  acquire(name: string, owner: string, ttlMs: number): Promise<Lease | undefined>;
  /** Prolongs it; `undefined` when it was lost meanwhile. */
  renew(lease: Lease, ttlMs: number): Promise<Lease | undefined>;
  /** Gives it back at once, if it is still held. */
  release(lease: Lease): Promise<void>;
}
