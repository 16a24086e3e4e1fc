import { NO_REVISION, type ProjectionFailure } from '@tools-provider/event-sourcing';

/**
 * How what is shown of an aggregate relates to what was written of it: `projected` the same · `pending` not all of it yet · `lagging`
 * pending for longer than the service level · `quarantined` set aside after a failure · `diverged` the log is not the one that was
 * projected · `unknown` nothing can be said.
 */
export type ConsistencyStatus = 'projected' | 'pending' | 'lagging' | 'quarantined' | 'diverged' | 'unknown';

/**
 * What is known of an aggregate. A head that was read before `projectedRevision` may be behind it although nothing is wrong; read it
 * again before believing it.
 */
export interface ConsistencyFacts {
  /** False while the log cannot be watched; `headRevision` then means nothing. */
  readonly isHeadKnown: boolean;
  /** The last revision in the log; −1 or `undefined`: the log has no such stream. */
  readonly headRevision: number | undefined;
  readonly headEventId?: string | undefined;
  /** The last revision in the read model, −1 or `undefined`: none. */
  readonly projectedRevision: number | undefined;
  readonly projectedEventId?: string | undefined;
  /** For how long the oldest event that is not projected has been waiting, in milliseconds; `undefined`: not known. */
  readonly pendingSinceMs?: number | undefined;
  /** From how long on waiting counts as lagging, in milliseconds. */
  readonly sloMs: number;
  /** Why the aggregate is set aside, when it is. */
  readonly failure?: ProjectionFailure | undefined;
}

/** The status of one aggregate. Never `projected` by absence: only when both revisions are known and equal. */
export function consistencyStatus(facts: ConsistencyFacts): ConsistencyStatus {
  const { headRevision = NO_REVISION, projectedRevision = NO_REVISION, failure } = facts;
  if (!facts.isHeadKnown) return 'unknown';
  const isNowhere = headRevision === NO_REVISION && projectedRevision === NO_REVISION;
  if (isNowhere && failure === undefined) return 'unknown';
  if (isNowhere || headRevision < projectedRevision || failure?.code === 'diverged') return 'diverged';
  if (headRevision === projectedRevision && isOtherEvent(facts)) return 'diverged';
  if (failure !== undefined) return 'quarantined';
  if (headRevision === projectedRevision) return 'projected';
  return (facts.pendingSinceMs ?? 0) > facts.sloMs ? 'lagging' : 'pending';
}

function isOtherEvent({ headEventId, projectedEventId }: ConsistencyFacts): boolean {
  return headEventId !== undefined && projectedEventId !== undefined && headEventId !== projectedEventId;
}
