import { hash } from 'node:crypto';
import type { TokenVerifier } from './authentication.ts';
import type { Caller } from './caller.ts';

/** For how long a token that was found valid is believed, in milliseconds: how late it is noticed that its issuer has taken a key back. */
const BELIEVED_MS = 1_000;

/** How many tokens are remembered. */
const CAPACITY = 10_000;

interface RememberedToken {
  readonly caller: Caller;
  readonly foundValidAt: number;
  readonly expiresAt: number;
}

/**
 * Has each token checked once a second at most, however often it comes, since a signature costs more than a request does otherwise. One that
 * expires meanwhile is checked at once. Remembers hashes, never a token; one that is refused is not remembered.
 */
export class RememberedTokens implements TokenVerifier {
  readonly #tokens: TokenVerifier;
  readonly #capacity: number;
  readonly #known = new Map<string, RememberedToken>();

  constructor(tokens: TokenVerifier, capacity = CAPACITY) {
    this.#tokens = tokens;
    this.#capacity = capacity;
  }

  async verify(accessToken: string): Promise<Caller> {
    const key = hash('sha256', accessToken, 'base64url');
    const known = this.#known.get(key);
    if (known !== undefined && isBelieved(known)) return known.caller;
    const caller = await this.#tokens.verify(accessToken);
    this.#remember(key, caller);
    return caller;
  }

  #remember(key: string, caller: Caller): void {
    const expiresAt = caller.expiresAt === null ? Number.POSITIVE_INFINITY : Date.parse(caller.expiresAt);
    // A Map iterates in the order of insertion, so the first is the one that was checked longest ago.
    this.#known.delete(key);
    this.#known.set(key, { caller, foundValidAt: performance.now(), expiresAt });
    const [oldest] = this.#known.keys();
    if (this.#known.size > this.#capacity && oldest !== undefined) this.#known.delete(oldest);
  }
}

function isBelieved({ foundValidAt, expiresAt }: RememberedToken): boolean {
  return performance.now() - foundValidAt < BELIEVED_MS && Date.now() < expiresAt;
}
