import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connectMongoDb } from '@tools-provider/mongodb';
import { collectionSpecs } from '@tools-provider/read-model';
import { type PartName, type System, startSystem } from '@tools-provider/tooling';
import { BenchUsageError, type BenchWishes, readArguments } from './arguments.ts';
import { benchCommands } from './commands.ts';
import { benchHttpCommands } from './http/http-commands.ts';
import { benchLists } from './http/lists.ts';
import { benchReadById } from './http/read-by-id.ts';
import { benchImport } from './import.ts';
import { benchLiveChanges } from './live/live-changes.ts';
import { benchObservers } from './observers.ts';
import { benchPreview } from './preview.ts';
import { benchAppendToVisible } from './read-path/append-to-visible.ts';
import { benchLongRun } from './read-path/long-run.ts';
import { benchProjectedEvents } from './read-path/projected-events.ts';
import { benchTroubledAggregates } from './read-path/troubled-aggregates.ts';
import type { StoreAddresses } from './read-path/worker-messages.ts';
import { benchRebuild } from './rebuild.ts';
import { benchWritePath } from './write-path.ts';

const UNUSED: readonly PartName[] = ['console', 'reconciliator'];

/** What can be asked for by name, in the order it is run. */
const BENCHES: Readonly<Record<string, (dataDir: string, wishes: BenchWishes) => Promise<void>>> = {
  observers: () => benchObservers(),
  preview: async () => benchPreview(),
  commands: (dataDir) => inSystem(dataDir, UNUSED, (system) => benchCommands(writePathOf(system))),
  // In a system of its own, where the api has not heard of thousands of groups that nobody projects.
  'commands-http': (dataDir) => inSystem(dataDir, UNUSED, (system) => benchHttpCommands(writePathOf(system))),
  write: (dataDir) => inSystem(dataDir, UNUSED, (system) => benchWritePath(writePathOf(system))),
  'read-by-id': (dataDir) => inSystem(dataDir, UNUSED, (system) => benchReadById(queriesOf(system))),
  lists: (dataDir) => inSystem(dataDir, UNUSED, (system) => benchLists(queriesOf(system))),
  import: (dataDir) => onStores(dataDir, ({ kurrentdb }) => benchImport(kurrentdb)),
  live: (dataDir) => inSystem(dataDir, ['console'], (system) => benchLiveChanges(system.url('api'), dataDir)),
  'read-throughput': (dataDir) => onStores(dataDir, benchProjectedEvents),
  'read-visible': (dataDir) => onStores(dataDir, benchAppendToVisible),
  rebuild: (dataDir) => onStores(dataDir, benchRebuild),
  'read-troubled': (dataDir) => onStores(dataDir, benchTroubledAggregates),
  'read-long': (dataDir, { events }) => onStores(dataDir, (stores) => benchLongRun(stores, events)),
};

/**
 * Prints how the product compares with raw clients on the same stores in the same run. Ratios are what counts: the machine's own speed
 * is in both sides of each.
 */
async function main(): Promise<void> {
  const wishes = readArguments(process.argv.slice(2), Object.keys(BENCHES));
  const folder = await mkdtemp(join(tmpdir(), 'tools-provider-bench-'));
  try {
    console.log('Each line: the ratio, and what was compared.\n');
    for (const name of wishes.names) await BENCHES[name]?.(join(folder, name), wishes);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function writePathOf(system: System) {
  return { kurrentdb: system.url('kurrentdb'), api: system.url('api') };
}

function queriesOf(system: System) {
  return { mongodb: system.url('mongodb'), api: system.url('api') };
}

async function inSystem(
  dataDir: string,
  without: readonly PartName[],
  bench: (system: System) => Promise<void>,
): Promise<void> {
  const env = { DATA_DIR: dataDir, API_PORT: '0', DEMO_DATA: 'false', RATE_LIMIT_PER_SECOND: '1000000' };
  const system = await startSystem({ env, without });
  try {
    await bench(system);
  } finally {
    await system.stop();
  }
}

/** The two stores alone, empty and prepared. */
async function onStores(dataDir: string, bench: (stores: StoreAddresses) => Promise<void>): Promise<void> {
  await inSystem(dataDir, [...UNUSED, 'api'], async (system) => {
    const stores = { kurrentdb: system.url('kurrentdb'), mongodb: system.url('mongodb') };
    const mongoDb = connectMongoDb(stores.mongodb);
    await mongoDb.prepare(collectionSpecs);
    await mongoDb.close();
    await bench(stores);
  });
}

try {
  await main();
} catch (error) {
  if (!(error instanceof BenchUsageError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
