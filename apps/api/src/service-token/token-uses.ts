const MINUTE_MS = 60_000;

/** Where it is kept when each token was last used. */
export interface LastUses {
  /** Notes a use, unless a later one is known. */
  note(id: string, usedAt: string): Promise<void>;
  /** The last use of each; of those never used, nothing. */
  of(ids: readonly string[]): Promise<ReadonlyMap<string, string>>;
}

/** Notes the use of tokens to the minute, so that a token costs one write a minute, however often it comes. */
export class TokenUses {
  readonly #uses: LastUses;
  readonly #onFailure: (error: unknown) => void;
  readonly #noted = new Map<string, string>();

  constructor(uses: LastUses, onFailure: (error: unknown) => void) {
    this.#uses = uses;
    this.#onFailure = onFailure;
  }

  /** Notes a use behind the request, which neither waits for it nor fails with it. */
  note(id: string): void {
    const minute = new Date(Math.floor(Date.now() / MINUTE_MS) * MINUTE_MS).toISOString();
    if (this.#noted.get(id) === minute) return;
    this.#noted.set(id, minute);
    this.#uses.note(id, minute).catch((error: unknown) => {
      this.#noted.delete(id);
      this.#onFailure(error);
    });
  }
}
