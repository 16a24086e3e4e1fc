import { stateCollections } from '@tools-provider/application';
import type { ServiceToken } from '@tools-provider/contracts';
import { type ServiceTokenState, serviceTokenNotFound } from '@tools-provider/domain';
import type { FoundState, StateQuery, StateStore } from '@tools-provider/event-sourcing';
import type { LastUses } from './token-uses.ts';

/** More than anybody can look through. */
const MAX_LISTED = 500;

type StoredToken = FoundState<ServiceTokenState>;

/** Reads service tokens from where commands store them, so what was written is there at once. */
export class TokenReader {
  readonly #states: Pick<StateStore, 'load' | 'find'>;
  readonly #uses: Pick<LastUses, 'of'>;

  constructor(states: Pick<StateStore, 'load' | 'find'>, uses: Pick<LastUses, 'of'>) {
    this.#states = states;
    this.#uses = uses;
  }

  /** A service token. `not-found` when there never was one. */
  async get(id: string): Promise<ServiceToken> {
    const stored = await this.#states.load<ServiceTokenState>(stateCollections.serviceTokens, id);
    if (stored === undefined) throw serviceTokenNotFound(id);
    return await this.describe(stored);
  }

  /** The newest first: at most 500 that were never revoked, and of all others those among the newest 500. */
  async list(): Promise<readonly ServiceToken[]> {
    const [live, newest] = await Promise.all([this.#newest({ revokedAt: null }), this.#newest({})]);
    const byId = new Map([...live, ...newest].map((stored) => [stored.id, stored]));
    const found = [...byId.values()].toSorted((one, other) =>
      other.state.createdAt < one.state.createdAt ? -1 : 1,
    );
    const uses = await this.#uses.of(found.map(({ id }) => id));
    return found.map((stored) => answerOf(stored, uses));
  }

  /** What is told of a token as it is stored. */
  async describe(stored: StoredToken): Promise<ServiceToken> {
    return answerOf(stored, await this.#uses.of([stored.id]));
  }

  #newest(fields: StateQuery['anyOf'][number]): Promise<readonly StoredToken[]> {
    return this.#states.find<ServiceTokenState>({
      collection: stateCollections.serviceTokens,
      anyOf: [fields],
      sort: '-createdAt',
      limit: MAX_LISTED,
    });
  }
}

function answerOf({ id, revision, state }: StoredToken, uses: ReadonlyMap<string, string>): ServiceToken {
  const { name, scopes, createdAt, createdBy, expiresAt, revokedAt, revokedBy } = state;
  return {
    id,
    name,
    scopes: [...scopes],
    createdAt,
    createdBy,
    expiresAt,
    revokedAt,
    revokedBy,
    lastUsedAt: uses.get(id) ?? null,
    revision,
  };
}
