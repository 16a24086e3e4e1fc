import { randomUUID } from 'node:crypto';
import { startTelemetry } from '@tools-provider/telemetry';
import { pino } from 'pino';
import { compose } from '../composition.ts';
import { readCommandConfig, readConfig } from '../config.ts';
import { ApiDesk } from './api-desk.ts';
import type { JobDesk, JobWish } from './job-desk.ts';
import { EXIT, runJob } from './run-job.ts';
import { StoreDesk } from './store-desk.ts';
import { terminalOutput } from './terminal-output.ts';

const interrupted = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => interrupted.abort());

const output = terminalOutput(process.stdout);
try {
  const wish = readWish(process.argv.slice(2));
  const desk = await openDesk(wish);
  try {
    process.exitCode = await runJob(desk, wish, output, interrupted.signal);
  } finally {
    await desk.close();
  }
} catch (error) {
  output.line(`${(error instanceof Error ? error.message : String(error)).replace(/\.$/, '')}.`);
  process.exitCode = EXIT.failed;
}

/** `rebuild|verify [projection|all]`. */
function readWish([kind, projection = 'all', ...rest]: readonly string[]): JobWish {
  if ((kind === 'rebuild' || kind === 'verify') && rest.length === 0 && !projection.startsWith('-'))
    return { kind, projection };
  throw new Error('Give the name of one projection, such as tool-groups, or all');
}

/** The stores themselves where they are named, and else a running system. */
async function openDesk(wish: JobWish): Promise<JobDesk> {
  const { areStoresNamed, ...address } = readCommandConfig(process.env);
  if (!areStoresNamed) return new ApiDesk(address, wish);
  const log = pino({ level: 'silent' });
  const telemetry = await startTelemetry({ service: 'rebuild-command', instanceId: randomUUID() });
  const parts = compose(readConfig(process.env), { workerId: randomUUID(), log, telemetry });
  await parts.checkStores();
  await parts.prepare();
  const close = async () => {
    await Promise.all([parts.close(), telemetry.close()]);
  };
  return new StoreDesk({ jobs: parts.rebuildJobs, worker: parts.rebuilds, close }, wish);
}
