import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { CannotStart } from '../cannot-start.ts';
import { type ExclusiveLock, tryExclusiveLock } from './exclusive-lock.ts';

const POLL_MS = 100;
const LONGEST_FAREWELL_MS = 10_000;
const OWNED = ['kurrentdb', 'mongodb', 'dev-signing-key', 'demo-data'];

/** `<data folder>/run`: the pid files, and the lock that keeps a second copy out of the data folder. */
export interface RunFolder {
  readonly path: string;
  release(): void;
}

/** Claims the data folder for this process; throws a {@link CannotStart} while another copy runs on it. */
export async function claimRunFolder(dataFolder: string): Promise<RunFolder> {
  const path = join(dataFolder, 'run');
  const lock = claim(dataFolder, path);
  try {
    await formerPartsEnded(path);
  } catch (error) {
    lock.release();
    throw error;
  }
  return { path, release: () => lock.release() };
}

/** Removes what start-up and the parts have written into the data folder, and nothing else. */
export function emptyDataFolder(dataFolder: string): void {
  for (const name of OWNED) rmSync(join(dataFolder, name), { recursive: true, force: true });
}

function claim(dataFolder: string, path: string): ExclusiveLock {
  const lock = lockIn(dataFolder, path);
  if (lock !== undefined) return lock;
  throw new CannotStart(
    `Another copy is running on the data folder ${dataFolder}: stop it, or set DATA_DIR to another folder.`,
  );
}

function lockIn(dataFolder: string, path: string): ExclusiveLock | undefined {
  try {
    // What the stores hold is nobody else's to read.
    mkdirSync(path, { recursive: true, mode: 0o700 });
    return tryExclusiveLock(join(path, 'lock'));
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new CannotStart(
      `The data folder ${dataFolder} cannot be written (${code === 'ERR_SQLITE_ERROR' ? message : code}): set DATA_DIR to one that can.`,
    );
  }
}

/** After a killed supervisor its parts need a moment to stop; their ports and files are theirs until then. */
async function formerPartsEnded(path: string): Promise<void> {
  const deadline = performance.now() + LONGEST_FAREWELL_MS;
  const files = readdirSync(path).filter((name) => name.endsWith('.pid'));
  for (const file of files) {
    const pid = Number(readFileSync(join(path, file), 'utf8'));
    // One that was paused notices only when it goes on that its supervisor is gone.
    if (isAlive(pid) && process.platform !== 'win32') process.kill(pid, 'SIGCONT');
    while (isAlive(pid) && performance.now() < deadline) await delay(POLL_MS);
    rmSync(join(path, file), { force: true });
  }
}

function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
