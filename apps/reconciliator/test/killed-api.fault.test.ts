import { randomUUID } from 'node:crypto';
import { streamName } from '@tools-provider/domain';
import type { ToolGroupDocument } from '@tools-provider/read-model';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApi } from './api-process.ts';
import { type EmbeddedStores, startEmbeddedStores } from './embedded-stores.ts';
import { untilProjected, wholeFeed } from './projected.ts';
import { startWorker } from './worker-process.ts';

let stores: EmbeddedStores;
beforeAll(async () => {
  stores = await startEmbeddedStores();
});
afterAll(async () => {
  await stores.close();
});

/** Creates a group by an api that is killed when the events are in the log. Resolves when it is dead. */
async function createByMortalApi(id: string): Promise<void> {
  const api = await startApi(stores, { API_CRASH_AT: 'after-append:1' });
  const group = { id, name: 'Unanswered', selectors: [{ namePattern: 'a*' }] };
  await expect(api.post('/tool-groups', group)).rejects.toThrow();
  expect(await api.ended).toEqual([null, 'SIGKILL']);
}

describe('an api that is killed between append and answer, and never asked again', () => {
  it('has lost no event: each is projected and told once', async () => {
    const worker = startWorker(stores);
    await worker.ready;
    const ids = [randomUUID(), randomUUID()];
    for (const id of ids) await createByMortalApi(id);
    await untilProjected(stores, new Map(ids.map((id) => [streamName({ aggregate: 'tool-group', id }), 1])));
    await worker.stop();

    for (const id of ids) {
      const document = await stores.mongoDb.documents.get<ToolGroupDocument>('tool-groups', id);
      expect(document).toMatchObject({ revision: 1, name: 'Unanswered' });
    }
    expect((await wholeFeed(stores)).map(({ subject, revision }) => [subject, revision])).toEqual(
      ids.flatMap((id) => [
        [id, 0],
        [id, 1],
      ]),
    );
  });
});
