/** What came out of one stage of the tests. */
export interface StageResult {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  /** A few words on what was looked at. */
  readonly summary: string;
  /** Everything a person needs to put a failure right, unless it was printed while the stage ran. */
  readonly detail?: string;
}

/** One of the runners that together are `npm test`. */
export interface Stage {
  readonly name: string;
  /** Ends early when `signal` aborts; rejects only when the stage itself is broken. */
  run(signal: AbortSignal): Promise<StageResult>;
}

/** A stage that is one yes or no, such as the linter. */
export function verdict(isGood: boolean, summary: string, detail: string): StageResult {
  return {
    passed: isGood ? 1 : 0,
    failed: isGood ? 0 : 1,
    skipped: 0,
    summary,
    ...(isGood ? {} : { detail }),
  };
}

/** A stage that did not get as far as a result. */
export function broken(summary: string): StageResult {
  return { passed: 0, failed: 1, skipped: 0, summary };
}
