import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { EmbeddedStores } from './embedded-stores.ts';

const MAIN = fileURLToPath(new URL('../src/main.ts', import.meta.url));

/** The worker as a process of its own. */
export interface WorkerProcess {
  /** Resolves when it projects. */
  readonly ready: Promise<void>;
  /** Where its probes answer, once it projects. */
  readonly probes: Promise<string>;
  /** Resolves when it has ended, with the signal that ended it. */
  readonly ended: Promise<NodeJS.Signals | null>;
  /** Aborts when it has ended. */
  readonly gone: AbortSignal;
  /** Asks it to end, as the one who deploys does, and waits until it has. */
  stop(): Promise<void>;
  /** Ends it as a power cut would, and waits until it has. */
  kill(): Promise<void>;
}

/** Starts the worker on the stores, with settings of its own. */
export function startWorker(
  stores: EmbeddedStores,
  env: Readonly<Record<string, string>> = {},
): WorkerProcess {
  const child = spawn(process.execPath, [MAIN], {
    env: {
      ...process.env,
      KURRENTDB_URL: stores.kurrentDbUrl,
      MONGODB_URL: stores.mongoDbUrl,
      RECONCILIATOR_PORT: '0',
      ...env,
    },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const gone = new AbortController();
  const ended = once(child, 'exit').then(([, signal]) => {
    gone.abort();
    return signal as NodeJS.Signals | null;
  });
  return {
    ready: isReady(child),
    probes: once(child, 'message').then(([{ port }]) => `http://127.0.0.1:${port}`),
    ended,
    gone: gone.signal,
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
    },
    kill: async () => {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

async function isReady(child: ChildProcess): Promise<void> {
  await Promise.race([once(child, 'message'), once(child, 'exit')]);
}
