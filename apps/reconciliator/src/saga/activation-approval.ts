import { activationApproval, activationApprovalActor, createWriteSide } from '@tools-provider/application';
import { taskType, toolGroupType, upcasters } from '@tools-provider/domain';
import {
  type EventStore,
  type Feed,
  type Leases,
  type ReconciliatorLog,
  type SagaObserver,
  SagaRunner,
  type SagaStore,
  type StateStore,
  Upcasters,
} from '@tools-provider/event-sourcing';
import { TYPE_PREFIX } from '../cloud-event.ts';

/** What the approval of activations runs with. */
export interface ActivationApprovalParts {
  readonly eventStore: EventStore;
  readonly stateStore: StateStore;
  readonly sagas: SagaStore;
  readonly feed: Feed;
  readonly leases: Leases;
  /** Differs from every other worker's. */
  readonly owner: string;
  /** How long after a request its task is due, in milliseconds. */
  readonly deadlineMs: number;
  readonly leaseTtlMs: number;
  readonly log: ReconciliatorLog;
  readonly observer?: SagaObserver;
}

/** The runner of the saga that opens a task for each request for an activation, and does what the task decides. */
export function createActivationApproval({
  eventStore,
  stateStore,
  sagas,
  deadlineMs,
  ...parts
}: ActivationApprovalParts): SagaRunner {
  return new SagaRunner({
    ...parts,
    saga: activationApproval({ deadlineMs }),
    store: sagas,
    mediator: createWriteSide({ eventStore, stateStore }),
    actor: activationApprovalActor,
    typePrefix: TYPE_PREFIX,
    knownEventTypes: [...toolGroupType.eventTypes, ...taskType.eventTypes],
    upcasters: new Upcasters(upcasters),
  });
}
