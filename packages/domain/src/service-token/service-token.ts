import { AggregateRoot, type AggregateType, nonEventSourced } from '@tools-provider/event-sourcing';
import { aggregateId } from '../aggregate-id.ts';
import type { Stamp } from '../stamp.ts';
import { CATEGORY } from '../streams.ts';
import { moment } from '../text.ts';
import { invalidToken } from './errors.ts';
import type { ServiceTokenEvent } from './events.ts';
import { SERVICE_TOKEN_SCOPES, type ServiceTokenScope } from './scopes.ts';
import {
  evolveServiceToken,
  initialServiceToken,
  SERVICE_TOKEN_EVENT_TYPES,
  type ServiceTokenState,
} from './state.ts';

const NAME = /^[a-z0-9][a-z0-9-]{0,62}$/;

/** A service token as somebody asks for it. */
export interface ServiceTokenDetails {
  /** The service's: 1 to 63 small letters, digits and hyphens, beginning with no hyphen. Another token may have it too. */
  readonly name: string;
  /** At least one; the order and repetitions mean nothing. */
  readonly scopes: readonly ServiceTokenScope[];
  /** After the moment of creation; `null` or left out: never. */
  readonly expiresAt?: string | null | undefined;
  /** What the secret will be recognised by. */
  readonly secretHash: string;
}

/** What lets a service call the api until it expires or is revoked. It cannot be changed, and a repeated {@link ServiceToken.revoke} raises nothing. */
export class ServiceToken extends AggregateRoot<ServiceTokenState, ServiceTokenEvent> {
  /** A new token. `invalid` unless `id` is a UUID and every detail is within its bounds. */
  static create(id: string, details: ServiceTokenDetails, { actor, occurredAt }: Stamp): ServiceToken {
    const { secretHash } = details;
    const token = new ServiceToken(evolveServiceToken, aggregateId(id), {
      ...initialServiceToken,
      secretHash,
    });
    token.raise({
      type: 'service-token.created.v1',
      data: {
        name: nameOf(details.name),
        scopes: scopesOf(details.scopes),
        expiresAt: expiryOf(details.expiresAt ?? null, occurredAt),
        createdAt: occurredAt,
        createdBy: actor.id,
      },
    });
    return token;
  }

  /** A token as it is stored. */
  static rehydrate(id: string, state: ServiceTokenState, revision: number): ServiceToken {
    return new ServiceToken(evolveServiceToken, id, state, revision);
  }

  /** Makes the token worth nothing; doing it again changes nothing. */
  revoke({ actor, occurredAt }: Stamp): void {
    const { name, revokedAt } = this.state;
    if (revokedAt !== null) return;
    this.raise({
      type: 'service-token.revoked.v1',
      data: { name, revokedAt: occurredAt, revokedBy: actor.id },
    });
  }
}

// Its events get to the feed by the outbox. A log would keep the hash for ever.
nonEventSourced(ServiceToken);

/** What is known of service tokens as aggregates. They are stored as their state; their events are told under `tools_provider-service-token-<id>`. */
export const serviceTokenType: AggregateType<ServiceTokenState, ServiceTokenEvent, ServiceToken> = {
  category: CATEGORY,
  name: 'service-token',
  initial: initialServiceToken,
  eventTypes: SERVICE_TOKEN_EVENT_TYPES,
  evolve: evolveServiceToken,
  rehydrate: ServiceToken.rehydrate,
  // A revoked one stays to be seen.
  isDeleted: () => false,
  aggregateClass: ServiceToken,
};

function nameOf(name: string): string {
  if (NAME.test(name)) return name;
  throw invalidToken('name', 'must be 1 to 63 small letters, digits and hyphens, beginning with no hyphen');
}

function scopesOf(scopes: readonly ServiceTokenScope[]): readonly ServiceTokenScope[] {
  const unknown = scopes.find((scope) => !SERVICE_TOKEN_SCOPES.includes(scope));
  if (unknown !== undefined) throw invalidToken('scopes', `knows no ${JSON.stringify(unknown)}`);
  if (scopes.length === 0) throw invalidToken('scopes', 'must have at least one');
  return SERVICE_TOKEN_SCOPES.filter((scope) => scopes.includes(scope));
}

function expiryOf(expiresAt: string | null, now: string): string | null {
  if (expiresAt === null) return null;
  if (moment('expiresAt', expiresAt) > now) return expiresAt;
  throw invalidToken('expiresAt', 'must be in the future');
}
