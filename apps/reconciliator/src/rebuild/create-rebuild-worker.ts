import {
  type EventLog,
  type EventStore,
  type Feed,
  type Leases,
  type ProjectionStatusQueries,
  type ReadModelStore,
  type ReadPathContext,
  RebuildEngine,
  type RebuildJobs,
  type RebuildStore,
  RebuildWorker,
  type ReconciliatorLog,
  type Upcasters,
} from '@tools-provider/event-sourcing';
import { type Behavior, type EventMessage, Mediator } from '@tools-provider/mediator';
import {
  collectionSpecs,
  documentsOf,
  entitiesOf,
  madeTogether,
  originOf,
  registerProjections,
} from '@tools-provider/read-model';

/** What rebuilds and verifications are done with. */
export interface RebuildWorkerParts {
  readonly eventLog: EventLog;
  readonly eventStore: EventStore;
  readonly readModel: ReadModelStore & ProjectionStatusQueries;
  readonly feed: Feed;
  readonly store: RebuildStore;
  readonly jobs: RebuildJobs;
  readonly leases: Leases;
  /** The read path of the workers, with its CloudEvents. */
  readonly mediator: Mediator<never, ReadPathContext>;
  readonly upcasters: Upcasters;
  /** Differs from every other worker's. */
  readonly owner: string;
  readonly leaseTtlMs: number;
  readonly log: ReconciliatorLog;
  /** What holds events back from the projections of a rebuild, until that ends by its signal. Production has none of it. */
  readonly heldBy?: ((signal: AbortSignal) => Behavior<EventMessage, ReadPathContext>) | undefined;
}

/** The collections of every projection that ships. */
export const PROJECTIONS: readonly string[] = collectionSpecs.map(({ name }) => name);

/** The worker that rebuilds the projections that ship, and compares their documents with their streams. */
export function createRebuildWorker({
  jobs,
  leases,
  owner,
  leaseTtlMs,
  heldBy,
  ...parts
}: RebuildWorkerParts) {
  const { readModel, store, log } = parts;
  const engine = new RebuildEngine({
    ...parts,
    projections: PROJECTIONS,
    statuses: readModel,
    origins: { documentsOf, entitiesOf, madeTogether, streamOf: originOf },
    mediatorFor: (projections, signal) => {
      const event = heldBy === undefined ? [] : [heldBy(signal)];
      const mediator = new Mediator<never, ReadPathContext>({ event });
      registerProjections(mediator, projections);
      return mediator;
    },
  });
  return new RebuildWorker({ jobs, engine, store, leases, owner, leaseTtlMs, log });
}
