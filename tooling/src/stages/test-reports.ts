import type { StageResult } from './stage.ts';

/** The counts of a runner's report; `problems` are failures that belong to no single test. */
export interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  readonly problems: number;
}

interface VitestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
  readonly testResults: readonly { status: string; assertionResults: readonly { status: string }[] }[];
}

interface PlaywrightReport {
  readonly stats: { expected: number; unexpected: number; flaky: number; skipped: number };
  readonly errors: readonly unknown[];
}

/** Reads Vitest's JSON report; a file that failed without a failed test of its own is a problem. */
export function countVitest(json: string): Counts {
  const report = JSON.parse(json) as VitestReport;
  const brokenFiles = report.testResults.filter(
    ({ status, assertionResults }) =>
      status === 'failed' && !assertionResults.some((result) => result.status === 'failed'),
  );
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests,
    skipped: report.numPendingTests + report.numTodoTests,
    problems: brokenFiles.length,
  };
}

/** Reads Playwright's JSON report; a test that passed only when it was repeated has passed. */
export function countPlaywright(json: string): Counts {
  const { stats, errors } = JSON.parse(json) as PlaywrightReport;
  return {
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected,
    skipped: stats.skipped,
    problems: errors.length,
  };
}

/** How a runner ended, and its report if it wrote one. */
export interface RunnerOutcome {
  readonly code: number | undefined;
  readonly isTimedOut: boolean;
  readonly counts: Counts | undefined;
}

/** Sums up a runner so that nothing passes by accident: no report, no test or a bad exit code is a failure. */
export function judgeRunner({ code, isTimedOut, counts }: RunnerOutcome): StageResult {
  const { passed, failed: failedTests, skipped, problems } = counts ?? NOTHING;
  const failed = failedTests + problems;
  const result = { passed, failed, skipped, summary: '' };
  if (isTimedOut) return { ...result, failed: failed + 1, summary: 'did not end in time' };
  if (counts === undefined) return { ...result, failed: 1, summary: 'ended without a report' };
  if (passed + failed === 0) return { ...result, failed: 1, summary: 'ran no test' };
  if (code !== 0 && failed === 0) {
    return { ...result, failed: 1, summary: `ended with exit code ${code} although no test failed` };
  }
  if (problems > 0) return { ...result, summary: `${problems} failed outside a test` };
  return result;
}

const NOTHING: Counts = { passed: 0, failed: 0, skipped: 0, problems: 0 };
