import { stateCollections } from '@tools-provider/application';
import type { Role } from '@tools-provider/contracts';
import {
  isInForce,
  type ServiceTokenScope,
  type ServiceTokenState,
  serviceActorId,
} from '@tools-provider/domain';
import type { StateStore } from '@tools-provider/event-sourcing';
import { CodedError } from '@tools-provider/mediator';
import type { TokenVerifier } from '../session/authentication.ts';
import type { Caller } from '../session/caller.ts';
import { isSecretOf, readToken } from './token-secret.ts';
import type { TokenUses } from './token-uses.ts';

/** For how long what is known of a token is believed, in milliseconds: how late a process may notice that another has revoked it. */
const BELIEVED_MS = 500;

/** How many tokens are remembered. */
const CAPACITY = 1_000;

interface KnownToken {
  readonly readAt: number;
  readonly state: Promise<ServiceTokenState | undefined>;
}

/** Reads service tokens by what is stored of them, and notices within half a second, in every process, that one was revoked. */
export class ServiceTokenRegister implements TokenVerifier {
  readonly #states: Pick<StateStore, 'load'>;
  readonly #uses: Pick<TokenUses, 'note'>;
  readonly #known = new Map<string, KnownToken>();
  readonly #watched = new Map<string, Set<() => void>>();
  #watch: NodeJS.Timeout | undefined;

  constructor(states: Pick<StateStore, 'load'>, uses: Pick<TokenUses, 'note'>) {
    this.#states = states;
    this.#uses = uses;
  }

  /** Which service it is. `unauthenticated` (code `invalid-token`) when it is none of ours, revoked or expired. */
  async verify(accessToken: string): Promise<Caller> {
    const read = readToken(accessToken);
    if (read === undefined) throw invalidToken();
    const { id, secret } = read;
    const state = await this.#stateOf(id);
    if (state === undefined || !isSecretOf(secret, state.secretHash) || !isInForceNow(state)) {
      throw invalidToken();
    }
    this.#uses.note(id);
    const { name, scopes, expiresAt } = state;
    return {
      actor: { id: serviceActorId(name), name, roles: rolesBy(scopes) },
      scopes,
      expiresAt,
      onRevoked: (revoked) => this.#onRevoked(id, revoked),
    };
  }

  #stateOf(id: string): Promise<ServiceTokenState | undefined> {
    const known = this.#known.get(id);
    if (known !== undefined && Date.now() - known.readAt < BELIEVED_MS) return known.state;
    return this.#load(id);
  }

  #load(id: string): Promise<ServiceTokenState | undefined> {
    const state = this.#states
      .load<ServiceTokenState>(stateCollections.serviceTokens, id)
      .then((stored) => stored?.state);
    this.#known.delete(id);
    this.#known.set(id, { readAt: Date.now(), state });
    state.catch(() => this.#known.delete(id));
    const [oldest] = this.#known.keys();
    if (this.#known.size > CAPACITY && oldest !== undefined) this.#known.delete(oldest);
    return state;
  }

  #onRevoked(id: string, revoked: () => void): () => void {
    const listeners = this.#watched.get(id) ?? new Set();
    this.#watched.set(id, listeners.add(revoked));
    this.#watch ??= setInterval(() => this.#lookAtWatched(), BELIEVED_MS).unref();
    return () => {
      listeners.delete(revoked);
      if (listeners.size === 0 && this.#watched.get(id) === listeners) this.#watched.delete(id);
      if (this.#watched.size > 0) return;
      clearInterval(this.#watch);
      this.#watch = undefined;
    };
  }

  #lookAtWatched(): void {
    for (const [id, listeners] of this.#watched) {
      this.#load(id).then(
        (state) => {
          if (state !== undefined && isInForceNow(state)) return;
          for (const revoked of [...listeners]) revoked();
        },
        // Of a store that is away nothing is known; the next look tells.
        () => undefined,
      );
    }
  }
}

function isInForceNow(state: ServiceTokenState): boolean {
  return isInForce(state, new Date().toISOString());
}

/** The least role that its scopes are of use with. No service is an admin. */
function rolesBy(scopes: readonly ServiceTokenScope[]): readonly Role[] {
  return scopes.some((scope) => scope.endsWith(':write')) ? ['operator'] : ['viewer'];
}

function invalidToken(): CodedError {
  return new CodedError(
    'unauthenticated',
    'invalid-token',
    'The service token is not valid, expired or revoked',
  );
}
