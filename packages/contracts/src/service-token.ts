import { z } from 'zod';
import { aggregateId, revision, timestamp } from './identifiers.ts';
import { serviceTokenScopes } from './values.ts';

/** What a service may be let do; `…:write` does not include `…:read`. */
export const serviceTokenScope = z.enum(serviceTokenScopes);

export type ServiceTokenScope = z.infer<typeof serviceTokenScope>;

/** How a service token looks, so that scanners find one that lies where it should not. */
export const SERVICE_TOKEN_PATTERN = /^tp_[0-9a-f]{32}_[A-Za-z0-9_-]{43}$/;

/** `POST /api/v1/service-tokens`. */
export const createServiceTokenBody = z
  .strictObject({
    id: aggregateId.optional(),
    name: z
      .string()
      .regex(
        /^[a-z0-9][a-z0-9-]{0,62}$/,
        'must be 1 to 63 small letters, digits and hyphens, beginning with no hyphen',
      )
      .meta({ description: "The service's; it acts as `service:<name>`. Several tokens may have one name." }),
    scopes: z.array(serviceTokenScope).min(1).max(serviceTokenScopes.length),
    expiresAt: timestamp.optional().meta({ description: 'In the future; left out: never' }),
  })
  .meta({ id: 'CreateServiceToken', examples: [{ name: 'billing-agent', scopes: ['feed:read'] }] });

export type CreateServiceTokenBody = z.infer<typeof createServiceTokenBody>;

/** A service token as an admin sees it; the token itself is shown once, by {@link createdServiceToken}. */
export const serviceToken = z
  .object({
    id: aggregateId,
    name: z.string(),
    scopes: z.array(serviceTokenScope),
    createdAt: timestamp,
    createdBy: z.string(),
    expiresAt: timestamp.nullable(),
    revokedAt: timestamp.nullable(),
    revokedBy: z.string().nullable(),
    lastUsedAt: timestamp
      .nullable()
      .meta({ description: 'To the minute; null: not yet. It may be written a moment after the use.' }),
    revision,
  })
  .meta({ id: 'ServiceToken' });

export type ServiceToken = z.infer<typeof serviceToken>;

/** What `POST /api/v1/service-tokens` answers. */
export const createdServiceToken = serviceToken
  .extend({
    token: z.string().nullable().meta({
      description: 'Shown here and never again; null when this is the answer to a repeated request',
    }),
  })
  .meta({ id: 'CreatedServiceToken' });

export type CreatedServiceToken = z.infer<typeof createdServiceToken>;

/** What `GET /api/v1/service-tokens` answers: the newest first, those that are worth nothing any more too. */
export const serviceTokens = z.object({ items: z.array(serviceToken) }).meta({ id: 'ServiceTokens' });
