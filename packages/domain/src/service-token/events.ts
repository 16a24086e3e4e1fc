import type { DomainEvent } from '@tools-provider/event-sourcing';
import type { ServiceTokenScope } from './scopes.ts';

/** A service may call the api from now on. Neither the token nor its hash stands in any event. */
export type ServiceTokenCreated = DomainEvent<
  'service-token.created.v1',
  {
    readonly name: string;
    readonly scopes: readonly ServiceTokenScope[];
    readonly expiresAt: string | null;
    readonly createdAt: string;
    readonly createdBy: string;
  }
>;

/** The end: the token is worth nothing any more. `name` is the service's. */
export type ServiceTokenRevoked = DomainEvent<
  'service-token.revoked.v1',
  { readonly name: string; readonly revokedAt: string; readonly revokedBy: string }
>;

/** Everything that can have happened to a service token. The feed tells them, so types and payloads are contracts for ever. */
export type ServiceTokenEvent = ServiceTokenCreated | ServiceTokenRevoked;
