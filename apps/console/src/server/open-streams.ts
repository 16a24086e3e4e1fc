/** The live answers that are open, by the token that opened them. */
class OpenStreams {
  readonly #byToken = new Map<string, Set<AbortController>>();

  constructor() {
    // Next waits for open answers before it stops, and these would never end by themselves.
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => this.#endAll());
  }

  /** Registers a live answer; the returned function forgets it. */
  open(token: string, controller: AbortController): () => void {
    const open = this.#byToken.get(token) ?? new Set();
    this.#byToken.set(token, open.add(controller));
    return () => {
      open.delete(controller);
      if (open.size === 0 && this.#byToken.get(token) === open) this.#byToken.delete(token);
    };
  }

  /** Ends every live answer of a token. */
  end(token: string): void {
    for (const controller of this.#byToken.get(token) ?? []) controller.abort();
    this.#byToken.delete(token);
  }

  #endAll(): void {
    for (const token of [...this.#byToken.keys()]) this.end(token);
  }
}

// On globalThis, since Next bundles each route with modules of its own.
const shared = globalThis as typeof globalThis & { toolsProviderOpenStreams?: OpenStreams };

/** The live answers of this process: signing out ends a person's, stopping ends all. */
export function openStreams(): OpenStreams {
  shared.toolsProviderOpenStreams ??= new OpenStreams();
  return shared.toolsProviderOpenStreams;
}
