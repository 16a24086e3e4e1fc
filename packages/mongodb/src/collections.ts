import type {
  AuditState,
  BulkItem,
  BulkJob,
  DerivedProgress,
  EventTrace,
  OutboxMessage,
  ProjectionFailure,
  QuarantineRequest,
  RebuildJob,
  RememberedCommand,
  SagaInstance,
  SinkProgress,
  SkippedEvent,
  SkipRecord,
  WorkerCounts,
  WorkerSwitch,
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
  readonly skipped?: readonly SkippedEvent[];
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

/** That an event was left out of the documents; `_id` is the record's id. */
export interface SkipRow extends Omit<SkipRecord, 'id'> {
  readonly _id: string;
  readonly isRecorded: boolean;
}

/** A wish for an aggregate that is set aside; `_id` is its id. */
export type QuarantineRequestRow = Omit<QuarantineRequest, 'id'> & { readonly _id: string };

/** What the upkeep of the pipeline remembers; `_id` says of what. */
export type UpkeepRow = AuditState & { readonly _id: string };

/** The feed's counter: the last number given, and which documents are shown. Every transaction of the read path claims it first. */
export interface CounterRow extends GenerationFacts {
  readonly _id: 'feed';
  readonly sequence: number;
  /** Counts the claims, so that each is a change, also one that takes no number. */
  readonly claims?: number;
  /** The last generation that a rebuild has begun, shown or not: no two have the same number. */
  readonly lastGeneration?: number;
  /** Set while a rebuild runs: each commit then notes its streams in the collection of what was touched. */
  readonly rebuilding?: { readonly generation: number };
}

/** Which documents are shown. */
export interface GenerationFacts {
  /** Absent: 0, from before the first rebuild. */
  readonly generation?: number;
  /** The collection that holds the documents of each projection; one that is not named lies in the collection of its own name. */
  readonly collections?: Readonly<Record<string, string>>;
}

/** A generation that was made the one that is shown, for the record and as a signal; `_id` is its number. */
export interface GenerationRow {
  readonly _id: number;
  readonly collections: Readonly<Record<string, string>>;
  readonly swappedAt: string;
}

/** A rebuild or a verification; `_id` is its id. `isActive` until it is over, and then not there. */
export type RebuildRow = Omit<RebuildJob, 'id'> & { readonly _id: string; readonly isActive?: true };

/** A bulk job; `_id` is its id. `isOpen` until it is over, and then not there. */
export type BulkJobRow = Omit<BulkJob, 'id'> & { readonly _id: string; readonly isOpen?: true };

/** An item of a bulk job; `_id` is the job's id, a slash, and the item's place. */
export type BulkItemRow = BulkItem & { readonly _id: string; readonly job: string };

/** A stream that was projected while a rebuild ran, and how far; `_id` is its name, `generation` what was made then. */
export interface TouchedRow {
  readonly _id: string;
  readonly projected: number;
  readonly generation: number;
}

/** A worker's last sign of life; `_id` is the worker's id. */
export interface WorkerRow {
  readonly _id: string;
  readonly startedAt: string;
  readonly heartbeatAt: string;
  readonly ordering: 'per-stream' | 'none';
  readonly projectedEvents: number;
  readonly deliveredUpTo?: string;
  readonly idleSince?: string;
  readonly release?: string;
  readonly counts?: WorkerCounts;
  readonly obeyedSwitches?: number;
}

/** The switches that are set for all workers; there is one row at most. */
export interface SwitchBoardRow {
  readonly _id: 'board';
  readonly version: number;
  readonly switches: readonly WorkerSwitch[];
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

/** How far the feed is delivered to a sink; `_id` is the sink's id, `epoch` that of the newest lease. */
export interface SinkPositionRow {
  readonly _id: string;
  readonly address: string;
  readonly epoch: number;
  /** Left out until something is saved. */
  readonly progress?: SinkProgress;
}

/** How far a derived projection is; `_id` is its name, `epoch` that of the newest lease, `writes` makes every write a change of the row. */
export interface DerivedPositionRow {
  readonly _id: string;
  readonly epoch: number;
  readonly writes?: number;
  /** Left out until something is saved. */
  readonly progress?: DerivedProgress;
}

/** When the newest events of a stream passed the pipeline, oldest first; `_id` is the stream's name. */
export interface TraceRow {
  readonly _id: string;
  readonly traces: readonly EventTrace[];
}

/** When something was last used; `_id` is its id. */
export interface LastUseRow {
  readonly _id: string;
  readonly usedAt: string;
}

/** The names of the collections that are not projections. */
export const FEED = 'cloudevents';
export const QUARANTINE_LOG = 'quarantine-log';
export const GENERATIONS = 'generations';
export const REBUILD_TOUCHED = 'rebuild-touched';
export const REBUILDS = 'rebuilds';
export const BULK_JOBS = 'bulk-jobs';
export const BULK_ITEMS = 'bulk-items';
export const SKIPS = 'skipped-events';
export const QUARANTINE_REQUESTS = 'quarantine-requests';
export const UPKEEP = 'pipeline-upkeep';
const STATUS = 'projection-status';
const COUNTERS = 'counters';
const WORKERS = 'workers';
const OUTBOX = 'outbox';
const LEASES = 'leases';
const SAGA_POSITIONS = 'saga-positions';
const SAGA_INSTANCES = 'saga-instances';
const SINK_POSITIONS = 'sink-positions';
const DERIVED_POSITIONS = 'derived-positions';
export const LAST_USES = 'last-uses';
export const TRACES = 'pipeline-traces';
export const SWITCHES = 'worker-switches';

/** The collections of the product's database, typed. */
export class Collections {
  readonly db: Db;
  readonly statuses: Collection<StatusRow>;
  readonly feed: Collection<FeedRow>;
  readonly quarantineLog: Collection<QuarantineRow>;
  readonly skips: Collection<SkipRow>;
  readonly quarantineRequests: Collection<QuarantineRequestRow>;
  readonly upkeep: Collection<UpkeepRow>;
  readonly counters: Collection<CounterRow>;
  readonly generations: Collection<GenerationRow>;
  readonly rebuildTouched: Collection<TouchedRow>;
  readonly rebuilds: Collection<RebuildRow>;
  readonly bulkJobs: Collection<BulkJobRow>;
  readonly bulkItems: Collection<BulkItemRow>;
  readonly workers: Collection<WorkerRow>;
  readonly outbox: Collection<OutboxRow>;
  readonly leases: Collection<LeaseRow>;
  readonly sagaPositions: Collection<SagaPositionRow>;
  readonly sagaInstances: Collection<SagaInstanceRow>;
  readonly sinkPositions: Collection<SinkPositionRow>;
  readonly derivedPositions: Collection<DerivedPositionRow>;
  readonly traces: Collection<TraceRow>;
  readonly lastUses: Collection<LastUseRow>;
  readonly switches: Collection<SwitchBoardRow>;

  constructor(db: Db) {
    this.db = db;
    this.statuses = db.collection(STATUS);
    this.feed = db.collection(FEED);
    this.quarantineLog = db.collection(QUARANTINE_LOG);
    this.skips = db.collection(SKIPS);
    this.quarantineRequests = db.collection(QUARANTINE_REQUESTS);
    this.upkeep = db.collection(UPKEEP);
    this.counters = db.collection(COUNTERS);
    this.generations = db.collection(GENERATIONS);
    this.rebuildTouched = db.collection(REBUILD_TOUCHED);
    this.rebuilds = db.collection(REBUILDS);
    this.bulkJobs = db.collection(BULK_JOBS);
    this.bulkItems = db.collection(BULK_ITEMS);
    this.workers = db.collection(WORKERS);
    this.outbox = db.collection(OUTBOX);
    this.leases = db.collection(LEASES);
    this.sagaPositions = db.collection(SAGA_POSITIONS);
    this.sagaInstances = db.collection(SAGA_INSTANCES);
    this.sinkPositions = db.collection(SINK_POSITIONS);
    this.derivedPositions = db.collection(DERIVED_POSITIONS);
    this.traces = db.collection(TRACES);
    this.lastUses = db.collection(LAST_USES);
    this.switches = db.collection(SWITCHES);
  }

  /** A collection of documents, by the name that it has in the database; {@link Generations} knows it. */
  documents(name: string): Collection<ProjectedRow> {
    return this.db.collection(name);
  }

  /** The collection of one type of state-stored aggregates. */
  states(name: string): Collection<StateRow> {
    return this.db.collection(name);
  }
}
