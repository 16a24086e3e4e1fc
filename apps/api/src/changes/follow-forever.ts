import { setTimeout as delay } from 'node:timers/promises';

const FIRST_DELAY_MS = 100;
const LONGEST_DELAY_MS = 5_000;

/** What to follow, and whom to tell when it is lost: once for each time that it was open, and once when it cannot be opened at first. */
export interface Following {
  /** Follows until it is lost, which it says by rejecting (or ending); `opened` is to be called when it works. */
  follow(opened: () => void): Promise<void>;
  onLost(error: unknown): void;
}

/** Follows again and again until `signal` aborts, at first after 0.1 s, in the end every 5 s, give or take a half. Never rejects. */
export async function followForever({ follow, onLost }: Following, signal: AbortSignal): Promise<void> {
  let delayMs = FIRST_DELAY_MS;
  let isLossTold = false;
  while (!signal.aborted) {
    const lost = await outcomeOf(() =>
      follow(() => {
        delayMs = FIRST_DELAY_MS;
        isLossTold = false;
      }),
    );
    if (signal.aborted) return;
    if (!isLossTold) onLost(lost);
    isLossTold = true;
    await delay(delayMs * (0.5 + Math.random()), undefined, { signal }).catch(() => undefined);
    delayMs = Math.min(delayMs * 2, LONGEST_DELAY_MS);
  }
}

async function outcomeOf(follow: () => Promise<void>): Promise<unknown> {
  try {
    await follow();
    return new Error('It ended without an error');
  } catch (error) {
    return error;
  }
}
