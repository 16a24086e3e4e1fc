import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { StartConfig } from '../config.ts';
import { writeDemoData } from '../demo-data.ts';

/**
 * True when both stores are embedded and empty, and when the writing of the demo data was interrupted the last
 * time. To be asked before the stores are started, because they then make their files.
 */
export function isFirstStart(config: StartConfig): boolean {
  if (config.kurrentdbUrl !== undefined || config.mongodbUrl !== undefined) return false;
  const mark = demoDataMark(config);
  if (existsSync(mark)) return true;
  const isEmpty = ['kurrentdb', 'mongodb'].every((name) => isEmptyFolder(join(config.dataFolder, name)));
  if (isEmpty) writeFileSync(mark, 'not written yet\n');
  return isEmpty;
}

/** Writes the demo data and remembers that it is done. */
export async function seedFirstStart(
  config: StartConfig,
  apiUrl: string,
  signal: AbortSignal,
): Promise<void> {
  await writeDemoData(apiUrl, signal);
  rmSync(demoDataMark(config), { force: true });
}

function demoDataMark(config: StartConfig): string {
  return join(config.dataFolder, 'demo-data');
}

function isEmptyFolder(path: string): boolean {
  return !existsSync(path) || readdirSync(path).length === 0;
}
