import type { AggregateName, ConsistencyStatus } from '@tools-provider/contracts';

/** What this browser knows of one aggregate, put together from commands' answers, reads and live changes. */
export interface KnownRevision {
  /** The highest revision known to be written. */
  readonly head: number | null;
  /** The highest revision known to be projected. */
  readonly projected: number | null;
  /** The api's latest word, or null when only a command's answer is known. */
  readonly status: ConsistencyStatus | null;
  /** When that word was heard, in milliseconds. */
  readonly heardAt: number;
  /** Since when something is written and not projected; null when nothing is, or when its beginning was not seen. */
  readonly pendingSince: number | null;
}

/** One thing heard about an aggregate. A command's answer has no status and no projected revision. */
export interface Observation {
  readonly head: number | null;
  readonly projected: number | null;
  readonly status: ConsistencyStatus | null;
  readonly heardAt: number;
  /** Since when it is pending, if the source says so. */
  readonly pendingSince?: number | null;
}

/** The name under which an aggregate is known. */
export type AggregateKey = `${AggregateName}/${string}`;

/** Makes an {@link AggregateKey}. */
export function aggregateKey(aggregate: AggregateName, id: string): AggregateKey {
  return `${aggregate}/${id}`;
}

/**
 * Adds an observation to what is known. Revisions never go back, whatever the order in which things are heard, except
 * that a diverged log (a store restored from a backup) is believed as it is.
 */
export function learn(known: KnownRevision | undefined, heard: Observation): KnownRevision {
  const isNewer = known === undefined || heard.heardAt >= known.heardAt;
  const mayGoBack = heard.status === 'diverged' && isNewer;
  const head = mayGoBack ? heard.head : highest(known?.head, heard.head, heard.projected);
  const projected = mayGoBack ? heard.projected : highest(known?.projected, heard.projected);
  const hasWord = heard.status !== null && isNewer;
  return {
    head,
    projected,
    status: hasWord ? heard.status : (known?.status ?? heard.status),
    heardAt: hasWord ? heard.heardAt : (known?.heardAt ?? heard.heardAt),
    pendingSince: pendingSince(known, heard, isBehind(head, projected)),
  };
}

/** Whether something is written that is not projected. */
export function isBehind(head: number | null, projected: number | null): boolean {
  return head !== null && head > (projected ?? -1);
}

function pendingSince(known: KnownRevision | undefined, heard: Observation, behind: boolean): number | null {
  if (!behind) return null;
  if (heard.pendingSince !== undefined && heard.pendingSince !== null) return heard.pendingSince;
  if (known !== undefined && isBehind(known.head, known.projected)) return known.pendingSince;
  // A read that finds it lagging tells nothing about when that began.
  return heard.status === 'lagging' || heard.status === 'quarantined' ? null : heard.heardAt;
}

function highest(...revisions: readonly (number | null | undefined)[]): number | null {
  const known = revisions.filter((revision) => revision !== null && revision !== undefined);
  return known.length === 0 ? null : Math.max(...known);
}
