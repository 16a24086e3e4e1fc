import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as delay } from 'node:timers/promises';

const SQLITE_BUSY = 5;
const POLL_MS = 200;

/** A lock that is held by this process. */
export interface ExclusiveLock {
  /** Gives it back; once is enough. */
  release(): void;
}

/**
 * Takes the lock that the file stands for, or answers undefined when another process holds it.
 * The operating system frees it when its holder ends, however that ends, so it is never stale.
 */
export function tryExclusiveLock(file: string): ExclusiveLock | undefined {
  mkdirSync(dirname(file), { recursive: true });
  const database = new DatabaseSync(file);
  try {
    database.exec('BEGIN EXCLUSIVE');
    return {
      release: () => {
        if (database.isOpen) database.close();
      },
    };
  } catch (error) {
    database.close();
    if ((error as { errcode?: number }).errcode === SQLITE_BUSY) return undefined;
    throw error;
  }
}

/** Takes the lock as soon as it is free; `onWait` is called once when it is not free at once. */
export async function exclusiveLock(
  file: string,
  onWait: () => void,
  signal?: AbortSignal,
): Promise<ExclusiveLock> {
  let isWaiting = false;
  for (;;) {
    const lock = tryExclusiveLock(file);
    if (lock !== undefined) return lock;
    if (!isWaiting) onWait();
    isWaiting = true;
    await delay(POLL_MS, undefined, { signal });
  }
}
