import { NO_REVISION, type ProjectionFailure, type ProjectionStatus } from '@tools-provider/event-sourcing';
import { type ConsistencyStatus, consistencyStatus } from '@tools-provider/read-model';
import { RecentRevisions } from './recent-revisions.ts';
import { WaitingEvents } from './waiting-events.ts';

/** A stream's newest event, as the log or a command's answer tells it. `eventId` is not known from an answer. */
export interface Head {
  readonly stream: string;
  readonly revision: number;
  readonly eventId?: string;
  /** When the event was written, milliseconds since 1970. */
  readonly writtenAtMs: number;
}

/** What is known of one stream. `projectedRevision` is −1 before the first projection, `undefined` when it was not read yet. */
export interface StreamStanding {
  readonly stream: string;
  readonly headRevision: number;
  readonly projectedRevision: number | undefined;
  readonly status: ConsistencyStatus;
}

/** Written and not projected, quarantined aggregates left aside. `oldestMs`: when the one that waits longest was written. */
export interface Backlog {
  readonly aggregates: number;
  readonly events: number;
  readonly oldestMs: number | undefined;
}

interface Watched {
  headRevision: number;
  headEventId: string | undefined;
  projected: number | undefined;
  projectedEventId: string | undefined;
  failure: ProjectionFailure | undefined;
  isHeadTooOld: boolean;
  readonly waiting: WaitingEvents;
}

/**
 * Remembers the heads of the streams that are ahead of their projection, and forgets a stream as soon as it is projected: what is not
 * here is projected. Knows no clock and no store.
 */
export class HeadRegister {
  readonly #sloMs: number;
  readonly #watched = new Map<string, Watched>();
  readonly #projected: RecentRevisions;

  constructor({
    sloMs,
    recentStreams = 10_000,
  }: { readonly sloMs: number; readonly recentStreams?: number }) {
    this.#sloMs = sloMs;
    this.#projected = new RecentRevisions(recentStreams);
  }

  /** The streams that are remembered. */
  get streams(): IterableIterator<string> {
    return this.#watched.keys();
  }

