import { withRawDb } from '../read-path/raw-writes.ts';
import { ApiClient } from './api-client.ts';
import type { QueryAddresses } from './read-by-id.ts';
import { storeGroups } from './stored-groups.ts';

const FEW = 1_000;
const MANY = 100_000;
const CALLS = 9;

/** Every filter and order of the list, some together, those that few and that many groups pass. */
const FILTERS = [
  '',
  'sort=name',
  'sort=-updatedAt',
  'active=true',
  'active=false&sort=name',
  'requiresApproval=true&sort=-createdAt',
  'hasActivationRequest=true',
  'createdBy=operator-3&sort=name',
  'createdBy=nobody',
  'namePrefix=ship',
  'updatedSince=2026-01-01T00:10:00.000Z',
  'search=support',
  'search=support%20team%20tools',
  'search=tools',
  'search=nothing',
  'active=false&createdBy=operator-0&search=billing',
];

/** Pages of 50 of a hundred thousand groups, with each filter, against the same of a thousand. */
export async function benchLists({ mongodb, api }: QueryAddresses): Promise<void> {
  const client = new ApiClient(api, 1);
  await client.signIn('operator');
  await withRawDb(mongodb, async (db) => {
    await storeGroups(db, 0, FEW);
    const few = await measured(client);
    await storeGroups(db, FEW, MANY);
    const many = await measured(client);
    for (const filter of FILTERS) {
      const [small, large] = [few.get(filter) ?? Number.NaN, many.get(filter) ?? Number.NaN];
      const what = `list of 50, ${filter === '' ? 'no filter' : decodeURIComponent(filter)}`;
      console.log(
        `${what.padEnd(46)} ${(large / small).toFixed(2)}   (${large.toFixed(1)} ms of ${MANY.toLocaleString('en')}, ${small.toFixed(1)} ms of ${FEW.toLocaleString('en')})`,
      );
    }
  });
  await client.close();
}

/** The best of each filter, in milliseconds. They are asked in turn, so that none has the machine to itself. */
async function measured(client: ApiClient): Promise<ReadonlyMap<string, number>> {
  const samples = new Map<string, number[]>(FILTERS.map((filter) => [filter, []]));
  for (let call = 0; call < CALLS; call += 1)
    for (const [filter, times] of samples) {
      const begun = performance.now();
      await client.send('GET', `/api/v1/tool-groups?limit=50${filter === '' ? '' : `&${filter}`}`);
      times.push(performance.now() - begun);
    }
  return new Map([...samples].map(([filter, times]) => [filter, Math.min(...times)]));
}
