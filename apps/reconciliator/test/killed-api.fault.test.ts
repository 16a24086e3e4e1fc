import { fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { streamName } from '@tools-provider/domain';
import type { ToolGroupDocument } from '@tools-provider/read-model';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type EmbeddedStores, startEmbeddedStores } from './embedded-stores.ts';
import { untilProjected, wholeFeed } from './projected.ts';
import { startWorker } from './worker-process.ts';

const API = fileURLToPath(new URL('../../api/src/main.ts', import.meta.url));
const HEADERS = { 'content-type': 'application/json' };

let stores: EmbeddedStores;
let dataFolder: string;
beforeAll(async () => {
  stores = await startEmbeddedStores();
  dataFolder = await mkdtemp(join(tmpdir(), 'api-killed-unanswered-'));
});
afterAll(async () => {
  await stores.close();
  await rm(dataFolder, { recursive: true, force: true });
});

/** Creates a group by an api that is killed when the events are in the log. Resolves when it is dead. */
async function createByMortalApi(id: string): Promise<void> {
  const env = {
    PATH: process.env.PATH,
    API_PORT: '0',
    KURRENTDB_URL: stores.kurrentDbUrl,
    MONGODB_URL: stores.mongoDbUrl,
    DATA_DIR: dataFolder,
    LOG_LEVEL: 'fatal',
    API_CRASH_AT: 'after-append:1',
  };
  const api = fork(API, { env, execArgv: [], stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  const ended = once(api, 'exit');
  const [{ port }] = await once(api, 'message');
  const url = `http://127.0.0.1:${port}/api/v1`;
  const persona = { method: 'POST', headers: HEADERS, body: JSON.stringify({ persona: 'operator' }) };
  const { accessToken } = (await (await fetch(`${url}/dev/token`, persona)).json()) as {
    accessToken: string;
  };
  const answer = fetch(`${url}/tool-groups`, {
    method: 'POST',
    headers: { ...HEADERS, authorization: `Bearer ${accessToken}` },
    body: JSON.stringify({ id, name: 'Unanswered', selectors: [{ namePattern: 'a*' }] }),
  });
  await expect(answer).rejects.toThrow();
  expect(await ended).toEqual([null, 'SIGKILL']);
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
