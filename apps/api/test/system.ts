import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Role } from '@tools-provider/contracts';
import { startKurrentDbEmulator } from '@tools-provider/kurrentdb-emulator';
import { startMongoDbEmulator } from '@tools-provider/mongodb-emulator';
import type { FastifyInstance } from 'fastify';
import { pino } from 'pino';
import { compose } from '../src/composition.ts';

const WORKER = fileURLToPath(new URL('../../reconciliator/src/main.ts', import.meta.url));

/** The api with its real adapters on the embedded stores, and a worker when it is wanted. */
export interface System {
  readonly app: FastifyInstance;
  /** Where the api listens, for what inject cannot do. */
  readonly url: string;
  readonly kurrentDbUrl: string;
  readonly mongoDbUrl: string;
  readonly api: Awaited<ReturnType<typeof compose>>;
  tokenOf(persona: Role): Promise<string>;
  startWorker(): Promise<void>;
  stopWorker(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts everything in a folder of its own. */
export async function startSystem({ rateLimitPerSecond = 100_000, sloMs = 2_000 } = {}): Promise<System> {
  const folder = await mkdtemp(join(tmpdir(), 'api-test-'));
  const kurrentDb = await startKurrentDbEmulator({ dataFolder: join(folder, 'kurrentdb') });
  const mongoDb = await startMongoDbEmulator({ dataFolder: join(folder, 'mongodb') });
  const api = await compose(
    {
      publicUrl: 'http://127.0.0.1:4000',
      kurrentDbUrl: kurrentDb.url,
      mongoDbUrl: mongoDb.url,
      dataDir: folder,
      rateLimitPerSecond,
      consistencySloMs: sloMs,
    },
    pino({ base: { name: 'api' }, level: process.env.LOG_LEVEL ?? 'silent' }),
  );
  await api.checkStores();
  await api.prepare();
  await api.changes.start();
  const url = await api.server.listen({ host: '127.0.0.1', port: 0 });
  let worker: ChildProcess | undefined;

  const stopWorker = async () => {
    if (worker?.exitCode !== null) return;
    const ended = once(worker, 'exit');
    worker.kill('SIGTERM');
    await ended;
    worker = undefined;
  };
  return {
    app: api.server as unknown as FastifyInstance,
    url,
    kurrentDbUrl: kurrentDb.url,
    mongoDbUrl: mongoDb.url,
    api,
    tokenOf: async (persona) => (await api.tokens.issue(persona)).accessToken,
    startWorker: async () => {
      const env = {
        ...process.env,
        KURRENTDB_URL: kurrentDb.url,
        MONGODB_URL: mongoDb.url,
        DATA_DIR: folder,
      };
      worker = fork(WORKER, { env, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
      await once(worker, 'message');
    },
    stopWorker,
    stop: async () => {
      await stopWorker();
      await api.close();
      await Promise.all([kurrentDb.close(), mongoDb.close()]);
      await rm(folder, { recursive: true, force: true });
    },
  };
}
