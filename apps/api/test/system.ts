import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Role } from '@tools-provider/contracts';
import { CATEGORY } from '@tools-provider/domain';
import type { EventStore } from '@tools-provider/event-sourcing';
import { connectKurrentDb } from '@tools-provider/kurrentdb';
import { startKurrentDbEmulator } from '@tools-provider/kurrentdb-emulator';
import { startMongoDbEmulator } from '@tools-provider/mongodb-emulator';
import { startTelemetry, type TelemetryOptions } from '@tools-provider/telemetry';
import type { InjectOptions, LightMyRequestResponse } from 'fastify';
import { pino } from 'pino';
import { compose } from '../src/composition.ts';
import type { OidcConfig } from '../src/oidc-config.ts';

const WORKER = fileURLToPath(new URL('../../reconciliator/src/main.ts', import.meta.url));

/** What a caller from another machine needs to read the metrics. */
export const METRICS_TOKEN = 'a-token-for-the-tests';

/** Sends a request as somebody. A `payload` that is an object goes as JSON. */
export type Send = (
  method: NonNullable<InjectOptions['method']>,
  url: string,
  options?: Pick<InjectOptions, 'payload' | 'headers' | 'remoteAddress'>,
) => Promise<LightMyRequestResponse>;

/** The api with its real adapters on the embedded stores. */
export interface System {
  readonly api: Awaited<ReturnType<typeof compose>>;
  /** Where the api listens, for what inject cannot do. */
  readonly url: string;
  /** Where KurrentDB listens, for a worker in the test's own process. */
  readonly kurrentDbUrl: string;
  /** Where MongoDB listens, for what no route tells. */
  readonly mongoDbUrl: string;
  /** The log, for events that no command writes. */
  readonly eventStore: EventStore;
  readonly viewer: Send;
  readonly operator: Send;
  readonly admin: Send;
  readonly nobody: Send;
  /** `lifetimeSeconds` from now on; a day unless told. */
  tokenOf(persona: Role, lifetimeSeconds?: number): Promise<string>;
  /** `settings`: environment variables of its own. Answers where its probes are. */
  startWorker(settings?: Readonly<Record<string, string>>): Promise<string>;
  stopWorker(): Promise<void>;
  /** Resolves when the worker has ended by itself, with the signal that ended it. */
  workerEnded(): Promise<NodeJS.Signals | null>;
  /** Starts one more process's worth of api on the same stores; it is the caller's to close. */
  anotherApi(): Promise<{ readonly url: string; readonly nobody: Send; close(): Promise<void> }>;
  /** Ends a store and starts it again at the same address, with the same data. */
  stopKurrentDb(): Promise<void>;
  startKurrentDb(): Promise<void>;
  stopMongoDb(): Promise<void>;
  startMongoDb(): Promise<void>;
  stop(): Promise<void>;
}

/** How a system differs from the one that ships. */
export interface SystemOptions extends Pick<TelemetryOptions, 'spanProcessors'> {
  readonly rateLimitPerSecond?: number;
  readonly sloMs?: number;
  /** Signs people in instead of the personas. */
  readonly oidc?: OidcConfig;
  /** As in production, where nobody may pause, slow and poison the workers. */
  readonly hasSwitches?: boolean;
  /** Takes each line of the api's log, from warnings on. */
  readonly onLogged?: (line: string) => void;
}

