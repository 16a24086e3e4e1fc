import { logVerbosity, setLogVerbosity } from '@grpc/grpc-js';
import { readConfig } from './config.ts';
import { startKurrentDbEmulator } from './emulator.ts';

const levels = { info: 30, warn: 40, fatal: 60 } as const;

// One JSON object a line, in the form that pino writes and the supervisor reads.
function log(level: keyof typeof levels, msg: string): void {
  const line = { level: levels[level], time: Date.now(), name: 'kurrentdb', msg };
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

function fail(error: unknown): void {
  log('fatal', error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
  if (process.connected) process.disconnect();
}

async function main(): Promise<void> {
  const emulator = await startKurrentDbEmulator(readConfig(process.env));
  let isStopping = false;
  const stop = (reason: string) => {
    if (isStopping) return;
    isStopping = true;
    log('info', `stopping: ${reason}`);
    emulator.close().then(
      () => process.exit(0),
      (error: unknown) => {
        fail(error);
        process.exit(1);
      },
    );
  };
  process.once('SIGTERM', () => stop('SIGTERM'));
  process.once('SIGINT', () => stop('SIGINT'));
  process.once('disconnect', () => stop('the supervisor has gone'));
  log('info', `serving ${emulator.url}`);
  process.send?.({ type: 'ready', port: emulator.port });
}

process.removeAllListeners('warning');
process.on('warning', (warning) => {
  // node:sqlite says on every start that it is experimental; the pinned Node is the answer to that.
  if (warning.name !== 'ExperimentalWarning') log('warn', warning.message);
});

// grpc-js writes its own lines to standard error; what matters of them comes as an error as well.
setLogVerbosity(logVerbosity.NONE);

main().catch(fail);
