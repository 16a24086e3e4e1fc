import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CannotStart } from './cannot-start.ts';
import { repositoryRoot } from './config.ts';
import { contentStamp } from './content-stamp.ts';
import { runProcess } from './run-process.ts';
import { exclusiveLock } from './system/exclusive-lock.ts';

const BUILD_TIMEOUT_MS = 600_000;
const SOURCES = ['apps/console', 'packages/contracts', 'tsconfig.base.json', 'pnpm-lock.yaml'];
const CONSOLE_FOLDER = join(repositoryRoot, 'apps', 'console');
const STAMP = join(CONSOLE_FOLDER, '.next', 'built-from');
// Beside the packages, because a build replaces the contents of .next.
const LOCK = join(repositoryRoot, 'node_modules', '.cache', 'tools-provider', 'console-build.lock');

/** Who hears about the build, and what ends it early. */
export interface BuildOptions {
  readonly say: (text: string) => void;
  readonly signal?: AbortSignal | undefined;
}

/** Builds the console unless what was built last came from the same sources; copies build one after the other. */
export async function buildConsole({ say, signal }: BuildOptions): Promise<void> {
  const wanted = contentStamp(SOURCES);
  if (isBuiltFrom(wanted)) return;
  const lock = await exclusiveLock(
    LOCK,
    () => say('another copy is building the console; waiting for it'),
    signal,
  );
  try {
    if (isBuiltFrom(wanted)) return;
    say('building the console (first start, or its sources have changed) …');
    const startedAt = performance.now();
    await build(signal);
    writeFileSync(STAMP, wanted);
    say(`built the console in ${Math.round((performance.now() - startedAt) / 1000)} s`);
  } finally {
    lock.release();
  }
}

function isBuiltFrom(wanted: string): boolean {
  return existsSync(STAMP) && readFileSync(STAMP, 'utf8') === wanted;
}

async function build(signal: AbortSignal | undefined): Promise<void> {
  rmSync(STAMP, { force: true });
  const { NODE_ENV: _, ...environment } = process.env;
  const next = join(CONSOLE_FOLDER, 'node_modules', 'next', 'dist', 'bin', 'next');
  const result = await runProcess(process.execPath, [next, 'build'], {
    cwd: CONSOLE_FOLDER,
    // Next.js insists that the variable is there.
    env: { ...environment, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
    timeoutMs: BUILD_TIMEOUT_MS,
    signal,
  });
  signal?.throwIfAborted();
  if (result.code === 0) return;
  process.stderr.write(result.output);
  throw new CannotStart(
    result.isTimedOut
      ? `The console was not built within ${BUILD_TIMEOUT_MS / 60_000} minutes.`
      : 'The console could not be built: what Next.js says about it stands above.',
  );
}
