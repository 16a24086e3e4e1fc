import { CannotStart } from './cannot-start.ts';
import { readEnvironment } from './config.ts';
import { readyMessage } from './ready-message.ts';
import { type System, startSystem } from './system/start-system.ts';
import { terminalLog } from './terminal-log.ts';

const SAME_SIGNAL_MS = 1000;

/** How `npm start` and `npm run dev` differ. */
export interface RunMode {
  readonly isDev: boolean;
  /** Called when the system is ready; what it returns is called before the system is stopped. */
  readonly onReady?: (system: System) => () => void;
}

/** Runs the whole system in this terminal until it is interrupted; sets the exit code. */
export async function runSystem(args: readonly string[], mode: RunMode): Promise<void> {
  const interrupt = listenForInterrupt();
  try {
    checkArguments(args);
    const system = await startSystem({
      env: readEnvironment(),
      isFresh: args.includes('--fresh'),
      isDev: mode.isDev,
      onLog: terminalLog(),
      signal: interrupt,
    });
    const onStop = mode.onReady?.(system);
    process.stdout.write(readyMessage(system));
    await interrupted(interrupt);
    process.stdout.write('\nStopping …\n');
    onStop?.();
    await system.stop();
    process.stdout.write('Stopped.\n');
  } catch (error) {
    if (interrupt.aborted) process.stdout.write('Stopped.\n');
    else if (error instanceof CannotStart) cannotStart(error);
    else throw error;
  }
}

function checkArguments(args: readonly string[]): void {
  const unknown = args.find((argument) => argument !== '--fresh');
  if (unknown === undefined) return;
  throw new CannotStart(
    `There is no option "${unknown}": the only one is --fresh, which empties the data folder first.`,
  );
}

function cannotStart(error: CannotStart): void {
  process.stderr.write(`\n${error.message}\n`);
  process.exitCode = 1;
}

/** Aborts at the first SIGINT, SIGTERM or SIGHUP; a later one, when stopping takes too long, ends at once. */
function listenForInterrupt(): AbortSignal {
  const controller = new AbortController();
  let firstAt = 0;
  const onSignal = () => {
    if (!controller.signal.aborted) {
      firstAt = performance.now();
      controller.abort(new Error('interrupted'));
      // npm passes a Ctrl-C on to a process that the terminal has told already.
    } else if (performance.now() - firstAt > SAME_SIGNAL_MS) {
      process.exit(1);
    }
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, onSignal);
  return controller.signal;
}

function interrupted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
