import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { SERVICE_TOKEN_PATTERN } from '@tools-provider/contracts';

const SECRET_BYTES = 32;

/** A new token's secret half, and what it is recognised by. */
export interface TokenSecret {
  readonly secret: string;
  readonly secretHash: string;
}

/**
 * 256 bits of chance, and their SHA-256. A slow hash would protect what people choose and others can guess; nobody guesses these, and every
 * request would pay for it.
 */
export function newTokenSecret(): TokenSecret {
  const secret = randomBytes(SECRET_BYTES).toString('base64url');
  return { secret, secretHash: hashOf(secret).toString('base64url') };
}

/** The token as its service sends it: `tp_`, the id without hyphens, `_`, the secret. */
export function writtenToken(id: string, secret: string): string {
  return `tp_${id.replaceAll('-', '')}_${secret}`;
}

/** A token taken apart; `undefined` for what is none. */
export function readToken(token: string): { readonly id: string; readonly secret: string } | undefined {
  if (!SERVICE_TOKEN_PATTERN.test(token)) return undefined;
  const hex = token.slice(3, 35);
  const id = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  return { id, secret: token.slice(36) };
}

/** Whether a secret is the one with this hash; how long it takes tells nothing of either. */
export function isSecretOf(secret: string, secretHash: string): boolean {
  const known = Buffer.from(secretHash, 'base64url');
  const sent = hashOf(secret);
  return known.length === sent.length && timingSafeEqual(known, sent);
}

function hashOf(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}
