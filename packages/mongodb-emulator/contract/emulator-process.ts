import { type ChildProcess, fork } from 'node:child_process';
import { MongoClient } from 'mongodb';

/** The emulator as a process of its own. */
export interface EmulatorProcess {
  readonly client: MongoClient;
  readonly port: number;
  /** Kills it at once, as a power cut would, and waits until it is gone. */
  kill(): Promise<void>;
  /** Asks it to stop and gives its exit code. */
  stop(): Promise<number | null>;
}

function ready(child: ChildProcess): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  child.once('message', (message) => resolve((message as { port: number }).port));
  child.once('exit', (code) => reject(new Error(`the emulator ended with code ${code}`)));
  return promise;
}

/** Starts the emulator's own main on a data folder. */
export async function emulatorProcess(dataFolder: string, port = 0): Promise<EmulatorProcess> {
  const child = fork(new URL('../src/main.ts', import.meta.url), {
    env: { ...process.env, DATA_DIR: dataFolder, MONGODB_EMULATOR_PORT: String(port) },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    execArgv: ['--disable-warning=ExperimentalWarning'],
  });
  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const bound = await ready(child);
  const client = new MongoClient(`mongodb://127.0.0.1:${bound}/?directConnection=true`, {
    serverSelectionTimeoutMS: 1_000,
  });
  const end = async (signal: 'SIGKILL' | 'SIGTERM') => {
    child.kill(signal);
    const code = await exited;
    await client.close();
    return code;
  };
  return {
    client,
    port: bound,
    kill: async () => {
      await end('SIGKILL');
    },
    stop: () => end('SIGTERM'),
  };
}
