import type { Leases } from '../lease/leases.ts';
import type { Feed } from '../read-side/feed.ts';
import type { ReconciliatorLog } from '../reconciliation/pipeline-observer.ts';
import type { Derivation } from './derivation.ts';
import type { DerivedStore } from './derived-store.ts';
import type { DocumentScan } from './document-scan.ts';

/** What a `DerivedProjection` is made of. Times in milliseconds. */
export interface DerivedProjectionOptions {
  /** Names it: its lease and its progress. */
  readonly name: string;
  /** Makes what derives, anew for each time that the lease is held. */
  readonly derivation: () => Derivation;
  readonly store: DerivedStore;
  readonly scan: Pick<DocumentScan, 'currentGeneration'>;
  readonly feed: Feed;
  readonly leases: Leases;
  /** Differs from every other worker's, also from that of an earlier life of the same process. */
  readonly owner: string;
  readonly log: ReconciliatorLog;
  /** How many events are followed at a time; default 200. */
  readonly page?: number;
  /** How often it looks by itself; default 500 ms. */
  readonly pollMs?: number;
  /** How often everything is derived anew although nothing asks for it; default 10 minutes. */
  readonly sweepMs?: number;
  /** For how long the lease is taken at a time; default 5 s. */
  readonly leaseTtlMs?: number;
}
