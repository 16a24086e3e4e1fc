import type { FinishedStage } from './run-stages.ts';

/** The sum of all stages. */
export interface Totals {
  readonly passed: number;
  readonly failed: number;
  /** Stages that were not run because the tests were interrupted; each counts as a failure. */
  readonly unfinished: number;
}

/** Adds up the stages out of the number that was to be run. */
export function totalsOf(finished: readonly FinishedStage[], wanted: number): Totals {
  const unfinished = wanted - finished.length;
  return {
    passed: sum(finished.map(({ result }) => result.passed)),
    failed: sum(finished.map(({ result }) => result.failed)) + unfinished,
    unfinished,
  };
}

/** The last line of `npm test`. */
export function closingLine({ passed, failed }: Totals): string {
  return `${passed} passed, ${failed} failed`;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
