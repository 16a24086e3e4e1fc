/** The schemas of the contracts. */
export type Contracts = typeof import('@tools-provider/contracts');

/** The schemas, fetched when there is something to check: no page needs them to be painted. They are fetched once. */
export async function loadContracts(): Promise<Contracts> {
  // First, because schemas ask for it when they are made.
  await import('./no-eval.ts');
  return import('@tools-provider/contracts');
}