  /**
   * Takes notice of a head. `projectedBefore` says how far the stream was projected when nothing of it is remembered, if that is known.
   * False when it tells nothing new.
   */
  noteHead(head: Head, projectedBefore: number | undefined): boolean {
    const watched = this.#watched.get(head.stream);
    if (watched !== undefined) return advance(watched, head);
    if (head.revision <= (this.#projected.get(head.stream) ?? NO_REVISION)) return false;
    const added: Watched = {
      headRevision: head.revision,
      headEventId: head.eventId,
      projected: projectedBefore,
      projectedEventId: undefined,
      failure: undefined,
      isHeadTooOld: false,
      waiting: new WaitingEvents(),
    };
    added.waiting.add(head.revision, head.writtenAtMs);
    this.#watched.set(head.stream, added);
    return true;
  }

  /** Takes notice of how far a stream is projected, as the read model says; `undefined`: not at all. False when it tells nothing new. */
  noteProjection(stream: string, status: ProjectionStatus | undefined): boolean {
    const projected = status?.projected ?? NO_REVISION;
    const watched = this.#watched.get(stream);
    if (watched === undefined) {
      if (projected <= (this.#projected.get(stream) ?? NO_REVISION)) return false;
      this.#projected.set(stream, projected);
      return true;
    }
    const isNews = watched.projected !== projected || isDifferent(watched.failure, status?.failure);
    watched.projected = projected;
    watched.projectedEventId = status?.lastEventId;
    watched.failure = status?.failure;
    watched.waiting.drop(projected);
    return isNews;
  }

  /**
   * Takes notice of the last event of a stream that was projected further than its head was told of; `undefined`: there is no stream.
   * False when it tells nothing new.
   */
  verifyHead(stream: string, last: { readonly revision: number; readonly id: string } | undefined): boolean {
    const watched = this.#watched.get(stream);
    if (watched === undefined) return false;
    const wasTooOld = watched.isHeadTooOld;
    if (last !== undefined && last.revision > watched.headRevision) {
      watched.headRevision = last.revision;
      watched.headEventId = last.id;
    }
    watched.isHeadTooOld = watched.projected !== undefined && watched.headRevision < watched.projected;
    return watched.isHeadTooOld !== wasTooOld;
  }

  /** How a stream stands now, `undefined` when nothing of it is remembered. */
  standing(stream: string, nowMs: number): StreamStanding | undefined {
    const watched = this.#watched.get(stream);
    if (watched === undefined) return undefined;
    return {
      stream,
      headRevision: believedHead(watched),
      projectedRevision: watched.projected,
      status: this.#statusOf(watched, nowMs),
    };
  }

  /** Forgets a stream that is projected up to its head. True when it was. */
  forgetIfProjected(stream: string): boolean {
    const watched = this.#watched.get(stream);
    if (watched?.projected === undefined || watched.projected !== watched.headRevision) return false;
    if (this.#statusOf(watched, 0) !== 'projected') return false;
    this.#watched.delete(stream);
    this.#projected.set(stream, watched.projected);
    return true;
  }

  /** The newest revision a stream is known to have had, whether it is projected or not; `undefined`: nothing is known of it. */
  lastKnownRevision(stream: string): number | undefined {
    return this.#watched.get(stream)?.headRevision ?? this.#projected.get(stream);
  }

  /** How far a stream is projected, of those that are ahead or were projected lately; `undefined`: not known. */
  projectedRevision(stream: string): number | undefined {
    const watched = this.#watched.get(stream);
    return watched === undefined ? this.#projected.get(stream) : watched.projected;
  }

  /** The streams that are projected further than their head is known. */
  streamsBeyondHead(): readonly string[] {
    return [...this.#watched].flatMap(([stream, { projected, headRevision }]) =>
      projected !== undefined && projected > headRevision ? [stream] : [],
    );
  }

  /** When a stream will have waited for as long as the service level allows; `undefined` when nothing of it waits. */
  lagsAtMs(stream: string): number | undefined {
    const oldest = this.#watched.get(stream)?.waiting.oldestMs;
    return oldest === undefined ? undefined : oldest + this.#sloMs + 1;
  }

  /** What waits of all streams, or of those that are `wanted`. */
  backlog(wanted: (stream: string) => boolean = () => true): Backlog {
    const behind = [...this.#watched].flatMap(([stream, watched]) => {
      const { failure, projected, headRevision } = watched;
      const isBehind = failure === undefined && (projected ?? NO_REVISION) < headRevision;
      return isBehind && wanted(stream) ? [watched] : [];
    });
    const oldest = behind.flatMap(({ waiting }) => waiting.oldestMs ?? []);
    return {
      aggregates: behind.length,
      events: behind.reduce(
        (sum, { headRevision, projected }) => sum + headRevision - (projected ?? NO_REVISION),
        0,
      ),
      oldestMs: oldest.length === 0 ? undefined : oldest.reduce((least, ms) => Math.min(least, ms)),
    };
  }

  #statusOf(watched: Watched, nowMs: number): ConsistencyStatus {
    const { projected, projectedEventId, headEventId, failure, waiting } = watched;
    const headRevision = believedHead(watched);
    return consistencyStatus({
      isHeadKnown: true,
      headRevision,
      headEventId: headRevision === watched.headRevision ? headEventId : undefined,
      projectedRevision: projected,
      projectedEventId,
      pendingSinceMs: waiting.oldestMs === undefined ? undefined : nowMs - waiting.oldestMs,
      sloMs: this.#sloMs,
      failure,
    });
  }
}

/** A projection that is further than the head that was told of shows that there is a newer one, unless the log itself said otherwise. */
function believedHead({ headRevision, projected, isHeadTooOld }: Watched): number {
  return isHeadTooOld ? headRevision : Math.max(headRevision, projected ?? NO_REVISION);
}

function advance(watched: Watched, { revision, eventId, writtenAtMs }: Head): boolean {
  if (revision === watched.headRevision) watched.headEventId ??= eventId;
  if (revision <= watched.headRevision) return false;
  watched.headRevision = revision;
  watched.headEventId = eventId;
  if (revision > (watched.projected ?? NO_REVISION)) watched.waiting.add(revision, writtenAtMs);
  return true;
}

function isDifferent(one: ProjectionFailure | undefined, other: ProjectionFailure | undefined): boolean {
  return one?.eventId !== other?.eventId || one?.attempts !== other?.attempts;
}
