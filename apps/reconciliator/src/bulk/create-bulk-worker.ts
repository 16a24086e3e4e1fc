import { bulkCommands, createWriteSide } from '@tools-provider/application';
import {
  AppendWitness,
  type BulkJobs,
  type BulkObserver,
  type BulkOutcome,
  BulkWorker,
  type EventStore,
  type Leases,
  type ReconciliatorLog,
  type StateStore,
} from '@tools-provider/event-sourcing';

/** What bulk jobs are worked off with. */
export interface BulkWorkerParts {
  readonly jobs: BulkJobs;
  readonly eventStore: EventStore;
  readonly stateStore: StateStore;
  readonly leases: Leases;
  /** Differs from every other worker's. */
  readonly owner: string;
  readonly leaseTtlMs: number;
  readonly log: ReconciliatorLog;
  readonly observer?: BulkObserver;
  readonly onResult?: (outcome: BulkOutcome) => void;
}

/** The worker that carries out what was asked for many at once, with the use cases that ship. */
export function createBulkWorker({ eventStore, stateStore, ...parts }: BulkWorkerParts): BulkWorker {
  const witness = new AppendWitness();
  const mediator = createWriteSide({ eventStore: witness.around(eventStore), stateStore });
  return new BulkWorker({ ...parts, mediator, witness, commands: bulkCommands });
}
