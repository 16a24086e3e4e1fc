import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const main = fileURLToPath(new URL('../src/main.ts', import.meta.url));

/** The emulator as a process of its own, as the supervisor starts it. */
export interface EmulatorProcess {
  readonly url: string;
  readonly port: number;
  /** Ends it as a power cut would end a process: at once, without a word. */
  kill(): Promise<void>;
  /** Asks it to end, and answers its exit code. */
  stop(): Promise<number | null>;
}

/** Starts the emulator's process on a data folder and waits until it serves. */
export async function startProcess(dataFolder: string, port = 0): Promise<EmulatorProcess> {
  const child = fork(main, {
    env: { ...process.env, HOST: '127.0.0.1', DATA_DIR: dataFolder, KURRENTDB_EMULATOR_PORT: String(port) },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const ready = await firstMessage(child);
  return {
    port: ready.port,
    url: `kurrentdb://127.0.0.1:${ready.port}?tls=false`,
    kill: async () => {
      const exit = once(child, 'exit');
      child.kill('SIGKILL');
      await exit;
    },
    stop: async () => {
      const exit = once(child, 'exit');
      child.kill('SIGTERM');
      const [code] = await exit;
      return code;
    },
  };
}

async function firstMessage(child: ChildProcess): Promise<{ port: number }> {
  const message = await Promise.race([
    once(child, 'message').then(([value]) => value),
    once(child, 'exit').then(([code]) => {
      throw new Error(`The emulator ended with code ${code} before it was ready.`);
    }),
  ]);
  return message as { port: number };
}
