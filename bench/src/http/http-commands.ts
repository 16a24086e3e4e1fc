import { KurrentDBClient } from '@kurrent/kurrentdb-client';
import { bestOf, printRatio } from '../measure.ts';
import { rawChanger } from '../raw-changer.ts';
import type { WritePathAddresses } from '../write-path.ts';
import { ApiClient } from './api-client.ts';

/** As many as the api keeps in memory: with more, each would have been forgotten when its turn comes, and be read first. */
const GROUPS = 1_000;
const COMMANDS = 2_000;
const CALLERS = 32;
const ROUNDS = 3;

/** How commands on groups that the api has in memory compare with a raw client that appends as much. */
export async function benchHttpCommands({ kurrentdb, api }: WritePathAddresses): Promise<void> {
  const client = KurrentDBClient.connectionString(kurrentdb);
  const http = await httpChanger(api, GROUPS, CALLERS);
  const best = await bestOf(
    { raw: rawChanger(client, GROUPS), http: http.call },
    { count: COMMANDS, callers: CALLERS, rounds: ROUNDS },
  );
  printRatio(
    `warm command over HTTP, ${CALLERS} at a time`,
    { name: 'api', perSecond: COMMANDS / best.http },
    { name: 'raw append', perSecond: COMMANDS / best.raw },
  );
  await Promise.all([http.close(), client.dispose()]);
}

/** Changes groups that are kept in memory, over HTTP: the same commands as those of the mediator. */
async function httpChanger(api: string, groups: number, callers: number) {
  const client = new ApiClient(api, callers);
  await client.signIn('operator');
  const ids: string[] = [];
  for (let n = 0; n < groups; n += callers) {
    const made = Array.from({ length: Math.min(callers, groups - n) }, (_, each) =>
      client.send('POST', '/api/v1/tool-groups', { name: `Posted ${n + each}` }),
    );
    for (const group of await Promise.all(made)) ids.push((group as { id: string }).id);
  }
  let count = 0;
  return {
    call: async (n: number) => {
      count += 1;
      await client.send('PATCH', `/api/v1/tool-groups/${ids[n % groups]}`, {
        description: `Change ${count}`,
      });
    },
    close: () => client.close(),
  };
}
