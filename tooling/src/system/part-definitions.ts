import { join } from 'node:path';
import { type Environment, repositoryRoot, type StartConfig } from '../config.ts';
import { contentStamp } from '../content-stamp.ts';
import type { PartDefinition } from './part-definition.ts';
import { httpUrl } from './ports.ts';

const READY_TIMEOUT_MS = 60_000;
const DEV_CONSOLE_TIMEOUT_MS = 180_000;
/** Next.js announces itself; its `Ready` in particular would be taken for that of the whole system. */
const NEXT_BANNER =
  /^\s*(▲ Next\.js|- (Local|Network|Environments|Experiments)|✓ (Ready|Starting|Running next\.config))/;
/** What decides how events become documents. */
const PROJECTING_SOURCES = [
  'apps/reconciliator/src',
  ...['domain', 'event-sourcing', 'mediator', 'read-model'].map((name) => `packages/${name}/src`),
];
const LOOPBACK = '127.0.0.1';

/** Names of the parts that the system can be made of. */
export type PartName = 'kurrentdb' | 'mongodb' | 'api' | 'reconciliator' | 'console';

/** What the parts are run with. */
export interface PartOptions {
  readonly config: StartConfig;
  readonly environment: Environment;
  /** Next.js in development mode, which needs no build. */
  readonly isDev: boolean;
  /** How many reconciliators run side by side; one unless told. */
  readonly workers?: number;
}

/** The parts of the whole system, in the order of their dependencies; embedded stores only where no real one is set. */
export function partDefinitions(options: PartOptions): PartDefinition[] {
  const { config } = options;
  return [
    ...(config.kurrentdbUrl === undefined ? [kurrentdb(options)] : []),
    ...(config.mongodbUrl === undefined ? [mongodb(options)] : []),
    backend(options, 'api', 'API_PORT', config.apiPort),
    ...reconciliators(options),
    consolePart(options),
  ];
}

/** The address of the embedded event store on the port, for its clients. */
export function embeddedKurrentdbUrl(port: number | undefined): string {
  return `kurrentdb://${LOOPBACK}:${port}?tls=false`;
}

/** The address of the embedded read model's store on the port, for its clients. */
export function embeddedMongodbUrl(port: number | undefined): string {
  return `mongodb://${LOOPBACK}:${port}/?directConnection=true`;
}

function kurrentdb(options: PartOptions): PartDefinition {
  return emulator(options, 'kurrentdb', 'KURRENTDB_EMULATOR_PORT', options.config.kurrentdbEmulatorPort);
}

function mongodb(options: PartOptions): PartDefinition {
  return emulator(options, 'mongodb', 'MONGODB_EMULATOR_PORT', options.config.mongodbEmulatorPort);
}

function emulator(options: PartOptions, name: PartName, variable: string, port: number): PartDefinition {
  return {
    name,
    after: [],
    port,
    launch: (ownPort) => ({
      args: [join(repositoryRoot, 'packages', `${name}-emulator`, 'src', 'main.ts')],
      cwd: repositoryRoot,
      // Without passwords, so never beyond this machine, whatever HOST says.
      env: { ...partEnvironment(options), HOST: LOOPBACK, [variable]: String(ownPort) },
    }),
    readyWhen: () => 'message',
    readyTimeoutMs: READY_TIMEOUT_MS,
  };
}

/** `reconciliator`, `reconciliator-2` and so on; only the first can be told its port. */
function reconciliators(options: PartOptions): PartDefinition[] {
  const first = backend(options, 'reconciliator', 'RECONCILIATOR_PORT', options.config.reconciliatorPort);
  const others = Array.from({ length: (options.workers ?? 1) - 1 }, (_, index) => ({
    ...first,
    name: `reconciliator-${index + 2}`,
    port: 0,
  }));
  return [first, ...others];
}

function backend(options: PartOptions, name: PartName, variable: string, port: number): PartDefinition {
  const { config } = options;
  return {
    name,
    after: embedded(config),
    port,
    launch: (ownPort, ports) => ({
      args: [join(repositoryRoot, 'apps', name, 'src', 'main.ts')],
      cwd: repositoryRoot,
      env: {
        ...partEnvironment(options),
        KURRENTDB_URL: config.kurrentdbUrl ?? embeddedKurrentdbUrl(ports.get('kurrentdb')),
        MONGODB_URL: config.mongodbUrl ?? embeddedMongodbUrl(ports.get('mongodb')),
        ...(name === 'reconciliator' ? { RELEASE: releaseOf(options) } : {}),
        [variable]: String(ownPort),
      },
    }),
    readyWhen: () => 'message',
    readyTimeoutMs: READY_TIMEOUT_MS,
  };
}

/** Looked at each time a part is started: what has changed meanwhile is another release. */
function releaseOf({ environment }: PartOptions): string {
  const given = environment.RELEASE;
  return given === undefined || given === '' ? contentStamp(PROJECTING_SOURCES).slice(0, 12) : given;
}

function consolePart(options: PartOptions): PartDefinition {
  const { config, isDev } = options;
  const cwd = join(repositoryRoot, 'apps', 'console');
  return {
    name: 'console',
    after: ['api'],
    port: config.consolePort,
    launch: (ownPort) => ({
      args: [
        join(cwd, 'node_modules', 'next', 'dist', 'bin', 'next'),
        isDev ? 'dev' : 'start',
        ...['-H', config.host, '-p', String(ownPort)],
      ],
      cwd,
      env: {
        ...partEnvironment(options),
        ...clientSecretOf(options),
        CONSOLE_PORT: String(ownPort),
        NEXT_TELEMETRY_DISABLED: '1',
      },
    }),
    isNoise: (text) => NEXT_BANNER.test(text),
    readyWhen: (ownPort) => new URL(httpUrl(config.host, ownPort)),
    readyTimeoutMs: isDev ? DEV_CONSOLE_TIMEOUT_MS : READY_TIMEOUT_MS,
  };
}

/** It is the console's alone. */
function clientSecretOf({ environment }: PartOptions): NodeJS.ProcessEnv {
  const { OIDC_CLIENT_SECRET } = environment;
  return OIDC_CLIENT_SECRET === undefined ? {} : { OIDC_CLIENT_SECRET };
}

function embedded(config: StartConfig): PartName[] {
  return [
    ...(config.kurrentdbUrl === undefined ? (['kurrentdb'] as const) : []),
    ...(config.mongodbUrl === undefined ? (['mongodb'] as const) : []),
  ];
}

function partEnvironment({ config, environment }: PartOptions): NodeJS.ProcessEnv {
  // NODE_ENV is Next.js's own to set, and what a test runner puts there is not meant for the parts.
  const { NODE_ENV: _, OIDC_CLIENT_SECRET: __, ...rest } = environment;
  return {
    ...rest,
    HOST: config.host,
    DATA_DIR: config.dataFolder,
    // The ports that were chosen, where the environment left the choice to start-up with 0.
    API_PORT: String(config.apiPort),
    CONSOLE_PORT: String(config.consolePort),
    API_URL: httpUrl(config.host, config.apiPort),
  };
}
