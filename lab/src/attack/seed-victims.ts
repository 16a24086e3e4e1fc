import fc from 'fast-check';
import type { Caller } from './caller.ts';
import type { DescribedApi } from './described-operation.ts';
import { FittingValues } from './fitting-values.ts';

const OF_EACH = 3;

/** Creates a few of everything that can be created, by what the document says of it, and answers all ids that came back. */
export async function seedVictims(
  api: DescribedApi,
  caller: Caller,
  seed: number,
): Promise<readonly string[]> {
  const ids = new Set<string>();
  const creations = api.operations.filter(
    ({ method, path, answers }) => method === 'POST' && answers.has(201) && !path.includes('{'),
  );
  for (const { body, path } of creations) {
    if (body === undefined) continue;
    const values = new FittingValues(api, [...ids]);
    for (const value of fc.sample(values.of(body), { numRuns: OF_EACH, seed })) {
      const { body: created } = await caller.post(path, value);
      for (const id of idsIn(created)) ids.add(id);
    }
  }
  return [...ids];
}

function idsIn(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, item]) =>
    typeof item === 'string' && /^(id|toolId)$/.test(name) && item !== '' ? [item] : idsIn(item),
  );
}
