import { delimiter, join } from 'node:path';
import {
  checkBoundaries,
  rulesThatExaminedTooLittle,
  type Violation,
} from '../boundaries/check-boundaries.ts';
import { examinedFolders } from '../boundaries/layers.ts';
import { repositoryRoot } from '../config.ts';
import { checkGuarantees } from '../guarantees.ts';
import { type RunResult, runProcess } from '../run-process.ts';
import { type Stage, type StageResult, verdict } from './stage.ts';

const LEAST_PACKAGES = 14;
const LEAST_FILES = 100;
const LEAST_GUARANTEES = 20;
const TIMEOUT_MS = 300_000;
const BIN = join(repositoryRoot, 'node_modules', '.bin');

/** What is checked without running anything: types, style, boundaries, dead code, documents. */
export const checkStages: readonly Stage[] = [
  { name: 'types', run: checkTypes },
  { name: 'lint', run: checkStyle },
  { name: 'boundaries', run: checkImports },
  { name: 'unused', run: checkUnused },
  { name: 'documents', run: checkDocuments },
];

async function checkTypes(signal: AbortSignal): Promise<StageResult> {
  const args = ['run', 'typecheck', '--output-logs=errors-only', '--continue', '--concurrency=2'];
  const result = await runTool('turbo', args, signal);
  const packages = Number(/(\d+) successful/.exec(result.output)?.[1] ?? 0);
  return judge(result, packages, LEAST_PACKAGES, 'packages');
}

async function checkStyle(signal: AbortSignal): Promise<StageResult> {
  const result = await runTool('biome', ['ci', '--colors=off', '--error-on-warnings', '.'], signal);
  const files = Number(/Checked (\d+) files/.exec(result.output)?.[1] ?? 0);
  return judge(result, files, LEAST_FILES, 'files');
}

async function checkImports(): Promise<StageResult> {
  const report = await checkBoundaries(repositoryRoot, examinedFolders);
  const violations = [...report.violations, ...rulesThatExaminedTooLittle(report)];
  const modules = Math.max(...report.examined.values());
  const summary = `${report.examined.size} rules, ${modules} modules`;
  return verdict(violations.length === 0, summary, violations.map(sentenceOf).join('\n'));
}

async function checkUnused(signal: AbortSignal): Promise<StageResult> {
  const result = await runTool('knip', ['--no-progress', '--no-config-hints'], signal);
  return verdict(result.code === 0, 'files, exports and dependencies', result.output);
}

async function checkDocuments(): Promise<StageResult> {
  const { guarantees, problems } = checkGuarantees(repositoryRoot);
  const detail = problems.map((problem) => `docs/guarantees.md: ${problem}`).join('\n');
  const isEnough = guarantees.length >= LEAST_GUARANTEES;
  return verdict(
    isEnough && problems.length === 0,
    `${guarantees.length} guarantees`,
    isEnough ? detail : `docs/guarantees.md: fewer than ${LEAST_GUARANTEES} guarantees were found\n${detail}`,
  );
}

function judge(result: RunResult, found: number, least: number, things: string): StageResult {
  const summary = `${found} ${things}`;
  if (result.code === 0 && found < least) {
    return verdict(
      false,
      summary,
      `Only ${found} ${things} were looked at, where at least ${least} were expected.`,
    );
  }
  return verdict(result.code === 0, summary, result.output);
}

function runTool(tool: string, args: readonly string[], signal: AbortSignal): Promise<RunResult> {
  return runProcess(join(BIN, tool), args, {
    timeoutMs: TIMEOUT_MS,
    signal,
    env: {
      ...process.env,
      // turbo runs the packages' scripts by the pnpm it finds here.
      PATH: `${BIN}${delimiter}${process.env.PATH ?? ''}`,
      TURBO_TELEMETRY_DISABLED: '1',
      NO_COLOR: '1',
    },
  });
}

function sentenceOf({ rule, where, what }: Violation): string {
  return `${rule}: ${where} ${what}`;
}
