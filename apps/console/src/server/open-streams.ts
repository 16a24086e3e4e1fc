/** The live answers that are open, by the session that opened them. */
class OpenStreams {
  readonly #bySession = new Map<string, Set<AbortController>>();

  constructor() {
    // Next waits for open answers before it stops, and these would never end by themselves.
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => this.#endAll());
  }

  /** Registers a live answer; the returned function forgets it. */
  open(sessionId: string, controller: AbortController): () => void {
    const open = this.#bySession.get(sessionId) ?? new Set();
    this.#bySession.set(sessionId, open.add(controller));
    return () => {
      open.delete(controller);
      if (open.size === 0 && this.#bySession.get(sessionId) === open) this.#bySession.delete(sessionId);
    };
  }

  /** How many a session has. */
  count(sessionId: string): number {
    return this.#bySession.get(sessionId)?.size ?? 0;
  }

  /** Ends every live answer of a session. */
  end(sessionId: string): void {
    for (const controller of this.#bySession.get(sessionId) ?? []) controller.abort();
    this.#bySession.delete(sessionId);
  }

  #endAll(): void {
    for (const sessionId of [...this.#bySession.keys()]) this.end(sessionId);
  }
}

// On globalThis, since Next bundles each route with modules of its own.
const shared = globalThis as typeof globalThis & { toolsProviderOpenStreams?: OpenStreams };

/** The live answers of this process: signing out ends a person's, stopping ends all. */
export function openStreams(): OpenStreams {
  shared.toolsProviderOpenStreams ??= new OpenStreams();
  return shared.toolsProviderOpenStreams;
}
