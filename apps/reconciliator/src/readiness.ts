import type { Ordering } from '@tools-provider/event-sourcing';

/** After how long a store that does not answer counts as away, in milliseconds. */
const PING_TIMEOUT_MS = 2_000;

/** Where the worker's readiness is read. */
export interface ReadinessSources {
  /** Each rejects while its store is away. */
  readonly stores: { readonly kurrentdb: () => Promise<void>; readonly mongodb: () => Promise<void> };
  readonly isSubscribed: () => boolean;
  readonly ordering: Ordering;
  /** Why nothing moves although everything is there, a sentence; `undefined` while it does. */
  readonly stalled?: () => string | undefined;
  /** Why the memberships of groups stand still, a sentence; `undefined` while they do not. */
  readonly memberships?: () => string | undefined;
}

/** Whether the worker projects. `unavailable`: not now. `degraded`: it does, but not as it should. */
export interface WorkerReadiness {
  readonly status: 'ready' | 'degraded' | 'unavailable';
  /** Everything that is not as it should be, a sentence each. */
  readonly reasons: readonly string[];
  readonly stores: { readonly kurrentdb: 'up' | 'down'; readonly mongodb: 'up' | 'down' };
}

/** Looks at everything that the worker needs to project, and names all that is missing. */
export async function readinessOf(sources: ReadinessSources): Promise<WorkerReadiness> {
  const { stores, isSubscribed, ordering, stalled, memberships } = sources;
  const [kurrentdb, mongodb] = await Promise.all([isUp(stores.kurrentdb), isUp(stores.mongodb)]);
  const stall = stalled?.();
  const hindrances = [
    ...(kurrentdb ? [] : ['KurrentDB does not answer']),
    ...(mongodb ? [] : ['MongoDB does not answer']),
    ...(isSubscribed() ? [] : ['The subscription is not open']),
    ...(stall === undefined ? [] : [stall]),
  ];
  const standstill = memberships?.();
  const concerns = [
    ...(ordering === 'none' ? ['RECONCILIATOR_ORDERING=none: changes get lost'] : []),
    ...(standstill === undefined ? [] : [`The tools of groups are not brought up to date: ${standstill}`]),
  ];
  return {
    status: hindrances.length > 0 ? 'unavailable' : concerns.length > 0 ? 'degraded' : 'ready',
    reasons: [...hindrances, ...concerns],
    stores: { kurrentdb: kurrentdb ? 'up' : 'down', mongodb: mongodb ? 'up' : 'down' },
  };
}

async function isUp(ping: () => Promise<void>): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const timer = setTimeout(() => resolve(false), PING_TIMEOUT_MS);
  ping().then(
    () => resolve(true),
    () => resolve(false),
  );
  return promise.finally(() => clearTimeout(timer));
}
