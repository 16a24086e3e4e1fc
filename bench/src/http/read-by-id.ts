import { fork } from 'node:child_process';
import { once } from 'node:events';
import { bestOf, printRatio } from '../measure.ts';
import { withRawDb } from '../read-path/raw-writes.ts';
import { ApiClient } from './api-client.ts';
import { storeGroups } from './stored-groups.ts';

const GROUPS = 1_000;
const READS = 3_000;
const CALLERS = 32;
const ROUNDS = 3;

/** Where the parts listen that queries need. */
export interface QueryAddresses {
  readonly mongodb: string;
  readonly api: string;
}

/** Documents by their ids from the api, against a bare Fastify route around `findOne` in a process of its own. */
export async function benchReadById({ mongodb, api }: QueryAddresses): Promise<void> {
  const { ids, database } = await withRawDb(mongodb, async (db) => ({
    ids: await storeGroups(db, 0, GROUPS),
    database: db.databaseName,
  }));
  const child = fork(new URL('./bare-route.ts', import.meta.url), [mongodb, database, 'tool-groups']);
  const [address] = (await once(child, 'message')) as [string];
  const product = new ApiClient(api, CALLERS);
  await product.signIn('operator');
  const bare = new ApiClient(address, CALLERS);
  const best = await bestOf(
    {
      bare: async (n) => void (await bare.send('GET', `/${ids[n % GROUPS]}`)),
      api: async (n) => void (await product.send('GET', `/api/v1/tool-groups/${ids[n % GROUPS]}`)),
    },
    { count: READS, callers: CALLERS, rounds: ROUNDS },
  );
  printRatio(
    `document by id over HTTP, ${CALLERS} at a time`,
    { name: 'api', perSecond: READS / best.api },
    { name: 'bare route around findOne', perSecond: READS / best.bare },
  );
  await Promise.all([product.close(), bare.close()]);
  child.disconnect();
}
