import { CannotStart } from '../cannot-start.ts';
import { type Environment, readStartConfig, type StartConfig } from '../config.ts';
import { buildConsole } from '../console-build.ts';
import { isFirstStart, seedFirstStart } from './first-start.ts';
import { isShown, type LogLine } from './log-line.ts';
import type { Part } from './part.ts';
import type { PartDefinition } from './part-definition.ts';
import {
  embeddedKurrentdbUrl,
  embeddedMongodbUrl,
  type PartName,
  partDefinitions,
} from './part-definitions.ts';
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
  /** Begin with an empty data folder; real stores are left as they are. */
  readonly isFresh?: boolean;
  /** The console in development mode, without a build. */
  readonly isDev?: boolean;
  /** How many reconciliators share the work; one unless told. The others are called `reconciliator-2` and so on. */
  readonly workers?: number;
  /** Added to the environment of one run of a part: asked each time that the part is started, also after it has died. */
  readonly environmentOf?: (part: string) => Environment;
  /** Gets every line worth showing; nothing is printed without it. */
  readonly onLog?: (line: LogLine) => void;
  /** Aborting it before the system is ready stops what was started and rejects. */
  readonly signal?: AbortSignal;
}

/** A running system. Parts that die are started again at the same address until `stop`. */
export interface System {
  readonly config: StartConfig;
  readonly parts: ReadonlyMap<string, Part>;
  /** Where the part is reached; throws when there is no such part and no real store in its place. */
  url(name: PartName): string;
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
  const config = await withFreePorts(readStartConfig(environment));
  const runFolder = await claimRunFolder(config.dataFolder);
  try {
    const supervisor = await prepare(options, config, environment, runFolder.path);
    await startAll(supervisor, config, options.signal);
    return runningSystem(supervisor, config, () => runFolder.release());
  } catch (error) {
    runFolder.release();
    throw error;
  }
}

async function prepare(
  { without = [], isFresh, isDev = false, workers = 1, environmentOf, onLog, signal }: SystemOptions,
  config: StartConfig,
  environment: Environment,
  runFolder: string,
): Promise<Supervisor> {
  const isWanted = (name: string) => !without.some((unwanted) => unwanted === name);
  const log = (line: LogLine) => {
    if (isShown(line)) onLog?.(line);
  };
  await checkPorts(
    config.host,
    chosenPorts(config).filter(({ part }) => isWanted(part)),
  );
  if (isFresh) emptyDataFolder(config.dataFolder);
  if (isWanted('console') && !isDev) {
    await buildConsole({ say: (text) => log({ time: new Date(), part: 'start', level: 30, text }), signal });
  }
  const definitions = partDefinitions({ config, environment, isDev, workers })
    .filter(({ name }) => isWanted(name))
    .map((definition) => ({ ...definition, after: definition.after.filter(isWanted) }))
    .map((definition) => (environmentOf === undefined ? definition : perRun(definition, environmentOf)));
  return new Supervisor(definitions, runFolder, log);
}

function perRun(
  definition: PartDefinition,
  environmentOf: NonNullable<SystemOptions['environmentOf']>,
): PartDefinition {
  return {
    ...definition,
    launch: (port, ports) => {
      const launch = definition.launch(port, ports);
      return { ...launch, env: { ...launch.env, ...environmentOf(definition.name) } };
    },
  };
}

async function startAll(supervisor: Supervisor, config: StartConfig, signal?: AbortSignal): Promise<void> {
  const { parts } = supervisor;
  const needsDemoData =
    config.hasDemoData && parts.has('api') && parts.has('reconciliator') && isFirstStart(config);
  const stop = () => void supervisor.stop();
  signal?.throwIfAborted();
  signal?.addEventListener('abort', stop, { once: true });
  try {
    await supervisor.start();
    if (parts.has('api')) await answering(config, needsDemoData, signal);
  } catch (error) {
    await supervisor.stop();
    signal?.throwIfAborted();
    throw error;
  } finally {
    signal?.removeEventListener('abort', stop);
  }
}

async function answering(config: StartConfig, needsDemoData: boolean, signal?: AbortSignal): Promise<void> {
  const apiUrl = httpUrl(config.host, config.apiPort);
  const deadline = AbortSignal.timeout(ANSWER_TIMEOUT_MS);
  const until = signal === undefined ? deadline : AbortSignal.any([deadline, signal]);
  try {
    await untilAnswers(new URL('/readyz', apiUrl), until);
    if (needsDemoData) await seedFirstStart(config, apiUrl, until);
  } catch (error) {
    if (!deadline.aborted) throw error;
    const wish = needsDemoData ? 'show the demo data' : 'report that it is ready';
    throw new CannotStart(`The api did not ${wish} within ${ANSWER_TIMEOUT_MS / 1000} s: its log says why.`);
  }
}

function runningSystem(supervisor: Supervisor, config: StartConfig, onStopped: () => void): System {
  return {
    config,
    parts: supervisor.parts,
    url: (name) => urlOf(supervisor, config, name),
    part: (name) => supervisor.part(name),
    kill: (name, signal = 'SIGKILL') => supervisor.part(name).kill(signal),
    stop: async () => {
      await supervisor.stop();
      onStopped();
    },
  };
}

function urlOf(supervisor: Supervisor, config: StartConfig, name: PartName): string {
  if (name === 'kurrentdb') return config.kurrentdbUrl ?? embeddedKurrentdbUrl(supervisor.part(name).port);
  if (name === 'mongodb') return config.mongodbUrl ?? embeddedMongodbUrl(supervisor.part(name).port);
  return httpUrl(config.host, supervisor.part(name).port);
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

/** The parts are told each other's addresses when they are started, so start-up chooses where it is free to. */
async function withFreePorts(config: StartConfig): Promise<StartConfig> {
  return {
    ...config,
    apiPort: config.apiPort || (await freePort(config.host)),
    consolePort: config.consolePort || (await freePort(config.host)),
  };
}

function withoutUndefined(environment: Environment): Environment {
  return Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== undefined));
}
