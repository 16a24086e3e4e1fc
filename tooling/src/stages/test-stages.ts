import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { findBrowser } from '../browser.ts';
import { repositoryRoot } from '../config.ts';
import { buildConsole } from '../console-build.ts';
import { runProcess } from '../run-process.ts';
import type { Stage, StageResult } from './stage.ts';
import { type Counts, countPlaywright, countVitest, judgeRunner } from './test-reports.ts';

const MINUTE_MS = 60_000;
const E2E_FOLDER = join(repositoryRoot, 'e2e');

/** What is run: the levels of tests from the fastest to the whole system in a browser. */
export const testStages: readonly Stage[] = [
  vitestStage('unit', 10 * MINUTE_MS),
  vitestStage('contract', 15 * MINUTE_MS),
  vitestStage('fault', 25 * MINUTE_MS),
  { name: 'e2e', run: runPlaywright },
];

function vitestStage(name: string, timeoutMs: number): Stage {
  const cli = join(dirname(createRequire(import.meta.url).resolve('vitest/package.json')), 'vitest.mjs');
  return {
    name,
    run: (signal) =>
      runRunner(
        {
          command: [cli, 'run', '--project', name, '--reporter=default', '--reporter=json'],
          cwd: repositoryRoot,
          args: (report) => [`--outputFile.json=${report}`],
          timeoutMs,
          count: countVitest,
        },
        signal,
      ),
  };
}

async function runPlaywright(signal: AbortSignal): Promise<StageResult> {
  const say = (text: string) => process.stdout.write(`${text}\n`);
  const browser = await findBrowser({ say, signal });
  await buildConsole({ say, signal });
  const cli = join(E2E_FOLDER, 'node_modules', '@playwright', 'test', 'cli.js');
  return runRunner(
    {
      command: [cli, 'test', '--reporter=list,json'],
      cwd: E2E_FOLDER,
      env: (report) => ({
        PLAYWRIGHT_JSON_OUTPUT_FILE: report,
        ...(browser === undefined ? {} : { CHROMIUM_PATH: browser }),
      }),
      timeoutMs: (process.env.E2E_FULL === '1' ? 180 : 30) * MINUTE_MS,
      count: countPlaywright,
    },
    signal,
  );
}

interface Runner {
  readonly command: readonly string[];
  readonly cwd: string;
  /** What tells the runner where to leave its report. */
  env?(report: string): NodeJS.ProcessEnv;
  args?(report: string): string[];
  readonly timeoutMs: number;
  count(json: string): Counts;
}

async function runRunner(runner: Runner, signal: AbortSignal): Promise<StageResult> {
  const folder = mkdtempSync(join(tmpdir(), 'tools-provider-report-'));
  const report = join(folder, 'report.json');
  try {
    const { code, isTimedOut } = await runProcess(
      process.execPath,
      ['--disable-warning=ExperimentalWarning', ...runner.command, ...(runner.args?.(report) ?? [])],
      {
        cwd: runner.cwd,
        env: { ...process.env, ...plainUnlessTerminal(), ...runner.env?.(report) },
        timeoutMs: runner.timeoutMs,
        signal,
        output: 'show',
      },
    );
    return judgeRunner({ code, isTimedOut, counts: countsIn(report, runner) });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function plainUnlessTerminal(): NodeJS.ProcessEnv {
  return process.stdout.isTTY ? {} : { NO_COLOR: '1', FORCE_COLOR: undefined };
}

function countsIn(report: string, runner: Runner): Counts | undefined {
  try {
    return runner.count(readFileSync(report, 'utf8'));
  } catch {
    return undefined;
  }
}
