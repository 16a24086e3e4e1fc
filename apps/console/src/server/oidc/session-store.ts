import { randomBytes } from 'node:crypto';

/** What the issuer gave for a person. Times in milliseconds since the epoch. */
export interface Tokens {
  readonly accessToken: string;
  readonly refreshToken?: string;
  /** Tells the issuer whose session ends at sign-out. */
  readonly idToken?: string;
  readonly expiresAt: number;
  /** From when on new ones are fetched, before the old ones have expired. */
  readonly refreshAt: number;
}

/** The issuer does not give new tokens for this session any more; anything else may pass. */
export class RefreshRefused extends Error {
  override readonly name = 'RefreshRefused';
}

/** What a {@link SessionStore} is made of. */
export interface SessionStoreOptions {
  /** New tokens for a refresh token; throws {@link RefreshRefused} where there are none to be had. */
  readonly refresh: (tokens: Tokens & { readonly refreshToken: string }) => Promise<Tokens>;
  /** Called once for each session that ends, however it does. */
  readonly onEnd: (id: string) => void;
  /** Gets new tokens that came after their session had ended: nobody will use them. */
  readonly discard: (tokens: Tokens) => Promise<void>;
  readonly now?: () => number;
  /** How many sessions there may be; the oldest gives way. */
  readonly most?: number;
}

/** How long a session lasts at most, in seconds: somebody who works on has to sign in again once a day. */
export const SESSION_SECONDS = 12 * 60 * 60;

/** For how long an issuer that did not answer is left alone. */
const RETRY_MS = 2_000;

interface Session {
  tokens: Tokens;
  readonly endsAt: number;
  retryAt: number;
  refreshing?: Promise<void> | undefined;
}

/**
 * The sessions of everybody who is signed in, with their tokens, in the memory of this process: a browser knows a session by an id of 256
 * random bits and nothing else. A session ends at sign-out, after twelve hours, and when its tokens have expired without new ones.
 */
export class SessionStore {
  readonly #sessions = new Map<string, Session>();
  readonly #options: Required<SessionStoreOptions>;

  constructor(options: SessionStoreOptions) {
    this.#options = { now: Date.now, most: 10_000, ...options };
  }

  /** Begins a session; answers its id. */
  begin(tokens: Tokens): string {
    this.#makeRoom();
    const id = randomBytes(32).toString('base64url');
    const endsAt = this.#options.now() + SESSION_SECONDS * 1000;
    this.#sessions.set(id, { tokens, endsAt, retryAt: 0 });
    return id;
  }

  /**
   * An access token of the session that has not expired, or undefined when the session has ended. New tokens are fetched once, however
   * many ask; while the issuer does not answer, the old ones serve as long as they last.
   */
  async accessToken(id: string): Promise<string | undefined> {
    const session = this.#living(id);
    if (session === undefined) return undefined;
    if (this.#isDue(session)) {
      session.refreshing ??= this.#refresh(id, session).finally(() => {
        session.refreshing = undefined;
      });
      await session.refreshing;
    }
    const { now } = this.#options;
    if (!this.#sessions.has(id) || session.tokens.expiresAt <= now()) return undefined;
    return session.tokens.accessToken;
  }

  /** Ends a session; answers its last tokens, or undefined when there was none. */
  end(id: string): Tokens | undefined {
    const session = this.#sessions.get(id);
    if (session === undefined) return undefined;
    this.#sessions.delete(id);
    this.#options.onEnd(id);
    return session.tokens;
  }

  #living(id: string): Session | undefined {
    const session = this.#sessions.get(id);
    if (session === undefined) return undefined;
    const { expiresAt, refreshToken } = session.tokens;
    const now = this.#options.now();
    if (session.endsAt > now && (refreshToken !== undefined || expiresAt > now)) return session;
    this.end(id);
    return undefined;
  }

  #isDue({ tokens, retryAt, refreshing }: Session): boolean {
    if (tokens.refreshToken === undefined) return false;
    const now = this.#options.now();
    return refreshing !== undefined || (tokens.refreshAt <= now && retryAt <= now);
  }

  async #refresh(id: string, session: Session): Promise<void> {
    const { tokens } = session;
    const { refreshToken } = tokens;
    if (refreshToken === undefined) return;
    try {
      session.tokens = await this.#options.refresh({ ...tokens, refreshToken });
      if (!this.#sessions.has(id)) await this.#options.discard(session.tokens);
    } catch (error) {
      if (error instanceof RefreshRefused) this.end(id);
      else session.retryAt = this.#options.now() + RETRY_MS;
    }
  }

  /** What is oldest comes first in a Map. */
  #makeRoom(): void {
    const now = this.#options.now();
    for (const [id, { endsAt }] of this.#sessions) {
      if (endsAt > now && this.#sessions.size < this.#options.most) return;
      this.end(id);
    }
  }
}
