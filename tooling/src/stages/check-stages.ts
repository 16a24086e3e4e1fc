import { delimiter, join } from 'node:path';
import { checkApi } from '../api-report/check-api.ts';
import { publicPackages } from '../api-report/public-packages.ts';
import {
  checkBoundaries,
  rulesThatExaminedTooLittle,
  type Violation,
} from '../boundaries/check-boundaries.ts';
import { examinedFolders } from '../boundaries/layers.ts';
import { repositoryRoot } from '../config.ts';
import { checkLinks } from '../documents/links.ts';
import { checkSnippets } from '../documents/snippets.ts';
import { checkGuarantees } from '../guarantees.ts';
import { type RunResult, runProcess } from '../run-process.ts';
import { type Stage, type StageResult, verdict } from './stage.ts';

const LEAST_PACKAGES = 14;
const LEAST_FILES = 100;
const LEAST_GUARANTEES = 20;
const LEAST_SNIPPETS = 10;
const LEAST_LINKS = 30;
const TIMEOUT_MS = 300_000;
const BIN = join(repositoryRoot, 'node_modules', '.bin');

/** What is checked without running anything: types, style, boundaries, dead code, public face, documents. */
export const checkStages: readonly Stage[] = [
  { name: 'types', run: checkTypes },
  { name: 'lint', run: checkStyle },
  { name: 'boundaries', run: checkImports },
  { name: 'unused', run: checkUnused },
  { name: 'api', run: checkPublicFace },
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

async function checkPublicFace(signal: AbortSignal): Promise<StageResult> {
  const { exports, problems } = await checkApi(publicPackages, repositoryRoot, signal);
  return verdict(problems.length === 0, `${exports} exports`, problems.join('\n'));
}

async function checkDocuments(): Promise<StageResult> {
  const { guarantees, problems } = checkGuarantees(repositoryRoot);
  const { snippets, problems: snippetProblems } = checkSnippets(repositoryRoot);
  const { links, problems: linkProblems } = checkLinks(repositoryRoot);
  const all = [
    ...problems.map((problem) => `docs/guarantees.md: ${problem}`),
    ...snippetProblems,
    ...linkProblems,
    ...tooFew(guarantees.length, LEAST_GUARANTEES, 'guarantees'),
    ...tooFew(snippets, LEAST_SNIPPETS, 'snippets'),
    ...tooFew(links, LEAST_LINKS, 'links'),
  ];
  const summary = `${guarantees.length} guarantees, ${snippets} snippets, ${links} links`;
  return verdict(all.length === 0, summary, all.join('\n'));
}

function judge(result: RunResult, found: number, least: number, things: string): StageResult {
  const summary = `${found} ${things}`;
  const problems = tooFew(found, least, things);
  if (result.code === 0 && problems.length > 0) return verdict(false, summary, problems.join('\n'));
  return verdict(result.code === 0, summary, result.output);
}

function tooFew(found: number, least: number, things: string): string[] {
  return found < least
    ? [`Only ${found} ${things} were looked at, where at least ${least} were expected.`]
    : [];
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
