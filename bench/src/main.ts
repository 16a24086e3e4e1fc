import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type System, startSystem } from '@tools-provider/tooling';
import { benchCommands } from './commands.ts';
import { benchObservers } from './observers.ts';
import { benchReadPath } from './read-path.ts';
import { benchWritePath } from './write-path.ts';

/**
 * Prints how the product compares with raw clients on the same stores in the same run. Ratios are what counts: the machine's own speed
 * is in both sides of each.
 */
async function main(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'tools-provider-bench-'));
  try {
    console.log('Each line: the ratio to the raw client, and both rates.\n');
    await benchObservers();
    await inSystem(join(folder, 'commands'), (system) => benchCommands(system.url('kurrentdb')));
    await inSystem(join(folder, 'write'), (system) =>
      benchWritePath({ kurrentdb: system.url('kurrentdb'), api: system.url('api') }),
    );
    await inSystem(join(folder, 'read'), (system) =>
      benchReadPath({ kurrentdb: system.url('kurrentdb'), mongodb: system.url('mongodb') }),
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function inSystem(dataDir: string, bench: (system: System) => Promise<void>): Promise<void> {
  const env = { DATA_DIR: dataDir, API_PORT: '0', DEMO_DATA: 'false', RATE_LIMIT_PER_SECOND: '1000000' };
  const system = await startSystem({ env, without: ['console', 'reconciliator'] });
  try {
    await bench(system);
  } finally {
    await system.stop();
  }
}

await main();
