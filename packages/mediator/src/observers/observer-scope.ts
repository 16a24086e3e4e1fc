import { AsyncLocalStorage } from 'node:async_hooks';

interface Scope {
  isRunning: boolean;
}

const scopes = new AsyncLocalStorage<Scope>();

/**
 * Whether the caller is, at any depth, inside an observer that is at an event: an observer of any bus, since two buses can wait for each
 * other as two observers can. What an observer left running behind it is inside no longer.
 */
export function isInsideObserver(): boolean {
  return scopes.getStore()?.isRunning === true;
}

/** Runs `work` as an observer's, until the promise it gives settles. */
export async function runAsObserver(work: () => Promise<void>): Promise<void> {
  const scope: Scope = { isRunning: true };
  try {
    await scopes.run(scope, work);
  } finally {
    scope.isRunning = false;
  }
}
