import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { repositoryRoot } from './config.ts';

/** How to run a program; it runs in the repository's root unless told. */
export interface RunOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  /** Past it, or when `signal` aborts, the program and all it started are killed. */
  readonly timeoutMs: number;
  readonly signal?: AbortSignal | undefined;
  /** `show` lets the program print; otherwise what it prints is only kept. */
  readonly output?: 'show' | 'keep';
}

/** How a program ended. */
export interface RunResult {
  /** Undefined when it was killed. */
  readonly code: number | undefined;
  readonly isTimedOut: boolean;
  readonly output: string;
}

/** Runs a program to its end, without standard input. */
export async function runProcess(
  command: string,
  args: readonly string[],
  options: RunOptions,
): Promise<RunResult> {
  const isShown = options.output === 'show';
  const child = spawn(command, args, {
    cwd: options.cwd ?? repositoryRoot,
    env: options.env ?? process.env,
    stdio: ['ignore', isShown ? 'inherit' : 'pipe', isShown ? 'inherit' : 'pipe'],
    // A group of its own, so that whatever it started can be killed with it.
    detached: process.platform !== 'win32',
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  }
  const timeout = AbortSignal.timeout(options.timeoutMs);
  const end = options.signal === undefined ? timeout : AbortSignal.any([timeout, options.signal]);
  const kill = () => killAll(child.pid);
  end.addEventListener('abort', kill, { once: true });
  if (end.aborted) kill();
  try {
    const [code] = (await once(child, 'close')) as [number | null];
    return { code: code ?? undefined, isTimedOut: timeout.aborted, output };
  } finally {
    end.removeEventListener('abort', kill);
  }
}

function killAll(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(process.platform === 'win32' ? pid : -pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
