/** The schemas of the contracts. */
export type Contracts = typeof import('@tools-provider/contracts');

/** The schemas, fetched when there is something to check: no page needs them to be painted. They are fetched once. */
export function loadContracts(): Promise<Contracts> {
  return import('@tools-provider/contracts');
}
