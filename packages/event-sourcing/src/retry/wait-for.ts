import { setTimeout as wait } from 'node:timers/promises';

/** Waits so many milliseconds. Rejects with the signal's reason should it abort meanwhile. */
export async function waitFor(ms: number, signal: AbortSignal | undefined): Promise<void> {
  await wait(ms, undefined, signal === undefined ? {} : { signal }).catch(() => undefined);
  signal?.throwIfAborted();
}
