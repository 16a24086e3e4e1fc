import { setTimeout as wait } from 'node:timers/promises';
import type { ReconciliatorLog } from '../reconciliation/pipeline-observer.ts';
import { verdictOf } from '../reconciliation/verdict.ts';
import { backoffMs } from '../retry/backoff.ts';

const AWAY = { baseMs: 100, maxMs: 5_000 };

/** Does something that may be repeated, again and again while a store is away. */
export type Patiently = <T>(work: () => Promise<T>) => Promise<T>;

/** The {@link Patiently} of a job that ends when `signal` aborts: it then rejects with the signal's reason. */
export function patience(signal: AbortSignal, log: ReconciliatorLog): Patiently {
  return async (work) => {
    for (let attempt = 1; ; attempt += 1) {
      signal.throwIfAborted();
      try {
        return await work();
      } catch (error) {
        if (verdictOf(error) !== 'reconnect') throw error;
        const reason = error instanceof Error ? error.message : String(error);
        if (attempt === 1) log.warn({ error: reason }, 'A rebuild waits for a store that is away');
        await wait(backoffMs(attempt, AWAY.baseMs, AWAY.maxMs), undefined, { signal }).catch(() => undefined);
      }
    }
  };
}
