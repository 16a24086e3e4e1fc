import { PIPELINE_RECORDS, parseStreamName } from '@tools-provider/domain';
import {
  type AuditStates,
  AuditSweep,
  type CloudEventJson,
  EventSkipper,
  type EventStore,
  type Leases,
  type LogReader,
  PipelineUpkeep,
  type ProjectionStatusQueries,
  QuarantineKeeper,
  type QuarantineRequests,
  type ReadModelReconciliator,
  type ReadModelStore,
  type ReconciliatorLog,
  type RecordedEvent,
  type SkipRecords,
  type Upcasters,
  type WorkerRegistry,
} from '@tools-provider/event-sourcing';
import { documentsOf } from '@tools-provider/read-model';
import { deliveriesOf } from './deliveries-seen.ts';

/** What the upkeep of the pipeline works with. */
export interface UpkeepParts {
  readonly reconciliator: ReadModelReconciliator;
  readonly eventStore: EventStore;
  readonly logReader: LogReader;
  readonly readModel: ReadModelStore & ProjectionStatusQueries;
  readonly quarantine: QuarantineRequests & SkipRecords;
  readonly audits: AuditStates;
  readonly leases: Leases;
  readonly workers: WorkerRegistry;
  readonly cloudEventOf: (event: RecordedEvent) => CloudEventJson;
  readonly upcasters: Upcasters;
  /** Differs from every other worker's. */
  readonly owner: string;
  readonly release: string;
  readonly leaseTtlMs: number;
  readonly auditIntervalMs: number;
  readonly auditGraceMs: number;
  readonly log: ReconciliatorLog;
  /** Is told how many events an audit has applied. */
  readonly onRepaired?: (events: number) => void;
}

/** The one worker's work beside projecting: requests for aggregates that are set aside, and the audit. */
export function createUpkeep(parts: UpkeepParts): PipelineUpkeep {
  const { reconciliator, eventStore, logReader, readModel, quarantine, workers, log, owner } = parts;
  const { streams: reconciler } = reconciliator;
  const keeper = new QuarantineKeeper({
    requests: quarantine,
    records: quarantine,
    statuses: readModel,
    eventStore,
    reconciler,
    skipper: new EventSkipper({
      eventStore,
      readModel,
      reconciler,
      cloudEventOf: parts.cloudEventOf,
      upcasters: parts.upcasters,
      documentsOf,
    }),
    release: parts.release,
    recordStreamOf,
    log,
  });
  const audit = new AuditSweep({
    logReader,
    eventStore,
    statuses: readModel,
    states: parts.audits,
    reconciler,
    deliveries: () => deliveriesOf(reconciliator.deliveries, workers, owner),
    reopen: (reason) => reconciliator.reopen(reason),
    log,
    graceMs: parts.auditGraceMs,
    ...(parts.onRepaired === undefined ? {} : { onRepaired: parts.onRepaired }),
  });
  const { leases, leaseTtlMs, auditIntervalMs } = parts;
  return new PipelineUpkeep({ keeper, audit, leases, owner, leaseTtlMs, auditIntervalMs, log });
}

/** Its category is another one than the aggregates' own, so what is recorded there is never projected. */
function recordStreamOf(stream: string): string {
  const ref = parseStreamName(stream);
  return `${PIPELINE_RECORDS}-${ref === undefined ? stream : `${ref.aggregate}-${ref.id}`}`;
}
