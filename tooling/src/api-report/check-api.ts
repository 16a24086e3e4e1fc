import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type ApiReport, reportsOf } from './api-report.ts';
import type { PublicPackage } from './public-packages.ts';
import { type ReportedExport, readReport } from './read-report.ts';

/** What was found about the public face of packages. */
export interface ApiCheck {
  /** How many exports were looked at. */
  readonly exports: number;
  /** A sentence for everything that is wrong. */
  readonly problems: readonly string[];
}

/**
 * Compares what packages under `root` export with the reports in `docs/api`: a change of a signature is a problem until the report is
 * updated with it. So is an export, or a method of one, without documentation.
 */
export async function checkApi(
  packages: readonly PublicPackage[],
  root: string,
  signal?: AbortSignal,
): Promise<ApiCheck> {
  let exports = 0;
  const problems: string[] = [];
  for (const each of packages) {
    for (const report of await reportsOf(each, root, signal)) {
      const reported = readReport(report.text);
      exports += reported.length;
      problems.push(...problemsOf(report, reported, root));
    }
  }
  return { exports, problems };
}

/** Writes the reports into `docs/api` under `root`. Answers the paths of those that have changed. */
export async function updateApi(packages: readonly PublicPackage[], root: string): Promise<string[]> {
  const changed: string[] = [];
  for (const each of packages) {
    for (const report of await reportsOf(each, root)) {
      const path = pathOf(report);
      if (storedText(path, root) === report.text) continue;
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), report.text);
      changed.push(path);
    }
  }
  return changed;
}

function problemsOf(report: ApiReport, reported: readonly ReportedExport[], root: string): string[] {
  const path = pathOf(report);
  const { leastExports } = report.entry;
  const problems = reported
    .flatMap(({ undocumented }) => undocumented)
    .map((name) => `${path}: ${name} has no documentation: say above it what it promises`);
  if (reported.length < leastExports) {
    problems.push(
      `${path}: only ${reported.length} exports were looked at, where at least ${leastExports} were expected`,
    );
  }
  const stored = storedText(path, root);
  if (stored !== report.text) {
    const names = changedNames(readReport(stored), reported).join(', ');
    problems.push(
      `${path} is not what the package exports${names === '' ? '' : ` (${names})`}: if the change is meant, write it down by \`npm run documents\``,
    );
  }
  return problems;
}

/** The exports that were added, changed or removed. */
function changedNames(before: readonly ReportedExport[], after: readonly ReportedExport[]): string[] {
  const textsBefore = new Map(before.map(({ name, text }) => [name, text]));
  const textsAfter = new Map(after.map(({ name, text }) => [name, text]));
  return [...new Set([...textsBefore.keys(), ...textsAfter.keys()])]
    .filter((name) => textsBefore.get(name) !== textsAfter.get(name))
    .sort();
}

function pathOf({ entry }: ApiReport): string {
  return `docs/api/${entry.report}.api.md`;
}

function storedText(path: string, root: string): string {
  return existsSync(join(root, path)) ? readFileSync(join(root, path), 'utf8') : '';
}
