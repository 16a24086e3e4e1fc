import { setTimeout as wait } from 'node:timers/promises';
import { kindOf } from '@tools-provider/mediator';

const LOOK_MS = 250;

/** What a process needs of its stores before it can begin. */
export interface StoresToPrepare {
  /** Rejects while a store is away. */
  readonly checkStores: () => Promise<void>;
  /** Makes what must be there. */
  readonly prepare: () => Promise<void>;
  /** How long the stores may be away at a time, in milliseconds. */
  readonly deadlineMs: number;
}

/**
 * Waits for the stores and prepares them; stores that go away again meanwhile are waited for once more. Rejects with what `checkStores` said
 * last when they are away for too long, and with what `prepare` rejects with for another reason than that.
 */
export async function untilPrepared({ checkStores, prepare, deadlineMs }: StoresToPrepare): Promise<void> {
  for (;;) {
    await untilReachable(checkStores, deadlineMs);
    try {
      return await prepare();
    } catch (error) {
      if (kindOf(error) !== 'unavailable') throw error;
    }
  }
}

async function untilReachable(checkStores: () => Promise<void>, deadlineMs: number): Promise<void> {
  const deadline = Date.now() + deadlineMs;
  for (;;) {
    try {
      return await checkStores();
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await wait(LOOK_MS);
    }
  }
}
