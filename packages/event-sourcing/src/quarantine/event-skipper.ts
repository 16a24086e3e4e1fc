import type { RecordedEvent } from '../aggregate/domain-event.ts';
import { Upcasters } from '../aggregate/upcaster.ts';
import { newestVersion } from '../reconciliation/newest-version.ts';
import type { CloudEventJson, DocumentPlace } from '../reconciliation/projection.ts';
import type { ProjectionFailure, ProjectionStatus } from '../reconciliation/projection-status.ts';
import type { DocumentWrite, ReadModelStore } from '../reconciliation/read-model-store.ts';
import type { StreamReconciler } from '../reconciliation/stream-reconciler.ts';
import { verdictOf } from '../reconciliation/verdict.ts';
import { eventAt } from '../repository/event-at.ts';
import type { EventStore } from '../repository/event-store.ts';
import { backoffMs } from '../retry/backoff.ts';
import { waitFor } from '../retry/wait-for.ts';
import type { QuarantineRequest } from './quarantine-requests.ts';

/** What an {@link EventSkipper} works with. */
export interface EventSkipperParts {
  readonly eventStore: Pick<EventStore, 'read'>;
  readonly readModel: Pick<ReadModelStore, 'generation' | 'loadStatuses' | 'loadDocuments' | 'commit'>;
  readonly reconciler: StreamReconciler;
  /** The event's CloudEvent, which it has although no document shows it. */
  readonly cloudEventOf: (event: RecordedEvent) => CloudEventJson;
  /** How events of older versions are read. */
  readonly upcasters?: Upcasters;
  /** The documents that are made of a stream's events alone. */
  readonly documentsOf: (stream: string) => readonly DocumentPlace[];
}

/** The wait before a skip that another worker was faster than is tried again, and how often. */
const LOST_RACE = { baseMs: 2, maxMs: 250, attempts: 20 };

/** Leaves an event out of the documents that cannot be projected, for a reason that somebody gives. */
export class EventSkipper {
  readonly #parts: EventSkipperParts;

  constructor(parts: EventSkipperParts) {
    this.#parts = parts;
  }

  /**
   * In one transaction the projection goes on past the event, the event's CloudEvent is told, and it is noted who wanted it and why. False,
   * and nothing done, when the aggregate is not set aside at the request's revision, or because the log is another one. Rejects with
   * `unavailable` when a store is away, with `conflict` when it loses one race after the other, and with the signal's reason when that aborts
   * meanwhile.
   */
  async skip(request: QuarantineRequest, signal: AbortSignal): Promise<boolean> {
    return await this.#parts.reconciler.exclusively(request.stream, async () => {
      for (let attempt = 1; ; attempt += 1) {
        try {
          return await this.#skip(request);
        } catch (error) {
          if (verdictOf(error) !== 'reload' || attempt === LOST_RACE.attempts) throw error;
        }
        await waitFor(backoffMs(attempt, LOST_RACE.baseMs, LOST_RACE.maxMs), signal);
      }
    });
  }

  async #skip(request: QuarantineRequest): Promise<boolean> {
    const { stream, revision } = request;
    const { readModel } = this.#parts;
    const { generation } = readModel;
    const status = (await readModel.loadStatuses([stream])).get(stream);
    const failure = failureAt(status, revision);
    if (status === undefined || failure === undefined) return false;
    const event = await eventAt(this.#parts.eventStore, stream, revision);
    const isNext = status.emitted === revision - 1;
    await readModel.commit([
      {
        stream,
        generation,
        from: status.projected,
        to: revision,
        lastEventId: event?.id,
        emitted: isNext ? revision : status.emitted,
        documents: await this.#movedOn(stream, revision),
        cloudEvents: isNext && event !== undefined ? [this.#parts.cloudEventOf(this.#newest(event))] : [],
        skipped: {
          id: request.id,
          stream,
          revision,
          eventId: failure.eventId,
          eventType: failure.eventType,
          reason: failure.reason,
          note: request.note ?? '',
          skippedBy: request.requestedBy,
          skippedAt: new Date().toISOString(),
        },
      },
    ]);
    return true;
  }

  /** As it would have been told had it been projected; as it is stored when it cannot be read as the newest version. */
  #newest(stored: RecordedEvent): RecordedEvent {
    try {
      return newestVersion(stored, this.#parts.upcasters ?? new Upcasters());
    } catch {
      return stored;
    }
  }

  /** The stream's documents as they are, at the revision that they are at from now on. */
  async #movedOn(stream: string, revision: number): Promise<readonly DocumentWrite[]> {
    const places = this.#parts.documentsOf(stream);
    const found = await Promise.all(
      places.map(async ({ collection, id }) => {
        const document = (await this.#parts.readModel.loadDocuments(collection, [id])).get(id);
        return document === undefined ? [] : [{ collection, id, revision, document }];
      }),
    );
    return found.flat();
  }
}

/** Why an aggregate is set aside at the revision, if it is and can do without the event there. */
function failureAt(status: ProjectionStatus | undefined, revision: number): ProjectionFailure | undefined {
  const failure = status?.failure;
  if (failure === undefined || failure.code === 'diverged' || failure.revision !== revision) return undefined;
  return status?.projected === revision - 1 ? failure : undefined;
}
