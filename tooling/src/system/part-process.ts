import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { isFatal, type LogLine, parseLogLine } from './log-line.ts';
import type { Launch } from './part-definition.ts';

const PRELOAD = new URL('./stop-with-supervisor.ts', import.meta.url).href;
const LAST_OUTPUT_MS = 500;

/** How a part's process ended. */
export interface Ending {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** The last fatal line it printed: its own word on why it could not go on. */
  readonly reason: string | undefined;
}

/** One run of a part's process. */
export interface PartProcess {
  readonly pid: number;
  /** Resolves with the port that the part's ready message names. */
  readonly readyMessage: Promise<number>;
  readonly ended: Promise<Ending>;
  kill(signal: NodeJS.Signals): void;
  /** SIGKILL for the process and whatever it started. */
  killGroup(): void;
}

/** Starts the part's own process, without a wrapper around it; throws when there can be none. */
export async function spawnPart(
  name: string,
  launch: Launch,
  onLog: (line: LogLine) => void,
): Promise<PartProcess> {
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', '--import', PRELOAD, ...launch.args],
    {
      cwd: launch.cwd,
      env: launch.env,
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      // In a group of its own, so that a Ctrl-C reaches the supervisor alone, which stops the parts in order.
      detached: process.platform !== 'win32',
    },
  );
  await once(child, 'spawn');
  let reason: string | undefined;
  const hear = (line: LogLine) => {
    if (isFatal(line)) reason = line.text;
    onLog(line);
  };
  readLines(child.stdout, (line) => hear(parseLogLine(name, line)));
  readLines(child.stderr, (line) => hear(parseLogLine(name, line, true)));
  return {
    pid: child.pid as number,
    readyMessage: readyMessage(child),
    ended: endingOf(child).then((ending) => ({ ...ending, reason })),
    kill: (signal) => child.kill(signal),
    killGroup: () => killGroup(child),
  };
}

function killGroup(child: ChildProcess): void {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  if (process.platform === 'win32') child.kill('SIGKILL');
  else process.kill(-child.pid, 'SIGKILL');
}

function readLines(stream: Readable | null, onLine: (line: string) => void): void {
  if (stream !== null)
    createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY }).on('line', onLine);
}

function readyMessage(child: ChildProcess): Promise<number> {
  return new Promise((resolve) => {
    child.on('message', (message: { type?: unknown; port?: unknown } | null) => {
      if (message?.type === 'ready') resolve(Number(message.port));
    });
  });
}

async function endingOf(child: ChildProcess): Promise<Omit<Ending, 'reason'>> {
  const closed = once(child, 'close');
  const [code, signal] = (await once(child, 'exit')) as [number | null, NodeJS.Signals | null];
  // The last lines come after the exit; a grandchild that keeps the pipe open must not hold this up.
  await Promise.race([closed, delay(LAST_OUTPUT_MS)]);
  return { code, signal };
}
