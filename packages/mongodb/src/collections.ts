import type { ProjectionFailure } from '@tools-provider/event-sourcing';
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

/** The names of the collections that are not projections. */
export const FEED = 'cloudevents';
export const QUARANTINE_LOG = 'quarantine-log';
const STATUS = 'projection-status';
const COUNTERS = 'counters';
const WORKERS = 'workers';

/** The collections of the read model's database, typed. */
export class Collections {
  readonly db: Db;
  readonly statuses: Collection<StatusRow>;
  readonly feed: Collection<FeedRow>;
  readonly quarantineLog: Collection<QuarantineRow>;
  readonly counters: Collection<CounterRow>;
  readonly workers: Collection<WorkerRow>;

  constructor(db: Db) {
    this.db = db;
    this.statuses = db.collection(STATUS);
    this.feed = db.collection(FEED);
    this.quarantineLog = db.collection(QUARANTINE_LOG);
    this.counters = db.collection(COUNTERS);
    this.workers = db.collection(WORKERS);
  }

  /** The collection of one projection. */
  documents(name: string): Collection<ProjectedRow> {
    return this.db.collection(name);
  }
}
