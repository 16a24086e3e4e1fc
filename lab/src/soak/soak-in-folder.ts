import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runSoak, type SoakOptions, type SoakResult } from './run-soak.ts';

/** A run and what is left of it. */
export interface SoakInFolder {
  readonly result: SoakResult;
  /** Where the stores' files and the parts' logs are, when a promise was broken. */
  readonly folder: string | undefined;
}

/** Runs the crash test in a folder of its own, which is removed unless a promise was broken. */
export async function soakInFolder(
  options: Omit<SoakOptions, 'dataFolder' | 'onLog'>,
): Promise<SoakInFolder> {
  const folder = await mkdtemp(join(tmpdir(), 'tools-provider-soak-'));
  const log = createWriteStream(join(folder, 'parts.log'));
  const result = await runSoak({
    ...options,
    dataFolder: join(folder, 'data'),
    onLog: ({ time, part, text }) => void log.write(`${time.toISOString()} ${part} ${text}\n`),
  });
  log.end();
  if (result.findings.length > 0) return { result, folder };
  await rm(folder, { recursive: true, force: true });
  return { result, folder: undefined };
}
