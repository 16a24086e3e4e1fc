import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { CannotStart } from '../cannot-start.ts';
import type { LogLine } from './log-line.ts';
import type { PartDefinition, Ports } from './part-definition.ts';
import { type Ending, type PartProcess, spawnPart } from './part-process.ts';
import { untilAnswers } from './until-answers.ts';

const SHORTEST_WAIT_MS = 100;
const LONGEST_WAIT_MS = 2000;
const STEADY_MS = 1000;
const CAN_BE_PAUSED = process.platform !== 'win32';

/** `waiting`: it died and is started again in a moment. `stopped`: on purpose. */
export type PartState = 'stopped' | 'starting' | 'ready' | 'waiting' | 'stopping';

/** Keeps one part of the system alive: one process at a time, started again whenever it dies unasked. */
export class Part {
  readonly name: string;
  readonly #definition: PartDefinition;
  readonly #ports: Ports;
  readonly #pidFile: string;
  readonly #onLog: (line: LogLine) => void;
  readonly #readyWaiters = new Set<() => void>();
  #state: PartState = 'stopped';
  #process: PartProcess | undefined;
  #port: number;
  #restarts = 0;
  #waitMs = SHORTEST_WAIT_MS;
  #wanted = new AbortController();
  #loop: Promise<void> = Promise.resolve();

  constructor(definition: PartDefinition, ports: Ports, runFolder: string, onLog: (line: LogLine) => void) {
    this.name = definition.name;
    this.#definition = definition;
    this.#ports = ports;
    this.#port = definition.port;
    this.#pidFile = join(runFolder, `${definition.name}.pid`);
    this.#onLog = onLog;
  }

  get state(): PartState {
    return this.#state;
  }

  /** The process id while there is a process. */
  get pid(): number | undefined {
    return this.#process?.pid;
  }

  /** The port it serves on; 0 until it is known. */
  get port(): number {
    return this.#port;
  }

  /** How often it was started again after dying unasked. */
  get restarts(): number {
    return this.#restarts;
  }

  /**
   * Starts the part and resolves when it is ready; from then on it is kept alive. When it ends or stays silent
   * before that, rejects with a {@link CannotStart} that says why, and nothing is left running.
   */
  async start(): Promise<void> {
    this.#wanted = new AbortController();
    const process = await this.#spawn();
    try {
      await this.#ready(process);
    } catch (error) {
      await this.stop(0);
      throw error;
    }
    this.#loop = this.#keepAlive(process);
  }

  /** Ends the part for good: SIGTERM first, SIGKILL when `budgetMs` is over. It can be started again later. */
  async stop(budgetMs = 5000): Promise<void> {
    this.#wanted.abort();
    const process = this.#process;
    if (process !== undefined) {
      this.#state = 'stopping';
      process.kill('SIGTERM');
      // One that somebody has paused hears the first signal only when it goes on.
      if (CAN_BE_PAUSED) process.kill('SIGCONT');
      await this.#endedWithin(process, budgetMs);
    }
    await this.#loop;
    this.#state = 'stopped';
  }

  /** Sends the signal to the process and resolves when it has ended; the part is then started again. */
  async kill(signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
    const process = this.#process;
    if (process === undefined) return;
    process.kill(signal);
    await process.ended;
  }

  /** Resolves when the part is ready, at once when it is. */
  untilReady(): Promise<void> {
    if (this.#state === 'ready') return Promise.resolve();
    return new Promise((resolve) => this.#readyWaiters.add(resolve));
  }

  async #keepAlive(first: PartProcess): Promise<void> {
    let process = first;
    for (;;) {
      const ending = await this.#untilEnded(process);
      if (this.#wanted.signal.aborted) return;
      this.#restarts += 1;
      this.#say(
        40,
        `${describe(ending)}; starting it again in ${this.#waitMs} ms (restart ${this.#restarts})`,
      );
      this.#state = 'waiting';
      await delay(this.#waitMs, undefined, { signal: this.#wanted.signal }).catch(() => undefined);
      if (this.#wanted.signal.aborted) return;
      this.#waitMs = Math.min(this.#waitMs * 2, LONGEST_WAIT_MS);
      process = await this.#spawn();
      // A failure shows as the end of the process, which the next round sees.
      await this.#ready(process).then(
        () => this.#say(30, `ready again on port ${this.#port}`),
        () => process.kill('SIGKILL'),
      );
    }
  }

  async #untilEnded(process: PartProcess): Promise<Ending> {
    const startedAt = performance.now();
    const wasReady = this.#state === 'ready';
    const ending = await process.ended;
    // One that dies right after it became ready must not be started ten times a second.
    if (wasReady && performance.now() - startedAt > STEADY_MS) this.#waitMs = SHORTEST_WAIT_MS;
    return ending;
  }

  async #spawn(): Promise<PartProcess> {
    this.#state = 'starting';
    const launch = this.#definition.launch(this.#port, this.#ports);
    const process = await spawnPart(this.name, launch, (line) => {
      if (!this.#definition.isNoise?.(line.text)) this.#onLog(line);
    });
    this.#process = process;
    writeFileSync(this.#pidFile, `${process.pid}\n`);
    void process.ended.then(() => {
      this.#process = undefined;
      if (this.#state !== 'stopping') this.#state = 'waiting';
      rmSync(this.#pidFile, { force: true });
    });
    return process;
  }

  async #ready(process: PartProcess): Promise<void> {
    const { name, readyTimeoutMs } = this.#definition;
    const given = new AbortController();
    const signal = AbortSignal.any([given.signal, this.#wanted.signal]);
    try {
      this.#port = await Promise.race([
        this.#readyPort(process, signal),
        process.ended.then((ending) => {
          throw new CannotStart(ending.reason ?? `The ${name} ${describe(ending)} before it was ready.`);
        }),
        delay(readyTimeoutMs, undefined, { signal }).then(() => {
          throw new CannotStart(`The ${name} was not ready within ${Math.round(readyTimeoutMs / 1000)} s.`);
        }),
      ]);
    } finally {
      given.abort();
    }
    this.#state = 'ready';
    for (const resolve of this.#readyWaiters) resolve();
    this.#readyWaiters.clear();
  }

  async #readyPort(process: PartProcess, signal: AbortSignal): Promise<number> {
    const sign = this.#definition.readyWhen(this.#port);
    if (sign === 'message') return process.readyMessage;
    await untilAnswers(sign, signal);
    return this.#port;
  }

  async #endedWithin(process: PartProcess, budgetMs: number): Promise<void> {
    const given = new AbortController();
    const isLate = delay(budgetMs, true, { signal: given.signal }).catch(() => false);
    const isKilled = await Promise.race([process.ended.then(() => false), isLate]);
    given.abort();
    if (isKilled) process.killGroup();
    await process.ended;
  }

  #say(level: number, text: string): void {
    this.#onLog({ time: new Date(), part: this.name, level, text });
  }
}

function describe(ending: Ending): string {
  return ending.signal === null ? `ended with exit code ${ending.code}` : `was ended by ${ending.signal}`;
}
