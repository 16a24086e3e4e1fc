import { ApiClient } from './api-client.ts';

/** Changes groups that are kept in memory, over HTTP: the same commands as those of the mediator. */
export async function httpChanger(api: string, groups: number, callers: number) {
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
