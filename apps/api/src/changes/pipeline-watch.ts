import type { Pipeline } from '@tools-provider/contracts';
import type {
  FailureCode,
  Feed,
  OutboxStore,
  ProjectionStatusQueries,
  SinkPositions,
  SinkState,
  WorkerHeartbeat,
  WorkerRegistry,
} from '@tools-provider/event-sourcing';
import type { Backlog } from './head-register.ts';

/** What the read model says of the workers. */
interface WorkersSeen {
  readonly workers: readonly WorkerHeartbeat[];
  readonly quarantined: ReadonlyMap<FailureCode, number>;
  readonly outboxWaiting: number;
  readonly sink: SinkState | undefined;
  readonly feedHead: number;
}

/** Where the watch looks. */
export interface PipelineSources {
  readonly workers: WorkerRegistry;
  readonly statuses: ProjectionStatusQueries;
  readonly outbox: Pick<OutboxStore, 'countUndelivered'>;
  readonly sinks: Pick<SinkPositions, 'served'>;
  readonly feed: Pick<Feed, 'head'>;
}

/** Looks at the workers and puts together how the pipeline is. */
export class PipelineWatch {
  readonly #sources: PipelineSources;
  #seen: WorkersSeen | undefined;
  #told = '';

  constructor(sources: PipelineSources) {
    this.#sources = sources;
  }

  /** Looks once. A read model that cannot be asked makes the workers `unknown`; that is no failure here. */
  async look(): Promise<void> {
    try {
      const { workers: registry, statuses, outbox, sinks, feed } = this.#sources;
      const [workers, quarantined, outboxWaiting, [sink], feedHead] = await Promise.all([
        registry.list(),
        statuses.countFailures(),
        outbox.countUndelivered(),
        sinks.served(),
        feed.head(),
      ]);
      this.#seen = { workers, quarantined, outboxWaiting, sink, feedHead };
    } catch {
      this.#seen = undefined;
    }
  }

  /** How the pipeline is, by the last look; `backlog` is undefined while the log cannot be watched. */
  snapshot(backlog: Backlog | undefined, nowMs: number): Pipeline {
    return {
      worker: this.#seen === undefined ? 'unknown' : this.#seen.workers.length === 0 ? 'away' : 'running',
      lagAggregates: backlog?.aggregates ?? null,
      lagEvents: backlog?.events ?? null,
      lagMs: backlog === undefined ? null : Math.max(0, Math.round(nowMs - (backlog.oldestMs ?? nowMs))),
      quarantined: this.#seen === undefined ? null : sumOf(this.#seen.quarantined),
      quarantinedByReason: this.#seen === undefined ? null : Object.fromEntries(this.#seen.quarantined),
      outboxWaiting: this.#seen?.outboxWaiting ?? null,
      sink: this.#seen?.sink === undefined ? null : sinkStateOf(this.#seen.sink, this.#seen.feedHead),
      workers: (this.#seen?.workers ?? []).map(
        ({ id, startedAt, heartbeatAt, ordering, projectedEvents }) => ({
          id,
          startedAt,
          heartbeatAt,
          ordering,
          projectedEvents,
        }),
      ),
    };
  }

  /** Whether this says something that the last one for which it was true did not: signs of life alone are no news. */
  isNews(pipeline: Pipeline): boolean {
    const { workers, ...state } = pipeline;
    const telling = JSON.stringify({ ...state, workers: workers.map(({ id }) => id) });
    if (telling === this.#told) return false;
    this.#told = telling;
    return true;
  }
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
