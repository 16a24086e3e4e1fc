import { type Evolvers, evolveBy } from '@tools-provider/event-sourcing';
import type { ServiceTokenEvent } from './events.ts';
import type { ServiceTokenScope } from './scopes.ts';

/** What a service token is after its events. Times are ISO 8601 with milliseconds. */
export interface ServiceTokenState {
  /** The service's. */
  readonly name: string;
  readonly scopes: readonly ServiceTokenScope[];
  /** What the secret is recognised by. It comes with the aggregate and with no event, because events are told to others. */
  readonly secretHash: string;
  readonly expiresAt: string | null;
  readonly createdAt: string;
  readonly createdBy: string;
  readonly revokedAt: string | null;
  readonly revokedBy: string | null;
}

/** A service token of which nothing has happened yet. */
export const initialServiceToken: ServiceTokenState = {
  name: '',
  scopes: [],
  secretHash: '',
  expiresAt: null,
  createdAt: '',
  createdBy: '',
  revokedAt: null,
  revokedBy: null,
};

const evolvers: Evolvers<ServiceTokenState, ServiceTokenEvent> = {
  'service-token.created.v1': (state, { name, scopes, expiresAt, createdAt, createdBy }) => ({
    ...state,
    name,
    scopes,
    expiresAt,
    createdAt,
    createdBy,
  }),
  'service-token.revoked.v1': (state, { revokedAt, revokedBy }) => ({ ...state, revokedAt, revokedBy }),
};

/** The service token after an event. Pure. */
export const evolveServiceToken = evolveBy<ServiceTokenState, ServiceTokenEvent>(evolvers);

/** Every event type of a service token. */
export const SERVICE_TOKEN_EVENT_TYPES = Object.keys(evolvers) as readonly ServiceTokenEvent['type'][];

/** Whether the token is worth something at a moment (ISO 8601 with milliseconds): neither revoked nor expired. */
export function isInForce(
  { revokedAt, expiresAt }: Pick<ServiceTokenState, 'revokedAt' | 'expiresAt'>,
  now: string,
): boolean {
  return revokedAt === null && (expiresAt === null || now < expiresAt);
}

/** Whom a service acts as: what events name. Tokens of one name are one service's, so that a new one can replace an old one. */
export function serviceActorId(name: string): string {
  return `service:${name}`;
}
