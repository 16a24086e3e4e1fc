import type { Pipeline } from '@tools-provider/contracts';
import type {
  AuditState,
  AuditStates,
  DerivedProgress,
  DerivedStore,
  FailureCode,
  Feed,
  OutboxStore,
  ProjectionStatusQueries,
  SagaStore,
  SinkPositions,
  SinkState,
  WorkerHeartbeat,
  WorkerRegistry,
  WorkerSwitch,
  WorkerSwitches,
} from '@tools-provider/event-sourcing';
import { MEMBERSHIPS_PROJECTION } from '@tools-provider/read-model';
import { effectOf } from '../worker-switch/effect-of.ts';
import type { Backlog } from './head-register.ts';
import { membershipsOf } from './membership-changes.ts';
import { Throughput } from './throughput.ts';

/** What the read model says of the workers. */
interface WorkersSeen {
  readonly workers: readonly WorkerHeartbeat[];
  readonly quarantined: ReadonlyMap<FailureCode, number>;
  readonly outboxWaiting: number;
  readonly sink: SinkState | undefined;
  readonly feedHead: number;
  readonly audit: AuditState | undefined;
  readonly memberships: DerivedProgress | undefined;
  readonly sagaCursors: readonly (readonly [string, number])[];
  readonly switches: readonly WorkerSwitch[] | undefined;
}

/** Where the watch looks. */
export interface PipelineSources {
  readonly workers: WorkerRegistry;
  readonly statuses: ProjectionStatusQueries;
  readonly outbox: Pick<OutboxStore, 'countUndelivered'>;
  readonly sinks: Pick<SinkPositions, 'served'>;
  readonly feed: Pick<Feed, 'head'>;
  readonly audits: Pick<AuditStates, 'load'>;
  readonly derived: Pick<DerivedStore, 'progressOf'>;
  /** Only where there are any: in development. */
  readonly switches: Pick<WorkerSwitches, 'read'> | undefined;
  readonly sagas: Pick<SagaStore, 'cursorOf'>;
  /** The sagas there are. */
  readonly sagaNames: readonly string[];
}

/** Looks at the workers and puts together how the pipeline is. */
export class PipelineWatch {
  readonly #sources: PipelineSources;
  readonly #throughput = new Throughput();
  #seen: WorkersSeen | undefined;
  #told = '';

  constructor(sources: PipelineSources) {
    this.#sources = sources;
  }

  /** Looks once. A read model that cannot be asked makes the workers `unknown`; that is no failure here. */
  async look(): Promise<void> {
    try {
      const {
        workers: registry,
        statuses,
        outbox,
        sinks,
        feed,
        audits,
        derived,
        sagas,
        sagaNames,
        switches,
      } = this.#sources;
      const [workers, quarantined, outboxWaiting, [sink], feedHead, audit, memberships, cursors, board] =
        await Promise.all([
          registry.list(),
          statuses.countFailures(),
          outbox.countUndelivered(),
          sinks.served(),
          feed.head(),
          audits.load(),
          derived.progressOf(MEMBERSHIPS_PROJECTION),
          Promise.all(sagaNames.map(async (name) => [name, await sagas.cursorOf(name)] as const)),
          switches?.read(),
        ]);
      this.#seen = {
        workers,
        quarantined,
        outboxWaiting,
        sink,
        feedHead,
        audit,
        memberships,
        sagaCursors: cursors,
        switches: board?.switches,
      };
      this.#throughput.note(
        new Map(workers.map(({ id, projectedEvents }) => [id, projectedEvents])),
        Date.now(),
      );
    } catch {
      this.#throughput.reset();
      this.#seen = undefined;
    }
  }

  /** How the pipeline is, by the last look; `backlog` is undefined while the log cannot be watched. */
  snapshot(backlog: Backlog | undefined, nowMs: number): Pipeline {
    return {
      at: new Date(nowMs).toISOString(),
      worker: this.#seen === undefined ? 'unknown' : this.#seen.workers.length === 0 ? 'away' : 'running',
      lagAggregates: backlog?.aggregates ?? null,
      lagEvents: backlog?.events ?? null,
      lagMs: backlog === undefined ? null : Math.max(0, Math.round(nowMs - (backlog.oldestMs ?? nowMs))),
      quarantined: this.#seen === undefined ? null : sumOf(this.#seen.quarantined),
      quarantinedByReason: this.#seen === undefined ? null : Object.fromEntries(this.#seen.quarantined),
      outboxWaiting: this.#seen?.outboxWaiting ?? null,
      sink: this.#seen?.sink === undefined ? null : sinkStateOf(this.#seen.sink, this.#seen.feedHead),
      eventsPerSecond: rounded(this.#throughput.eventsPerSecond),
      audit: this.#seen?.audit === undefined ? null : auditOf(this.#seen.audit),
      sagas: this.#seen === undefined ? null : sagasOf(this.#seen),
      memberships:
        this.#seen === undefined ? null : membershipsOf(this.#seen.memberships, this.#seen.feedHead, nowMs),
      switches: this.#seen?.switches?.map(effectOf) ?? null,
      workers: (this.#seen?.workers ?? []).map(
        ({ id, startedAt, heartbeatAt, ordering, projectedEvents, release, counts }) => ({
          id,
          startedAt,
          heartbeatAt,
          ordering,
          projectedEvents,
          release: release ?? null,
          counts: counts ?? null,
        }),
      ),
    };
  }

  /** Whether this says something that the last one for which it was true did not: signs of life alone are no news. */
  isNews(pipeline: Pipeline): boolean {
    const { at: _, workers, audit, memberships, ...state } = pipeline;
    const { sweptAt: __, ...found } = audit ?? {};
    const { savedAt: ___, takenUpTo: ____, ...kept } = memberships ?? {};
    const telling = JSON.stringify({
      ...state,
      audit: found,
      memberships: kept,
      workers: workers.map(({ id }) => id),
    });
    if (telling === this.#told) return false;
    this.#told = telling;
    return true;
  }
}

function rounded(rate: number | undefined): number | null {
  return rate === undefined ? null : Math.round(rate * 10) / 10;
}

function auditOf({
  sweptAt,
  findings,
  repairedEvents,
  diverged,
  lastFindingAt,
  stall,
}: AuditState): Pipeline['audit'] {
  return {
    sweptAt,
    findings,
    repairedEvents,
    diverged,
    lastFindingAt: lastFindingAt ?? null,
    stall: stall ?? null,
  };
}

function sagasOf({ sagaCursors, feedHead }: WorkersSeen): Pipeline['sagas'] {
  return sagaCursors.map(([name, cursor]) => ({ name, waiting: Math.max(0, feedHead - cursor) }));
}

function sumOf(counts: ReadonlyMap<string, number>): number {
  return [...counts.values()].reduce((sum, count) => sum + count, 0);
}

function sinkStateOf(
  { address, deliveredUpTo, deliveredAt, failure }: SinkState,
  feedHead: number,
): Pipeline['sink'] {
  return {
    address,
    deliveredUpTo,
    deliveredAt: deliveredAt ?? null,
    waiting: Math.max(0, feedHead - deliveredUpTo),
    lastError: failure?.reason ?? null,
    failingSince: failure?.since ?? null,
    retryAt: failure?.retryAt ?? null,
  };
}
