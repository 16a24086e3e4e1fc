import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type AttackOptions, type AttackResult, runAttack } from './run-attack.ts';

/** Runs an attack in a folder of its own, which is removed; what the parts said is kept when something was found. */
export async function attackInFolder(
  options: Omit<AttackOptions, 'dataFolder' | 'onLog'>,
): Promise<{ readonly result: AttackResult; readonly log: string | undefined }> {
  const folder = await mkdtemp(join(tmpdir(), 'tools-provider-attack-'));
  const log = createWriteStream(join(folder, 'parts.log'));
  const result = await runAttack({
    ...options,
    dataFolder: join(folder, 'data'),
    onLog: ({ time, part, text }) => void log.write(`${time.toISOString()} ${part} ${text}\n`),
  });
  log.end();
  if (result.findings.length > 0) return { result, log: join(folder, 'parts.log') };
  await rm(folder, { recursive: true, force: true });
  return { result, log: undefined };
}

/** The result for a terminal. */
export function describeAttack({
  seed,
  seconds,
  sent,
  operations,
  statuses,
  codes,
  events,
  findings,
}: AttackResult): string {
  const counts = [...statuses]
    .toSorted(([one], [other]) => one - other)
    .map(([status, count]) => `${status}: ${count}`);
  return [
    `${sent} requests to ${operations} operations in ${seconds.toFixed(1)} s (seed ${seed})`,
    `answers  ${counts.join(', ')}`,
    `refusals by ${codes.length} codes: ${codes.join(', ')}`,
    `${events} events in the feed, each as its schema says`,
    findings.length === 0
      ? 'NOTHING FOUND: no fault of the server, every refusal a problem, the stores unchanged by each'
      : `FOUND ${findings.length}`,
    ...findings,
  ].join('\n');
}
