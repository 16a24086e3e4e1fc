import type { ConsistencyReport } from '@tools-provider/contracts';
import { streamName } from '@tools-provider/domain';
import {
  type EventStore,
  NO_REVISION,
  type ProjectionStatus,
  type ProjectionStatusQueries,
  type RecordedEvent,
} from '@tools-provider/event-sourcing';
import { CodedError } from '@tools-provider/mediator';
import { consistencyStatus } from '@tools-provider/read-model';

type Subject = Pick<ConsistencyReport, 'aggregate' | 'id'>;

/** Says of one aggregate how far its projection is, from the log and the read model themselves. */
export class ConsistencyReader {
  readonly #eventStore: EventStore;
  readonly #statuses: ProjectionStatusQueries;
  readonly #sloMs: number;

  constructor(eventStore: EventStore, statuses: ProjectionStatusQueries, sloMs: number) {
    this.#eventStore = eventStore;
    this.#statuses = statuses;
    this.#sloMs = sloMs;
  }

  /** The report. `not-found` when there is no such stream; a deleted aggregate has one. */
  async report(subject: Subject): Promise<ConsistencyReport> {
    const stream = streamName(subject);
    let head = await this.#headOf(subject, stream);
    const status = (await this.#statuses.loadStatuses([stream])).get(stream);
    // The head was read first, so a projection that has overtaken it shows nothing but that time went by.
    if (status !== undefined && status.projected > head.revision) head = await this.#headOf(subject, stream);
    const lagMs = await this.#lagMs(stream, head, status);
    return {
      ...subject,
      ...this.#standing(head, status, lagMs),
      ...projectionOf(status),
      headRevision: head.revision,
      lagMs,
    };
  }

  #standing(head: RecordedEvent, status: ProjectionStatus | undefined, lagMs: number) {
    return {
      status: consistencyStatus({
        isHeadKnown: true,
        headRevision: head.revision,
        headEventId: head.id,
        projectedRevision: status?.projected,
        projectedEventId: status?.lastEventId,
        pendingSinceMs: lagMs,
        sloMs: this.#sloMs,
        failure: status?.failure,
      }),
    };
  }

  async #headOf({ aggregate, id }: Subject, stream: string): Promise<RecordedEvent> {
    const head = await this.#eventStore.readLast(stream);
    if (head !== undefined) return head;
    throw new CodedError('not-found', `${aggregate}-not-found`, `There is no ${aggregate} ${id}`);
  }

  async #lagMs(stream: string, head: RecordedEvent, status: ProjectionStatus | undefined): Promise<number> {
    const projected = status?.projected ?? NO_REVISION;
    if (projected >= head.revision) return 0;
    for await (const { metadata } of this.#eventStore.read(stream, { from: projected + 1, limit: 1 })) {
      return Math.max(0, Date.now() - Date.parse(metadata.occurredAt));
    }
    return 0;
  }
}

function projectionOf(status: ProjectionStatus | undefined) {
  const projected = status === undefined || status.projected === NO_REVISION ? null : status.projected;
  return {
    projectedRevision: projected,
    projectedAt: projected === null ? null : (status?.projectedAt ?? null),
    failure: status?.failure ?? null,
    skipped: [...(status?.skipped ?? [])],
  };
}
