import type { ResolvedEvent } from '@kurrent/kurrentdb-client';

/** An event as the client gives it. */
export type ClientEvent = NonNullable<ResolvedEvent['event']>;
