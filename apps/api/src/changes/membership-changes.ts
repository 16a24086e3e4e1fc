import type { MembershipsChange, Pipeline } from '@tools-provider/contracts';
import {
  DERIVED_AWAY_AFTER_MS,
  type DerivedChange,
  type DerivedProgress,
} from '@tools-provider/event-sourcing';
import { GROUP_MEMBERSHIPS, type GroupMembershipsDocument } from '@tools-provider/read-model';

/** The collections of derived documents whose changes are told live. */
export const TOLD_LIVE: readonly string[] = [GROUP_MEMBERSHIPS];

/** What is told of a group whose memberships, or the revision they are of, have changed. */
export function membershipsChangeOf({ document }: DerivedChange): MembershipsChange {
  const { id, revision, resolvedCount, isChanging } = document as unknown as GroupMembershipsDocument & {
    readonly revision: number;
  };
  return { toolGroupId: id, revision, resolvedCount, isChanging };
}

/** How the one who keeps the memberships stands; while nobody has begun with it, nothing is taken into account. */
export function membershipsOf(
  progress: DerivedProgress | undefined,
  feedHead: number,
  nowMs: number,
): Pipeline['memberships'] {
  const { takenUpTo = 0, savedAt = null, recomputing, failure } = progress ?? {};
  return {
    takenUpTo,
    waiting: Math.max(0, feedHead - takenUpTo),
    savedAt,
    isWorking:
      savedAt !== null && failure === undefined && nowMs - Date.parse(savedAt) <= DERIVED_AWAY_AFTER_MS,
    recomputing: recomputing ?? null,
    failure: failure?.reason ?? null,
    failingSince: failure?.since ?? null,
  };
}
