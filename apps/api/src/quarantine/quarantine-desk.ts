import { randomUUID } from 'node:crypto';
import type { Page, QuarantinedAggregate, QuarantineRequested } from '@tools-provider/contracts';
import { CATEGORY, parseStreamName, streamName } from '@tools-provider/domain';
import {
  type DocumentQueries,
  NO_REVISION,
  type ProjectionFailure,
  type ProjectionStatus,
  type ProjectionStatusQueries,
  type QuarantineRequests,
} from '@tools-provider/event-sourcing';
import { CodedError } from '@tools-provider/mediator';
import { quarantinedNames } from './quarantined-names.ts';

/** How many wishes that wait are looked at, to say of each aggregate what is asked for it. */
const MAX_REQUESTS = 1_000;

type Subject = Pick<QuarantinedAggregate, 'aggregate' | 'id'>;

/** What is to become of an aggregate, and who wants it. */
export interface QuarantineWish {
  readonly action: 'retry' | 'skip';
  /** The revision that whoever asks has seen fail. */
  readonly revision?: number;
  readonly note?: string;
  readonly requestedBy: string;
}

/** The aggregates that are set aside, and where wishes for them are left for the worker. */
export class QuarantineDesk {
  readonly #statuses: ProjectionStatusQueries;
  readonly #requests: QuarantineRequests;
  readonly #documents: Pick<DocumentQueries, 'getMany'>;

  constructor(
    statuses: ProjectionStatusQueries,
    requests: QuarantineRequests,
    documents: Pick<DocumentQueries, 'getMany'>,
  ) {
    this.#statuses = statuses;
    this.#requests = requests;
    this.#documents = documents;
  }

  /** A page of those that are set aside, by the names of their streams. */
  async list({
    cursor,
    limit,
  }: {
    cursor?: string | undefined;
    limit: number;
  }): Promise<Page<QuarantinedAggregate>> {
    const after = cursor === undefined ? '' : streamOfCursor(cursor);
    const [statuses, pending] = await Promise.all([
      this.#statuses.listFailures({ after, limit: limit + 1 }),
      this.#requests.pending(MAX_REQUESTS),
    ]);
    const requested = new Map(pending.map(({ stream, action }) => [stream, action]));
    const shown = statuses.slice(0, limit);
    const last = statuses.length > limit ? shown.at(-1)?.stream : undefined;
    const names = await quarantinedNames(shown, this.#documents);
    const items = shown.flatMap((status) =>
      itemOf(status, requested.get(status.stream) ?? null, names.get(status.stream) ?? null),
    );
    return {
      items,
      ...(last === undefined ? {} : { next: Buffer.from(last).toString('base64url') }),
    };
  }

  /**
   * Leaves a wish. `refused` (code `not-quarantined`) when nothing of the aggregate is set aside, (`quarantine-moved`) when it is at another
   * revision than was seen, (`diverged`) when only a rebuild helps.
   */
  async ask(
    { aggregate, id }: Subject,
    { action, revision, note, requestedBy }: QuarantineWish,
  ): Promise<QuarantineRequested> {
    const stream = streamName({ aggregate, id });
    const failure = (await this.#statuses.loadStatuses([stream])).get(stream)?.failure;
    const at = refuseUnlessPossible(failure, { aggregate, id }, action, revision);
    const requestId = randomUUID();
    const requestedAt = new Date().toISOString();
    await this.#requests.ask({
      id: requestId,
      stream,
      action,
      revision: at,
      requestedBy,
      requestedAt,
      ...(note === undefined ? {} : { note }),
    });
    return { requestId, aggregate, id, action, revision: at, requestedAt };
  }
}

function streamOfCursor(cursor: string): string {
  const stream = Buffer.from(cursor, 'base64url').toString();
  if (stream.startsWith(`${CATEGORY}-`)) return stream;
  const places = [{ pointer: '?cursor', detail: 'must be the `next` of the page before' }];
  throw new CodedError('invalid', 'invalid-cursor', 'The cursor is none of this list', { places });
}

function refuseUnlessPossible(
  failure: ProjectionFailure | undefined,
  { aggregate, id }: Subject,
  action: QuarantineWish['action'],
  seen: number | undefined,
): number {
  if (failure === undefined) {
    throw new CodedError('refused', 'not-quarantined', `The ${aggregate} ${id} is not set aside`);
  }
  if (seen !== undefined && failure.revision !== seen) {
    const detail = `The ${aggregate} ${id} is set aside at revision ${failure.revision}, not at ${seen}`;
    throw new CodedError('refused', 'quarantine-moved', detail);
  }
  if (failure.code === 'diverged' && action === 'skip') {
    const detail = `The log of the ${aggregate} ${id} is not the one that was projected: there is no event to skip`;
    throw new CodedError('refused', 'diverged', detail);
  }
  return failure.revision;
}

function itemOf(
  { stream, projected, failure }: ProjectionStatus,
  requested: QuarantinedAggregate['requested'],
  name: string | null,
): QuarantinedAggregate[] {
  if (failure === undefined) return [];
  // Whoever writes a stream by other means may name it as they like. It is counted, so it has to be found.
  const { aggregate, id } = parseStreamName(stream) ?? { aggregate: 'unknown', id: stream };
  const projectedRevision = projected === NO_REVISION ? null : projected;
  return [{ aggregate, id, name, projectedRevision, failure, requested }];
}
