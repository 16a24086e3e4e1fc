import { setTimeout as delay } from 'node:timers/promises';

const POLL_MS = 100;
const ANSWER_TIMEOUT_MS = 30_000;

/** Asks the address again and again until it answers 2xx (redirects followed); rejects when `signal` aborts. */
export async function untilAnswers(url: URL, signal: AbortSignal): Promise<void> {
  while (!(await answers(url, signal))) await delay(POLL_MS, undefined, { signal });
}

async function answers(url: URL, signal: AbortSignal): Promise<boolean> {
  try {
    const response = await fetch(url, {
      signal: AbortSignal.any([signal, AbortSignal.timeout(ANSWER_TIMEOUT_MS)]),
    });
    await response.arrayBuffer();
    return response.ok;
  } catch {
    signal.throwIfAborted();
    return false;
  }
}
