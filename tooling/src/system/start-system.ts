import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Environment, readStartConfig, type StartConfig } from '../config.ts';
import { buildConsole } from '../console-build.ts';
import { writeDemoData } from '../demo-data.ts';
import { isShown, type LogLine } from './log-line.ts';
import type { Part } from './part.ts';
import { kurrentdbUrl, mongodbUrl, type PartName, partDefinitions } from './part-definitions.ts';
import { type ChosenPort, checkPorts, freePort, httpUrl } from './ports.ts';
import { claimRunFolder, emptyDataFolder } from './run-folder.ts';
import { Supervisor } from './supervisor.ts';
import { untilAnswers } from './until-answers.ts';

const ANSWER_TIMEOUT_MS = 60_000;

/** What to start and how; everything has a default. */
export interface SystemOptions {
  /** Added to the process's own environment; a variable set to undefined is left out. */
  readonly env?: Environment;
  /** Parts to leave out, such as the console where nobody looks at it. */
  readonly without?: readonly PartName[];
  /** Begin with an empty data folder. */
  readonly isFresh?: boolean;
  /** The console in development mode, without a build. */
  readonly isDev?: boolean;
  /** Gets every line worth showing; nothing is printed without it. */
  readonly onLog?: (line: LogLine) => void;
  /** Aborting it before the system is ready stops what was started and rejects. */
  readonly signal?: AbortSignal;
}

/** Addresses of a running system; those of left-out parts are undefined. */
export interface SystemUrls {
  readonly api: string | undefined;
  readonly console: string | undefined;
  readonly reconciliator: string | undefined;
  readonly kurrentdb: string;
  readonly mongodb: string;
}

/** A running system. Parts that die are started again at the same address until `stop`. */
export interface System {
  readonly urls: SystemUrls;
  readonly config: StartConfig;
  readonly parts: ReadonlyMap<string, Part>;
  /** The part of that name; throws when the system was started without it. */
  part(name: PartName): Part;
  /** Sends the signal (SIGKILL when not given) to the part's process and resolves when that has ended. */
  kill(name: PartName, signal?: NodeJS.Signals): Promise<void>;
  /** Stops everything within ten seconds. */
  stop(): Promise<void>;
}

/**
 * Starts the whole system as `npm start` does and resolves when all of it answers. Rejects with a `CannotStart`
 * whose message is one plain sentence when something the user can put right is in the way.
 */
export async function startSystem(options: SystemOptions = {}): Promise<System> {
  const environment = withoutUndefined({ ...process.env, ...options.env });
  const config = await withConsolePort(readStartConfig(environment));
  const isWanted = (name: string) => !options.without?.includes(name as PartName);
  await checkPorts(
    config.host,
    chosenPorts(config).filter(({ part }) => isWanted(part)),
  );
  const runFolder = await claimRunFolder(config.dataFolder);
  try {
    if (options.isFresh) emptyDataFolder(config.dataFolder);
    const needsDemoData = config.hasDemoData && isWanted('api') && wantsDemoData(config);
    const onLog = (line: LogLine) => {
      if (isShown(line)) options.onLog?.(line);
    };
    const say = (text: string) => onLog({ time: new Date(), part: 'start', level: 30, text });
    if (isWanted('console') && !options.isDev) await buildConsole({ say, signal: options.signal });
    const definitions = partDefinitions({ config, environment, isDev: options.isDev ?? false });
    const supervisor = new Supervisor(
      definitions.filter(({ name }) => isWanted(name)),
      runFolder.path,
      onLog,
    );
    await startAll(supervisor, config, needsDemoData, options.signal);
    return runningSystem(supervisor, config, () => runFolder.release());
  } catch (error) {
    runFolder.release();
    throw error;
  }
}

async function startAll(
  supervisor: Supervisor,
  config: StartConfig,
  needsDemoData: boolean,
  signal: AbortSignal | undefined,
): Promise<void> {
  const stop = () => void supervisor.stop();
  signal?.throwIfAborted();
  signal?.addEventListener('abort', stop, { once: true });
  try {
    await supervisor.start();
    const api = supervisor.parts.get('api');
    if (api === undefined) return;
    const url = httpUrl(config.host, api.port);
    const deadline = AbortSignal.timeout(ANSWER_TIMEOUT_MS);
    const until = signal === undefined ? deadline : AbortSignal.any([deadline, signal]);
    await untilAnswers(new URL('/readyz', url), until);
    if (needsDemoData) await seed(url, config.dataFolder, until);
  } catch (error) {
    await supervisor.stop();
    signal?.throwIfAborted();
    throw error;
  } finally {
    signal?.removeEventListener('abort', stop);
  }
}

async function seed(apiUrl: string, dataFolder: string, signal: AbortSignal): Promise<void> {
  await writeDemoData(apiUrl, signal);
  rmSync(demoDataMark(dataFolder), { force: true });
}

/** True on empty embedded stores, and when the writing of the demo data was interrupted the last time. */
function wantsDemoData(config: StartConfig): boolean {
  if (config.kurrentdbUrl !== undefined || config.mongodbUrl !== undefined) return false;
  const mark = demoDataMark(config.dataFolder);
  if (existsSync(mark)) return true;
  const isEmpty = ['kurrentdb', 'mongodb'].every((name) => isEmptyFolder(join(config.dataFolder, name)));
  if (isEmpty) writeFileSync(mark, 'not written yet\n');
  return isEmpty;
}

function demoDataMark(dataFolder: string): string {
  return join(dataFolder, 'demo-data');
}

function isEmptyFolder(path: string): boolean {
  return !existsSync(path) || readdirSync(path).length === 0;
}

function runningSystem(supervisor: Supervisor, config: StartConfig, onStopped: () => void): System {
  const ports = new Map([...supervisor.parts.values()].map((part) => [part.name, part.port]));
  const urlOf = (name: PartName) => {
    const port = ports.get(name);
    return port === undefined ? undefined : httpUrl(config.host, port);
  };
  return {
    urls: {
      api: urlOf('api'),
      console: urlOf('console'),
      reconciliator: urlOf('reconciliator'),
      kurrentdb: kurrentdbUrl(config, ports),
      mongodb: mongodbUrl(config, ports),
    },
    config,
    parts: supervisor.parts,
    part: (name) => supervisor.part(name),
    kill: (name, signal = 'SIGKILL') => supervisor.part(name).kill(signal),
    stop: async () => {
      await supervisor.stop();
      onStopped();
    },
  };
}

function chosenPorts(config: StartConfig): (ChosenPort & { part: PartName })[] {
  return [
    { part: 'console', variable: 'CONSOLE_PORT', port: config.consolePort },
    { part: 'api', variable: 'API_PORT', port: config.apiPort },
    { part: 'reconciliator', variable: 'RECONCILIATOR_PORT', port: config.reconciliatorPort },
    { part: 'kurrentdb', variable: 'KURRENTDB_EMULATOR_PORT', port: config.kurrentdbEmulatorPort },
    { part: 'mongodb', variable: 'MONGODB_EMULATOR_PORT', port: config.mongodbEmulatorPort },
  ];
}

/** Next.js does not say which port it chose, so start-up chooses for it. */
async function withConsolePort(config: StartConfig): Promise<StartConfig> {
  return config.consolePort === 0 ? { ...config, consolePort: await freePort(config.host) } : config;
}

function withoutUndefined(environment: Environment): Environment {
  return Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== undefined));
}
