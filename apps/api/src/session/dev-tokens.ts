import { randomUUID } from 'node:crypto';
import { personas, type Role } from '@tools-provider/contracts';
import { CodedError } from '@tools-provider/mediator';
import { jwtVerify, SignJWT } from 'jose';
import { z } from 'zod';
import { type Caller, knownRoles } from './caller.ts';

const ISSUER = 'tools-provider-development';
const AUDIENCE = 'tools-provider';
const LIFETIME_SECONDS = 24 * 60 * 60;

const claims = z.object({
  sub: z.string().min(1),
  name: z.string(),
  roles: z.array(z.string()),
  exp: z.int(),
});

/** A token and when it ends (ISO 8601). */
export interface IssuedToken {
  readonly accessToken: string;
  readonly expiresAt: string;
}

/** Gives out and reads the tokens of development: one for each persona, for 24 hours, signed with HS256. */
export class DevTokens {
  readonly #key: Uint8Array;

  constructor(key: Uint8Array) {
    this.#key = key;
  }

  /** A token for one of the personas, another one each time; `lifetimeSeconds` from now on. */
  async issue(persona: Role, lifetimeSeconds = LIFETIME_SECONDS): Promise<IssuedToken> {
    const { id, name, roles } = personas.find((known) => known.persona === persona) ?? personas[0];
    const expiresAtSeconds = Math.floor(Date.now() / 1000) + lifetimeSeconds;
    const accessToken = await new SignJWT({ name, roles: [...roles] })
      .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
      .setSubject(id)
      .setIssuer(ISSUER)
      .setAudience(AUDIENCE)
      // Two that are issued in one second would be the same, and so would be the sessions of two browsers.
      .setJti(randomUUID())
      .setIssuedAt()
      .setExpirationTime(expiresAtSeconds)
      .sign(this.#key);
    return { accessToken, expiresAt: isoOf(expiresAtSeconds) };
  }

  /** Whose token it is. `unauthenticated` (code `invalid-token`) when it is none of ours, altered or expired. */
  async verify(accessToken: string): Promise<Caller> {
    try {
      const { payload } = await jwtVerify(accessToken, this.#key, {
        algorithms: ['HS256'],
        issuer: ISSUER,
        audience: AUDIENCE,
      });
      const { sub, name, roles, exp } = claims.parse(payload);
      return { actor: { id: sub, name, roles: knownRoles(roles) }, expiresAt: isoOf(exp) };
    } catch (cause) {
      throw new CodedError(
        'unauthenticated',
        'invalid-token',
        'The bearer token is not valid or has expired',
        { cause },
      );
    }
  }
}

function isoOf(epochSeconds: number): string {
  return new Date(epochSeconds * 1000).toISOString();
}
