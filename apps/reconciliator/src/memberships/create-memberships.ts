import {
  DerivedProjection,
  type DerivedStore,
  type DocumentScan,
  type Feed,
  type Leases,
  type ReconciliatorLog,
} from '@tools-provider/event-sourcing';
import { MEMBERSHIPS_PROJECTION, MembershipKeeper } from '@tools-provider/read-model';
import { TYPE_PREFIX } from '../cloud-event.ts';

/** What the memberships of groups are kept with. */
export interface MembershipParts {
  readonly scan: DocumentScan;
  readonly store: DerivedStore;
  readonly feed: Feed;
  readonly leases: Leases;
  /** Differs from every other worker's. */
  readonly owner: string;
  readonly leaseTtlMs: number;
  readonly log: ReconciliatorLog;
}

/** The one worker's work on which tools each group has, and why. */
export function createMemberships(parts: MembershipParts): DerivedProjection {
  const { scan, store } = parts;
  return new DerivedProjection({
    ...parts,
    name: MEMBERSHIPS_PROJECTION,
    derivation: () => new MembershipKeeper({ scan, store, typePrefix: TYPE_PREFIX }),
  });
}