/** Starts everything in a folder of its own; the worker only when it is asked for. */
export async function startSystem({
  rateLimitPerSecond = 100_000,
  sloMs = 2_000,
  spanProcessors = [],
  oidc,
  hasSwitches = true,
  onLogged,
}: SystemOptions = {}): Promise<System> {
  const folder = await mkdtemp(join(tmpdir(), 'api-test-'));
  const kurrentDbOptions = { dataFolder: join(folder, 'kurrentdb') };
  const mongoDbOptions = { dataFolder: join(folder, 'mongodb') };
  let kurrentDb = await startKurrentDbEmulator(kurrentDbOptions);
  let mongoDb = await startMongoDbEmulator(mongoDbOptions);
  const composeApi = async () =>
    compose(
      {
        publicUrl: 'http://127.0.0.1:4000',
        kurrentDbUrl: kurrentDb.url,
        mongoDbUrl: mongoDb.url,
        dataDir: folder,
        hasSwitches,
        sources: { allowLoopback: true, allowPrivate: false },
        rateLimitPerSecond,
        consistencySloMs: sloMs,
        metricsToken: METRICS_TOKEN,
        ...(oidc === undefined ? {} : { oidc, keysCooldownMs: 0 }),
      },
      onLogged === undefined
        ? pino({ base: { name: 'api' }, level: process.env.LOG_LEVEL ?? 'silent' })
        : pino({ base: { name: 'api' }, level: 'warn' }, { write: onLogged }),
      await startTelemetry({ service: 'api', spanProcessors }),
    );
  const api = await composeApi();
  const log = connectKurrentDb(kurrentDb.url, CATEGORY);
  await api.checkStores();
  await api.prepare();
  await api.changes.start();
  const url = await api.server.listen({ host: '127.0.0.1', port: 0 });
  let worker: ChildProcess | undefined;

  const tokenOf = async (persona: Role, lifetimeSeconds?: number) =>
    (await api.devTokens?.issue(persona, lifetimeSeconds))?.accessToken ?? 'none';
  const sendAs = async (persona: Role): Promise<Send> => {
    const authorization = `Bearer ${await tokenOf(persona)}`;
    return (method, path, { payload, headers } = {}) =>
      api.server.inject({
        method,
        url: path,
        headers: { authorization, ...headers },
        ...(payload === undefined ? {} : { payload }),
      });
  };
  const stopWorker = async () => {
    if (worker === undefined) return;
    const ended = once(worker, 'exit');
    worker.kill('SIGTERM');
    await ended;
    worker = undefined;
  };
  return {
    api,
    url,
    kurrentDbUrl: kurrentDb.url,
    mongoDbUrl: mongoDb.url,
    eventStore: log.eventStore,
    viewer: await sendAs('viewer'),
    operator: await sendAs('operator'),
    admin: await sendAs('admin'),
    nobody: (method, path, options) => api.server.inject({ method, url: path, ...options }),
    tokenOf,
    startWorker: async (settings = {}) => {
      if (worker !== undefined) throw new Error('A worker is running');
      const env = {
        ...process.env,
        KURRENTDB_URL: kurrentDb.url,
        MONGODB_URL: mongoDb.url,
        DATA_DIR: folder,
        LOG_LEVEL: 'fatal',
        ...settings,
      };
      worker = fork(WORKER, { env, execArgv: [], stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
      const [{ port }] = await once(worker, 'message');
      return `http://127.0.0.1:${port}`;
    },
    stopWorker,
    workerEnded: async () => {
      if (worker === undefined) throw new Error('No worker is running');
      if (worker.signalCode === null) await once(worker, 'exit');
      const { signalCode } = worker;
      worker = undefined;
      return signalCode;
    },
    anotherApi: async () => {
      const another = await composeApi();
      const anotherUrl = await another.server.listen({ host: '127.0.0.1', port: 0 });
      return {
        url: anotherUrl,
        nobody: (method, path, options) => another.server.inject({ method, url: path, ...options }),
        close: another.close,
      };
    },
    stopKurrentDb: () => kurrentDb.close(),
    startKurrentDb: async () => {
      kurrentDb = await startKurrentDbEmulator({ ...kurrentDbOptions, port: kurrentDb.port });
    },
    stopMongoDb: () => mongoDb.close(),
    startMongoDb: async () => {
      mongoDb = await startMongoDbEmulator({ ...mongoDbOptions, port: mongoDb.port });
    },
    stop: async () => {
      await stopWorker();
      await api.close();
      await log.close();
      await Promise.all([kurrentDb.close(), mongoDb.close()]);
      await rm(folder, { recursive: true, force: true });
    },
  };
}
