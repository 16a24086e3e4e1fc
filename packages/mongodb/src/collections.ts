import type {
  OutboxMessage,
  ProjectionFailure,
  RememberedCommand,
  SagaInstance,
} from '@tools-provider/event-sourcing';
import type { Collection, Db } from 'mongodb';

/** A projected document: its fields, and what the projection knows of it. */
export interface ProjectedRow {
  readonly _id: string;
  readonly revision: number;
  readonly projectedAt: string;
  readonly [field: string]: unknown;
}

/** How far one stream is projected; `_id` is the stream's name. */
export interface StatusRow {
  readonly _id: string;
  readonly projected: number;
  readonly emitted: number;
  readonly lastEventId?: string;
  readonly projectedAt: string;
  readonly failure?: ProjectionFailure;
}

/** A CloudEvent of the feed; `_id` is its id. */
export interface FeedRow {
  readonly _id: string;
  readonly sequence: number;
  readonly type: string;
  readonly subject: string;
  readonly stream: string;
  readonly revision: number;
  readonly event: Record<string, unknown>;
  /** Set when no projection stored it: an event of an aggregate that is stored as its state. */
  readonly isFromOutbox?: true;
}

/** Aggregates that were set aside, for the record and as a signal. */
export interface QuarantineRow {
  readonly stream: string;
  readonly revision: number;
  readonly failure: ProjectionFailure;
}

/** The feed's counter: the last number given. Every transaction of the read path claims it first. */
export interface CounterRow {
  readonly _id: 'feed';
  readonly sequence: number;
}

/** A worker's last sign of life; `_id` is the worker's id. */
export interface WorkerRow {
  readonly _id: string;
  readonly startedAt: string;
  readonly heartbeatAt: string;
  readonly ordering: 'per-stream' | 'none';
  readonly projectedEvents: number;
}

/** An aggregate that is stored as its state. The state is a field of its own, so that none of its fields can be taken for another of these. */
export interface StateRow {
  readonly _id: string;
  readonly revision: number;
  readonly state: unknown;
  readonly commands: readonly RememberedCommand[];
}

/** An event that waits to be published, or was; `_id` is its id. */
export type OutboxRow = Omit<OutboxMessage, 'id'> & { readonly _id: string };

/** Who may do what only one may; `_id` is the lease's name. It stays when it is given back, and keeps its epoch. */
export interface LeaseRow {
  readonly _id: string;
  readonly owner: string | null;
  readonly epoch: number;
  readonly until: Date;
}

/** How far a saga has read the feed; `_id` is its name. `epoch` is that of the newest lease, `writes` makes every save a change of the row. */
export interface SagaPositionRow {
  readonly _id: string;
  readonly cursor: number;
  readonly epoch: number;
  readonly writes: number;
}

/** An instance of a saga, beside what it is found by; `_id` is the saga's name, a slash, and the instance's id. */
export interface SagaInstanceRow {
  readonly _id: string;
  readonly saga: string;
  /** Neither done nor set aside. */
  readonly isLive: boolean;
  readonly isSetAside: boolean;
  readonly hasUnsent: boolean;
  /** Of the live ones only. */
  readonly nextDueAt: string | null;
  readonly instance: SagaInstance;
}

/** The names of the collections that are not projections. */
export const FEED = 'cloudevents';
export const QUARANTINE_LOG = 'quarantine-log';
const STATUS = 'projection-status';
const COUNTERS = 'counters';
const WORKERS = 'workers';
const OUTBOX = 'outbox';
const LEASES = 'leases';
const SAGA_POSITIONS = 'saga-positions';
const SAGA_INSTANCES = 'saga-instances';

/** The collections of the product's database, typed. */
export class Collections {
  readonly db: Db;
  readonly statuses: Collection<StatusRow>;
  readonly feed: Collection<FeedRow>;
  readonly quarantineLog: Collection<QuarantineRow>;
  readonly counters: Collection<CounterRow>;
  readonly workers: Collection<WorkerRow>;
  readonly outbox: Collection<OutboxRow>;
  readonly leases: Collection<LeaseRow>;
  readonly sagaPositions: Collection<SagaPositionRow>;
  readonly sagaInstances: Collection<SagaInstanceRow>;

  constructor(db: Db) {
    this.db = db;
    this.statuses = db.collection(STATUS);
    this.feed = db.collection(FEED);
    this.quarantineLog = db.collection(QUARANTINE_LOG);
    this.counters = db.collection(COUNTERS);
    this.workers = db.collection(WORKERS);
    this.outbox = db.collection(OUTBOX);
    this.leases = db.collection(LEASES);
    this.sagaPositions = db.collection(SAGA_POSITIONS);
    this.sagaInstances = db.collection(SAGA_INSTANCES);
  }

  /** The collection of one projection. */
  documents(name: string): Collection<ProjectedRow> {
    return this.db.collection(name);
  }

  /** The collection of one type of state-stored aggregates. */
  states(name: string): Collection<StateRow> {
    return this.db.collection(name);
  }
}
