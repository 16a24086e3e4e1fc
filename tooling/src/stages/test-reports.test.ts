import { expect, test } from 'vitest';
import { countPlaywright, countVitest, judgeRunner } from './test-reports.ts';

const VITEST = {
  numPassedTests: 5,
  numFailedTests: 1,
  numPendingTests: 2,
  numTodoTests: 1,
  testResults: [
    { status: 'passed', assertionResults: [{ status: 'passed' }] },
    { status: 'failed', assertionResults: [{ status: 'failed' }] },
  ],
};

test('The counts of a Vitest report are read, with what is pending or planned as skipped', () => {
  expect(countVitest(JSON.stringify(VITEST))).toEqual({ passed: 5, failed: 1, skipped: 3, problems: 0 });
});

test('A test file that could not even be loaded is a problem', () => {
  const testResults = [...VITEST.testResults, { status: 'failed', assertionResults: [] }];
  expect(countVitest(JSON.stringify({ ...VITEST, testResults })).problems).toBe(1);
});

test('The counts of a Playwright report are read, with what passed when repeated as passed', () => {
  const stats = { expected: 7, unexpected: 2, flaky: 1, skipped: 3 };
  const report = JSON.stringify({ stats, errors: [{ message: 'no config' }] });
  expect(countPlaywright(report)).toEqual({ passed: 8, failed: 2, skipped: 3, problems: 1 });
});

const GOOD = { passed: 3, failed: 0, skipped: 0, problems: 0 };

test.each([
  ['passes', { code: 0, isTimedOut: false, counts: GOOD }, 3, 0],
  ['fails when a test did', { code: 1, isTimedOut: false, counts: { ...GOOD, failed: 2 } }, 3, 2],
  ['fails when it ran no test', { code: 0, isTimedOut: false, counts: { ...GOOD, passed: 0 } }, 0, 1],
  [
    'fails when all tests were skipped',
    { code: 0, isTimedOut: false, counts: { ...GOOD, passed: 0, skipped: 4 } },
    0,
    1,
  ],
  ['fails when it left no report', { code: 0, isTimedOut: false, counts: undefined }, 0, 1],
  ['fails when it ended badly although all tests passed', { code: 1, isTimedOut: false, counts: GOOD }, 3, 1],
  ['fails when it was ended for taking too long', { code: undefined, isTimedOut: true, counts: GOOD }, 3, 1],
  [
    'fails for a file that did not load',
    { code: 1, isTimedOut: false, counts: { ...GOOD, problems: 1 } },
    3,
    1,
  ],
])('A runner %s', (_, outcome, passed, failed) => {
  expect(judgeRunner(outcome)).toMatchObject({ passed, failed });
});
