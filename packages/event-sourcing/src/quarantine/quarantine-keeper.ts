import { randomUUID } from 'node:crypto';
import { NO_REVISION } from '../aggregate/aggregate-root.ts';
import type { EventToAppend } from '../aggregate/domain-event.ts';
import type { ProjectionStatusQueries } from '../read-side/projection-status-queries.ts';
import type { ReconciliatorLog } from '../reconciliation/pipeline-observer.ts';
import type { StreamReconciler } from '../reconciliation/stream-reconciler.ts';
import { verdictOf } from '../reconciliation/verdict.ts';
import type { EventStore } from '../repository/event-store.ts';
import type { EventSkipper } from './event-skipper.ts';
import type { QuarantineRequest, QuarantineRequests } from './quarantine-requests.ts';
import type { SkipRecord, SkipRecords } from './skip-records.ts';

const BATCH = 100;

const OUT_OF_DATE = 'A request for an aggregate is out of date';

/** The stored type of the event by which the log is told of a skip. Its data are the {@link SkipRecord} without its id, which is the event's. */
export const EVENT_SKIPPED = 'pipeline.event.skipped.v1';

/** What a {@link QuarantineKeeper} works with. */
export interface QuarantineKeeperParts {
  readonly requests: QuarantineRequests;
  readonly records: SkipRecords;
  readonly statuses: Pick<ProjectionStatusQueries, 'listFailures' | 'loadStatuses'>;
  readonly eventStore: Pick<EventStore, 'append' | 'readLast'>;
  readonly reconciler: StreamReconciler;
  readonly skipper: EventSkipper;
  /** Which version of the code this is. */
  readonly release: string;
  /** The stream that is told of an aggregate's skips; it must be none of the streams that are projected. */
  readonly recordStreamOf: (stream: string) => string;
  readonly log: ReconciliatorLog;
}

/** Looks after aggregates that are set aside: does what was asked for them, and tries again what another version of the code could not. */
export class QuarantineKeeper {
  readonly #parts: QuarantineKeeperParts;

  constructor(parts: QuarantineKeeperParts) {
    this.#parts = parts;
  }

  /** Does what was asked for, the oldest first. Rejects with `unavailable` when a store is away; what is left is done next time. */
  async serveRequests(signal: AbortSignal): Promise<void> {
    for (;;) {
      const pending = await this.#parts.requests.pending(BATCH);
      const retried = new Set<string>();
      for (const request of pending) {
        if (signal.aborted) return;
        const { stream, action, revision } = request;
        const retry = action === 'retry' ? `${stream}@${revision}` : undefined;
        // One retry answers all that were asked for before it.
        if (retry === undefined || !retried.has(retry)) await this.#serveOrTell(request, signal);
        if (retry !== undefined) retried.add(retry);
        await this.#parts.requests.done(request.id);
      }
      if (pending.length < BATCH) return;
    }
  }

  /**
   * Tries everything again that another version of the code has set aside, except what another log is the reason of. Answers how many
   * aggregates that were.
   */
  async retryOfOtherReleases(signal: AbortSignal): Promise<number> {
    const { statuses, release, log } = this.#parts;
    let tried = 0;
    for (let after = ''; !signal.aborted; ) {
      const page = await statuses.listFailures({ after, limit: BATCH });
      for (const { stream, failure } of page) {
        if (signal.aborted || failure?.release === release || failure?.code === 'diverged') continue;
        await this.#retry(stream, signal);
        tried += 1;
      }
      if (page.length < BATCH) break;
      after = page.at(-1)?.stream ?? '';
    }
    if (tried > 0) log.info({ tried, release }, 'What another release set aside was tried again');
    return tried;
  }

  async #retry(stream: string, signal: AbortSignal): Promise<void> {
    try {
      await this.#parts.reconciler.reconcile({ stream, delivered: [], isToEnd: true }, signal);
    } catch (error) {
      if (signal.aborted || verdictOf(error) === 'reconnect') throw error;
      const message = error instanceof Error ? error.message : String(error);
      this.#parts.log.warn({ stream, error: message }, 'An aggregate cannot be tried again');
    }
  }

  /** Tells the log of the skips that it was not told of, each once. */
  async recordSkips(): Promise<void> {
    for (const record of await this.#parts.records.unrecorded(BATCH)) {
      const stream = this.#parts.recordStreamOf(record.stream);
      const last = await this.#parts.eventStore.readLast(stream);
      // Only this writes here, one after the other: a record that was told before a crash is the last one.
      if (last?.id !== record.id) {
        await this.#parts.eventStore.append(stream, last?.revision ?? NO_REVISION, [skippedEvent(record)]);
      }
      await this.#parts.records.recorded(record.id);
    }
  }

  /** A request that can never be fulfilled would hold up all others: its aggregate stays as it is, and whoever asked may ask again. */
  async #serveOrTell(request: QuarantineRequest, signal: AbortSignal): Promise<void> {
    try {
      await this.#serve(request, signal);
    } catch (error) {
      if (signal.aborted || verdictOf(error) === 'reconnect') throw error;
      const { stream, action, revision, requestedBy } = request;
      const message = error instanceof Error ? error.message : String(error);
      this.#parts.log.warn(
        { stream, action, revision, requestedBy, error: message },
        'A request for an aggregate cannot be fulfilled',
      );
    }
  }

  async #serve(request: QuarantineRequest, signal: AbortSignal): Promise<void> {
    const { statuses, skipper, reconciler, log } = this.#parts;
    const { stream, action, revision, requestedBy } = request;
    const failure = (await statuses.loadStatuses([stream])).get(stream)?.failure;
    const isDue =
      // What was begun for it, before a store went away, may not have come to the stream's end.
      failure === undefined ||
      (failure.revision === revision && (action === 'retry' || (await skipper.skip(request, signal))));
    if (!isDue) {
      log.info({ stream, action, revision, requestedBy }, OUT_OF_DATE);
      return;
    }
    const { applied, setAsideAt } = await reconciler.reconcile(
      { stream, delivered: [], isToEnd: true },
      signal,
    );
    const outcome = setAsideAt === undefined ? {} : { setAsideAt };
    log.info(
      { stream, action, revision, requestedBy, applied, ...outcome },
      failure === undefined && applied === 0 ? OUT_OF_DATE : 'A request for an aggregate is done',
    );
  }
}

function skippedEvent({ id, ...data }: SkipRecord): EventToAppend {
  const correlation = randomUUID();
  return {
    id,
    type: EVENT_SKIPPED,
    data,
    metadata: {
      $correlationId: correlation,
      $causationId: data.eventId,
      commandId: id,
      sequenceNumber: 0,
      actor: data.skippedBy,
      occurredAt: data.skippedAt,
    },
  };
}
