import type { Lease } from '../lease/leases.ts';
import type { StoredDocument } from '../read-side/document-queries.ts';
import type { ReadDocument } from '../reconciliation/projection.ts';

/** A derived document to store whole, or (`document` undefined) to delete. */
export interface DerivedWrite {
  readonly collection: string;
  readonly id: string;
  readonly document: ReadDocument | undefined;
  /** The revision of what it is derived from, as the one who derives counts it; ignored when it is deleted. */
  readonly revision: number;
}

/** How far a derived projection is. Times are ISO 8601. */
export interface DerivedProgress {
  /** Everything in the feed up to this number is taken into account. */
  readonly takenUpTo: number;
  /** The generation of the documents that it is derived from. */
  readonly generation: number;
  /** When this was so: also a sign of life of the one who derives. */
  readonly savedAt: string;
  /** Set while everything is derived anew: of how much how much is done. */
  readonly recomputing?: { readonly done: number; readonly total: number };
  /** Why it does not go on, and since when; absent while it does. */
  readonly failure?: { readonly reason: string; readonly since: string };
}

/** Which derived documents are wanted: those with one of the values, in the order of their ids. */
export interface DerivedQuery {
  readonly field: string;
  readonly values: readonly string[];
  readonly after?: string;
  readonly limit: number;
}

/** How often progress is saved, changed or not, in milliseconds. */
export const DERIVED_SAVE_INTERVAL_MS = 1_000;

/** After how long without it nobody derives any more, in milliseconds. */
export const DERIVED_AWAY_AFTER_MS = 5_000;

/**
 * Where documents are kept that are made of other documents, and how far each such projection is. Only the holder of the newest lease can
 * write; who held an older one gets `conflict` (code `lease-lost`), and nothing is stored. Every method throws `unavailable` when the store cannot be reached.
 */
export interface DerivedStore {
  /** Makes the lease the newest one of the projection. Answers how far it is; `undefined` when it is new. */
  claim(projection: string, lease: Lease): Promise<DerivedProgress | undefined>;
  /** Carries out all writes and saves the progress, if there is one, in one transaction. */
  commit(
    projection: string,
    lease: Lease,
    work: { readonly writes?: readonly DerivedWrite[]; readonly progress?: DerivedProgress },
  ): Promise<void>;
  /** A page of a collection's documents. */
  find<Document extends ReadDocument>(
    collection: string,
    query: DerivedQuery,
  ): Promise<readonly StoredDocument<Document>[]>;
  /** How far a projection is; `undefined` when nobody has begun with it. */
  progressOf(projection: string): Promise<DerivedProgress | undefined>;
}
