import { type ChildProcess, fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CATEGORY, streamName } from '@tools-provider/domain';
import { connectKurrentDb } from '@tools-provider/kurrentdb';
import { type KurrentDbEmulator, startKurrentDbEmulator } from '@tools-provider/kurrentdb-emulator';
import { connectMongoDb } from '@tools-provider/mongodb';
import { type MongoDbEmulator, startMongoDbEmulator } from '@tools-provider/mongodb-emulator';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const MAIN = fileURLToPath(new URL('../src/main.ts', import.meta.url));

/**
 * At which step the api is killed, and at which of the commands that come one after the other. The api that comes after one that was killed
 * is on its way to the next.
 */
const KILLS_OVER_GROUPS = [
  'received:2',
  'before-append:3',
  'after-append:1',
  'after-append:2',
  'before-answer:3',
];
const KILLS_OVER_VIEWS = [
  'received:1',
  'before-append:1',
  'after-append:1',
  'after-append:2',
  'before-answer:2',
];

let folder: string;
let kurrentDb: KurrentDbEmulator;
let mongoDb: MongoDbEmulator;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'api-killed-'));
  kurrentDb = await startKurrentDbEmulator({ dataFolder: join(folder, 'kurrentdb') });
  mongoDb = await startMongoDbEmulator({ dataFolder: join(folder, 'mongodb') });
});

afterAll(async () => {
  await Promise.all([kurrentDb.close(), mongoDb.close()]);
  await rm(folder, { recursive: true, force: true });
});

/** An api that is started again, at another port, whenever it was killed. */
class MortalApi {
  #process: ChildProcess | undefined;
  #url = '';
  readonly #coming: string[];
  readonly #planned: number;
  kills = 0;

  constructor(kills: readonly string[]) {
    this.#coming = [...kills];
    this.#planned = kills.length;
  }

  /** Is there another kill to come? */
  get isMortal(): boolean {
    return this.kills < this.#planned;
  }

  async start(): Promise<void> {
    const crashAt = this.#coming.shift();
    const env = {
      PATH: process.env.PATH,
      API_PORT: '0',
      KURRENTDB_URL: kurrentDb.url,
      MONGODB_URL: mongoDb.url,
      DATA_DIR: folder,
      LOG_LEVEL: 'fatal',
      ...(crashAt === undefined ? {} : { API_CRASH_AT: crashAt }),
    };
    this.#process = fork(MAIN, { env, execArgv: [], stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
    const [{ port }] = await once(this.#process, 'message');
    this.#url = `http://127.0.0.1:${port}`;
  }

  /** Sends a command until it is answered: again, with the same key, when the api died over it. */
  async send(method: string, path: string, body: object): Promise<{ id: string; revision: number }> {
    const key = randomUUID();
    for (;;) {
      try {
        return await this.#sendOnce(method, path, body, key);
      } catch (error) {
        if (this.#process?.signalCode !== 'SIGKILL') await once(this.#process as ChildProcess, 'exit');
        if (this.#process?.signalCode !== 'SIGKILL') throw error;
        this.kills += 1;
        await this.start();
      }
    }
  }

  async stop(): Promise<void> {
    const ended = once(this.#process as ChildProcess, 'exit');
    this.#process?.kill('SIGTERM');
    await ended;
  }

  async #sendOnce(method: string, path: string, body: object, key: string) {
    const headers = { 'content-type': 'application/json' };
    const token = await fetch(`${this.#url}/api/v1/dev/token`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ persona: 'operator' }),
    });
    const { accessToken } = (await token.json()) as { accessToken: string };
    const answer = await fetch(`${this.#url}${path}`, {
      method,
      headers: { ...headers, authorization: `Bearer ${accessToken}`, 'idempotency-key': key },
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`${answer.status}: ${await answer.text()}`);
    return (await answer.json()) as { id: string; revision: number };
  }
}

describe('an api that is killed', () => {
  it('at any step of a command has carried it out once when the sender is answered, whoever answers', async () => {
    const api = new MortalApi(KILLS_OVER_GROUPS);
    const log = connectKurrentDb(kurrentDb.url, CATEGORY);
    await api.start();
    while (api.isMortal) {
      const { id } = await api.send('POST', '/api/v1/tool-groups', {
        name: `After ${api.kills} kills`,
        selectors: [{ namePattern: 'a*' }, { namePattern: 'b*' }],
      });
      const changed = await api.send('PATCH', `/api/v1/tool-groups/${id}`, { description: 'Changed' });
      const added = await api.send('POST', `/api/v1/tool-groups/${id}/selectors`, { namePattern: 'c*' });
      expect([changed.revision, added.revision]).toEqual([3, 4]);

      const stream = streamName({ aggregate: 'tool-group', id });
      const events = await Array.fromAsync(log.eventStore.read(stream));
      expect(events.map(({ type }) => type)).toEqual([
        'group.created.v1',
        'group.selector.added.v1',
        'group.selector.added.v1',
        'group.updated.v1',
        'group.selector.added.v1',
      ]);
      expect(new Set(events.map((event) => event.id)).size).toBe(5);
      expect(new Set(events.map(({ metadata }) => metadata.commandId)).size).toBe(3);
    }
    await api.stop();
    await log.close();
    expect(api.kills).toBe(KILLS_OVER_GROUPS.length);
  });

  it('at any step of a command on a view has stored state and messages once, or neither, before it is sent again', async () => {
    const api = new MortalApi(KILLS_OVER_VIEWS);
    const { stateStore, outbox, close } = connectMongoDb(mongoDb.url);
    await api.start();
    while (api.isMortal) {
      const name = `After ${api.kills} kills`;
      const { id } = await api.send('POST', '/api/v1/views', { name, list: 'tasks', query: {} });
      const changed = await api.send('PATCH', `/api/v1/views/${id}`, {
        name: `Renamed ${name}`,
        isShared: true,
      });
      expect(changed.revision).toBe(2);

      expect(await stateStore.load('views', id)).toMatchObject({
        revision: 2,
        state: { name: `Renamed ${name}`, isShared: true },
      });
      const messages = await outbox.undelivered(streamName({ aggregate: 'view', id }), 100);
      expect(messages.map(({ event }) => event.type)).toEqual([
        'view.created.v1',
        'view.renamed.v1',
        'view.shared.v1',
      ]);
      expect(new Set(messages.map((message) => message.id)).size).toBe(3);
    }
    await api.stop();
    await close();
    expect(api.kills).toBe(KILLS_OVER_VIEWS.length);
  });
});
