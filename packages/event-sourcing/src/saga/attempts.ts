import { setTimeout as wait } from 'node:timers/promises';
import { kindOf } from '@tools-provider/mediator';
import { hasCode } from '../errors.ts';
import type { RetryPolicy } from '../reconciliation/stream-reconciler.ts';
import { backoffMs } from '../retry/backoff.ts';

/** What came of trying something several times: a result, or why it was given up. */
export type Attempted<Result> =
  | { readonly result: Result }
  | { readonly failed: { readonly reason: string; readonly attempts: number } };

/** Tries things again that fail, with growing waits between, which end when `signal` aborts. */
export class Attempts {
  readonly #retry: RetryPolicy;
  readonly #signal: AbortSignal;

  constructor(retry: RetryPolicy, signal: AbortSignal) {
    this.#retry = retry;
    this.#signal = signal;
  }

  /** How often something is tried in all. */
  get limit(): number {
    return this.#retry.attempts;
  }

  /**
   * Tries until it works or has failed as often as it may. What is wrong with the program itself is not tried again. A store that is away,
   * or a lease that is lost, is nobody's failure: it is thrown.
   */
  async make<Result>(work: (attempt: number) => Result | Promise<Result>): Promise<Attempted<Result>> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return { result: await work(attempt) };
      } catch (error) {
        if (kindOf(error) === 'unavailable' || hasCode(error, 'lease-lost')) throw error;
        if (attempt >= this.limit || hasCode(error, 'event-sourcing-configuration')) {
          const reason = error instanceof Error ? error.message : String(error);
          return { failed: { reason, attempts: attempt } };
        }
        const ms = backoffMs(attempt, this.#retry.baseMs, this.#retry.maxMs);
        await wait(ms, undefined, { signal: this.#signal });
      }
    }
  }
}
