import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(new URL('../../../packages/kurrentdb-emulator/src/main.ts', import.meta.url));

/** The embedded log as a process of its own, which can be held up. */
export interface LogProcess {
  readonly url: string;
  readonly port: number;
  /** It does nothing any more, and its connections stand. */
  holdUp(): void;
  /** It goes on where it was. */
  letGoOn(): void;
  close(): Promise<void>;
}

/** Starts the embedded log on a data folder and waits until it serves. */
export async function startLogProcess(dataFolder: string, port: number): Promise<LogProcess> {
  const child = fork(MAIN, {
    env: { ...process.env, DATA_DIR: dataFolder, KURRENTDB_EMULATOR_PORT: String(port) },
    execArgv: [],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const [ready] = await once(child, 'message');
  return {
    url: `kurrentdb://127.0.0.1:${ready.port}?tls=false`,
    port: ready.port,
    holdUp: () => void child.kill('SIGSTOP'),
    letGoOn: () => void child.kill('SIGCONT'),
    close: async () => {
      const ended = once(child, 'exit');
      child.kill('SIGCONT');
      child.kill('SIGTERM');
      await ended;
    },
  };
}
