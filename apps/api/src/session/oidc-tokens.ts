import { CodedError } from '@tools-provider/mediator';
import { createRemoteJWKSet, errors, type JWTPayload, jwtVerify } from 'jose';
import { z } from 'zod';
import type { OidcConfig } from '../oidc-config.ts';
import type { TokenVerifier } from './authentication.ts';
import { type Caller, knownRoles } from './caller.ts';

/** How long the issuer may take to answer, in milliseconds. */
const ISSUER_TIMEOUT_MS = 3_000;

/** How long the issuer is left alone after its keys were asked for, in milliseconds: a token with a key nobody knows may come at any rate. */
const KEYS_COOLDOWN_MS = 5_000;

/** What says that a token is for something else: RFC 9068 has a name for access tokens, and many issuers say JWT or nothing. */
const ACCESS_TOKEN_TYPES = new Set([undefined, 'jwt', 'at+jwt', 'application/at+jwt']);

/** Ids that no person may have: events would take them for a service, or for the system itself. */
const RESERVED_ID = /^(service|saga):/;

const discovery = z.object({ issuer: z.string(), jwks_uri: z.url({ protocol: /^https?$/ }) });

const claims = z.object({
  sub: z.string().min(1).max(200),
  exp: z.int(),
  name: z.string().min(1).optional().catch(undefined),
  preferred_username: z.string().min(1).optional().catch(undefined),
});

type Keys = ReturnType<typeof createRemoteJWKSet>;

/** Reads the access tokens of an OpenID issuer, by the keys that it publishes; these are asked for when the first token comes, and when they change. */
export class OidcTokens implements TokenVerifier {
  readonly #config: OidcConfig;
  readonly #keysCooldownMs: number;
  #keys: Promise<Keys> | undefined;

  constructor(config: OidcConfig, keysCooldownMs = KEYS_COOLDOWN_MS) {
    this.#config = config;
    this.#keysCooldownMs = keysCooldownMs;
  }

  /**
   * Whose token it is. `unauthenticated` (code `invalid-token`) when the issuer did not sign it for this api, or it has expired;
   * `unavailable` (code `issuer-unavailable`) when that cannot be known, because the issuer does not answer.
   */
  async verify(accessToken: string): Promise<Caller> {
    const { issuer, audience, algorithms, clockSkewSeconds } = this.#config;
    try {
      const { payload, protectedHeader } = await jwtVerify(
        accessToken,
        async (header, token) => (await this.#issuersKeys())(header, token),
        {
          issuer,
          audience,
          algorithms: [...algorithms],
          clockTolerance: clockSkewSeconds,
          requiredClaims: ['sub', 'exp'],
        },
      );
      if (!ACCESS_TOKEN_TYPES.has(protectedHeader.typ?.toLowerCase()) || payload.typ === 'ID') {
        throw new TypeError('It is a token, but no access token');
      }
      return this.#callerOf(payload);
    } catch (cause) {
      throw refusalOf(cause);
    }
  }

  #callerOf(payload: JWTPayload): Caller {
    const { sub, exp, name, preferred_username } = claims.parse(payload);
    if (RESERVED_ID.test(sub)) throw new TypeError('Its subject is a name that is reserved');
    const named = [valueAt(payload, this.#config.rolesClaim) ?? []].flat();
    const { roleNames } = this.#config;
    const roles = knownRoles(
      named.map((one) => (typeof one === 'string' && Object.hasOwn(roleNames, one) ? roleNames[one] : one)),
    );
    return {
      actor: { id: sub, name: name ?? preferred_username ?? sub, roles: [...new Set(roles)] },
      expiresAt: new Date((exp + this.#config.clockSkewSeconds) * 1_000).toISOString(),
    };
  }

  #issuersKeys(): Promise<Keys> {
    this.#keys ??= this.#discover().catch((error: unknown) => {
      this.#keys = undefined;
      throw new IssuerAway(error);
    });
    return this.#keys;
  }

  async #discover(): Promise<Keys> {
    const { issuer } = this.#config;
    const answer = await fetch(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`, {
      redirect: 'error',
      signal: AbortSignal.timeout(ISSUER_TIMEOUT_MS),
    });
    if (!answer.ok) throw new Error(`its configuration is answered with ${answer.status}`);
    const found = discovery.parse(await answer.json());
    if (found.issuer !== issuer) throw new Error(`it calls itself ${found.issuer}, not as OIDC_ISSUER says`);
    return createRemoteJWKSet(new URL(found.jwks_uri), {
      timeoutDuration: ISSUER_TIMEOUT_MS,
      cooldownDuration: this.#keysCooldownMs,
    });
  }
}

/** The issuer could not be asked. */
class IssuerAway extends Error {
  constructor(cause: unknown) {
    super(cause instanceof Error ? cause.message : String(cause), { cause });
  }
}

/** What is wrong with a token is its sender's to mend; everything else that fails here is between the api and the issuer. */
function refusalOf(cause: unknown): CodedError {
  const isOfToken =
    cause instanceof errors.JWTClaimValidationFailed ||
    cause instanceof errors.JWTExpired ||
    cause instanceof errors.JWTInvalid ||
    cause instanceof errors.JWSInvalid ||
    cause instanceof errors.JWSSignatureVerificationFailed ||
    cause instanceof errors.JOSEAlgNotAllowed ||
    cause instanceof errors.JOSENotSupported ||
    cause instanceof errors.JWKSNoMatchingKey ||
    cause instanceof errors.JWKSMultipleMatchingKeys ||
    cause instanceof z.ZodError ||
    (cause instanceof TypeError && !isOfNetwork(cause));
  if (isOfToken) {
    return new CodedError(
      'unauthenticated',
      'invalid-token',
      'The bearer token is not valid or has expired',
      {
        cause,
      },
    );
  }
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new CodedError('unavailable', 'issuer-unavailable', `The OpenID issuer: ${reason}`, { cause });
}

/** What `fetch` rejects with has the failure of the connection as its cause. */
function isOfNetwork(error: TypeError): boolean {
  return error.cause !== undefined || error.message === 'fetch failed';
}

/** The value at a path of names with dots between them; a claim may have dots in its own name, too. */
function valueAt(payload: JWTPayload, path: string): unknown {
  if (Object.hasOwn(payload, path)) return payload[path];
  return path
    .split('.')
    .reduce<unknown>(
      (value, name) =>
        typeof value === 'object' && value !== null && Object.hasOwn(value, name)
          ? (value as Record<string, unknown>)[name]
          : undefined,
      payload,
    );
}
