import { type Environment, type LogLine, type System, startSystem } from '@tools-provider/tooling';
import { readAftermath } from './aftermath.ts';
import { findingsIn } from './findings.ts';
import { Killer } from './killer.ts';
import { Population } from './population.ts';
import type { SentCommand } from './sent-command.ts';
import { settled } from './settled.ts';
import { signIn } from './sign-in.ts';
import { connectStores } from './stores.ts';
import { Writer } from './writer.ts';

const WRITERS = 8;
const PLACES = 12;

/** What is wanted of a run. */
export interface SoakOptions {
  readonly seed: number;
  readonly kills: number;
  readonly longestMs: number;
  /** Go on, up to twice the kills, until there was one at each named point. */
  readonly isEveryPointWanted?: boolean;
  readonly dataFolder: string;
  /** Ends the killing; what there is by then is judged. */
  readonly signal?: AbortSignal;
  /** What the workers are started with besides. */
  readonly workerEnvironment?: Environment;
  readonly onLog?: (line: LogLine) => void;
  readonly onProgress?: (progress: SoakCounts) => void;
}

/** What has happened so far. */
export interface SoakCounts {
  readonly seconds: number;
  readonly kills: number;
  /** By part, and by part and point. */
  readonly killsBy: ReadonlyMap<string, number>;
  readonly commands: readonly SentCommand[];
}

/** What has happened, and what of it was not as promised. */
export interface SoakResult extends SoakCounts {
  readonly seed: number;
  readonly aggregates: number;
  readonly events: number;
  readonly findings: readonly string[];
}

/**
 * Lets many senders change many aggregates through the api while the api, two reconciliators and both embedded stores are killed, and
 * judges what there is when all of it has come to rest.
 */
export async function runSoak(options: SoakOptions): Promise<SoakResult> {
  const startedAt = performance.now();
  const killer = new Killer(options);
  const commands: SentCommand[] = [];
  const counts = () => ({
    seconds: (performance.now() - startedAt) / 1_000,
    kills: killer.total,
    killsBy: killer.kills,
    commands,
  });
  const system = await startMortalSystem(options, killer);
  const stores = connectStores({ kurrentdb: system.url('kurrentdb'), mongodb: system.url('mongodb') });
  const progress = setInterval(() => options.onProgress?.(counts()), 5_000);
  try {
    const population = new Population(options.seed);
    await underFire(system, killer, population, options, commands);
    const late = await settled(stores, population.members);
    const aftermath = await readAftermath(stores, population.members);
    return {
      ...counts(),
      seed: options.seed,
      aggregates: aftermath.aggregates.length,
      events: aftermath.aggregates.reduce((sum, { events }) => sum + events.length, 0),
      findings: [...killer.unasked, ...late, ...findingsIn(aftermath, commands)],
    };
  } finally {
    clearInterval(progress);
    await stores.close();
    await system.stop();
  }
}

function startMortalSystem(options: SoakOptions, killer: Killer): Promise<System> {
  return startSystem({
    env: {
      DATA_DIR: options.dataFolder,
      API_PORT: '0',
      RECONCILIATOR_PORT: '0',
      KURRENTDB_URL: undefined,
      MONGODB_URL: undefined,
      DEMO_DATA: 'false',
      RATE_LIMIT_PER_SECOND: '1000000',
      LOG_LEVEL: 'warn',
    },
    without: ['console'],
    workers: 2,
    environmentOf: (part) => ({
      ...killer.environmentOf(part),
      ...(part.startsWith('reconciliator') ? options.workerEnvironment : {}),
    }),
    onLog: (line) => {
      killer.hear(line);
      options.onLog?.(line);
    },
  });
}

/** Sends and kills until there were enough kills; resolves when every sender has the answer to its last command. */
async function underFire(
  system: System,
  killer: Killer,
  population: Population,
  options: SoakOptions,
  commands: SentCommand[],
): Promise<void> {
  const apiUrl = system.url('api');
  const setting = {
    seed: options.seed,
    apiUrl,
    accessToken: await signIn(apiUrl),
    population,
    places: PLACES,
    onSent: (command: SentCommand) => void commands.push(command),
  };
  const end = AbortSignal.any([
    killer.done,
    AbortSignal.timeout(options.longestMs),
    ...(options.signal === undefined ? [] : [options.signal]),
  ]);
  end.addEventListener('abort', () => killer.stop());
  const writers = Array.from({ length: WRITERS }, (_, n) => new Writer(`writer ${n}`, setting).run(end));
  await Promise.all([killer.run(system), ...writers]);
}
