/** Live answers by the token that opened them, so that signing out ends them. Lives on globalThis: Next bundles each route by itself. */
const registry = globalThis as typeof globalThis & {
  toolsProviderOpenStreams?: Map<string, Set<AbortController>>;
};

function streams(): Map<string, Set<AbortController>> {
  registry.toolsProviderOpenStreams ??= new Map();
  return registry.toolsProviderOpenStreams;
}

/** Registers a live answer; the returned function forgets it. */
export function openStream(token: string, controller: AbortController): () => void {
  const open = streams().get(token) ?? new Set();
  streams().set(token, open.add(controller));
  return () => {
    open.delete(controller);
    if (open.size === 0 && streams().get(token) === open) streams().delete(token);
  };
}

/** Ends every live answer of a token. */
export function endStreams(token: string): void {
  for (const controller of streams().get(token) ?? []) controller.abort();
  streams().delete(token);
}
