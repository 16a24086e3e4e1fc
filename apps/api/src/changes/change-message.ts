import { aggregateName, type Change, type MembershipsChange, type Pipeline } from '@tools-provider/contracts';
import { parseStreamName } from '@tools-provider/domain';
import { NO_REVISION } from '@tools-provider/event-sourcing';
import type { StreamStanding } from './head-register.ts';

/**
 * What a listener of the live changes is told. `hello`: what was said before may be out of date, ask again for what you show. It comes
 * on every connect, and when the api has lost the log (every status is `unknown` then) or follows it again.
 */
export type ChangeMessage =
  | { readonly event: 'hello'; readonly data: Readonly<Record<string, never>> }
  | { readonly event: 'change'; readonly data: Change }
  | { readonly event: 'memberships'; readonly data: MembershipsChange }
  | { readonly event: 'pipeline'; readonly data: Pipeline };

/** Called with every message, at once and in order; must not throw. */
export type ChangeListener = (message: ChangeMessage) => void;

/**
 * What to say of a stream: how it stands, or, when nothing of it is ahead, that it is projected up to a revision. `undefined` when nothing
 * can be said, or it is the stream of an aggregate that has no name in URLs.
 */
export function changeOf(
  stream: string,
  standing: StreamStanding | undefined,
  projectedRevision: number | undefined,
): Change | undefined {
  const ref = parseStreamName(stream);
  const aggregate = aggregateName.safeParse(ref?.aggregate);
  if (ref === undefined || !aggregate.success) return undefined;
  const about = { aggregate: aggregate.data, id: ref.id };
  if (standing !== undefined) {
    const { headRevision, projectedRevision: projected = NO_REVISION, status } = standing;
    return {
      ...about,
      headRevision,
      projectedRevision: projected === NO_REVISION ? null : projected,
      status,
    };
  }
  if (projectedRevision === undefined) return undefined;
  return { ...about, headRevision: projectedRevision, projectedRevision, status: 'projected' };
}
