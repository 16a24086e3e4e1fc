import type { ConsistencyStatus } from '@tools-provider/contracts';
import type { KnownRevision } from './known-revision.ts';

/** How the live connection is: `starting` until it was up once or has failed, `down` while it has to be rebuilt. */
export type LiveConnection = 'starting' | 'live' | 'down';

/** What a badge says about one aggregate. `shown` is the revision on the screen, null when there is none yet. */
export type BadgeState =
  | { readonly kind: 'projected'; readonly shown: number }
  | { readonly kind: 'pending'; readonly shown: number | null; readonly head: number }
  | {
      readonly kind: 'lagging';
      readonly shown: number | null;
      readonly head: number;
      readonly events: number;
      readonly forMs: number | null;
    }
  | { readonly kind: 'stuck'; readonly shown: number | null; readonly head: number | null }
  | { readonly kind: 'diverged'; readonly shown: number | null; readonly head: number | null }
  | { readonly kind: 'unknown'; readonly shown: number | null; readonly head: number | null };

/** What {@link badgeState} judges by. `now` is null while the page is not yet alive in the browser. */
export interface BadgeInput {
  readonly shown: number | null;
  readonly known: Pick<KnownRevision, 'head' | 'status' | 'pendingSince'>;
  readonly connection: LiveConnection;
  readonly now: number | null;
}

/** After this long something pending is called lagging, as the api does by default. */
export const LAGGING_AFTER_MS = 2000;

/**
 * What can honestly be said. Green needs proof: a connection that is not down, a status that the api gave, and a shown
 * revision that is not behind any revision known to be written.
 */
export function badgeState({ shown, known, connection, now }: BadgeInput): BadgeState {
  const { head, status } = known;
  if (connection === 'down' || status === 'unknown') return { kind: 'unknown', shown, head };
  if (status === 'quarantined') return { kind: 'stuck', shown, head };
  if (status === 'diverged') return { kind: 'diverged', shown, head };
  if (head !== null && head > (shown ?? -1)) return behind(shown, head, status, known.pendingSince, now);
  if (shown === null || status === null) return { kind: 'unknown', shown, head };
  if (head === null && status !== 'projected') return { kind: 'unknown', shown, head };
  return { kind: 'projected', shown };
}

function behind(
  shown: number | null,
  head: number,
  status: ConsistencyStatus | null,
  pendingSince: number | null,
  now: number | null,
): BadgeState {
  const forMs = pendingSince === null || now === null ? null : Math.max(0, now - pendingSince);
  const isLagging = status === 'lagging' || (forMs !== null && forMs > LAGGING_AFTER_MS);
  if (!isLagging) return { kind: 'pending', shown, head };
  return { kind: 'lagging', shown, head, events: head - (shown ?? -1), forMs };
}
