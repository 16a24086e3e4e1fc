import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { FromWorker, Mark, StoreAddresses, ToWorker } from './worker-messages.ts';

const WORKER = fileURLToPath(new URL('worker.ts', import.meta.url));

/** A reconciliator in a process of its own, so that its time and memory are its own. */
export class ReadPathWorker {
  readonly #process: ChildProcess;
  /** Rejects when the process ends while something is expected of it. */
  readonly #ended: Promise<never>;

  private constructor(process: ChildProcess) {
    this.#process = process;
    this.#ended = once(process, 'exit').then(([code]) => {
      throw new Error(`The worker ended by itself, with code ${String(code)}`);
    });
    this.#ended.catch(() => undefined);
  }

  /** Resolves when the process is connected to the stores; it projects nothing yet. */
  static async launch(stores: StoreAddresses): Promise<ReadPathWorker> {
    const worker = new ReadPathWorker(
      fork(WORKER, [JSON.stringify(stores)], {
        execArgv: ['--expose-gc', '--disable-warning=ExperimentalWarning'],
      }),
    );
    await worker.#told('stopped');
    return worker;
  }

  /** Begins to project. Resolves when the subscription is open. */
  async start(): Promise<void> {
    this.#tell({ kind: 'start', marks: [], uncounted: [] });
    await this.#told('started');
  }

  /** Projects until as many events as the last mark says are acknowledged, and stops. Events of `uncounted` streams do not count. */
  async runTo(marks: readonly number[], uncounted: readonly string[] = []): Promise<Mark[]> {
    const reached: Mark[] = [];
    const last = Promise.withResolvers<void>();
    const hear = (message: FromWorker) => {
      if (message.kind === 'mark' && reached.push(message) === marks.length) last.resolve();
    };
    this.#process.on('message', hear);
    this.#tell({ kind: 'start', marks, uncounted });
    await Promise.race([last.promise, this.#ended]);
    this.#process.off('message', hear);
    await this.stop();
    return reached;
  }

  /** Finishes what it has taken and takes no more. */
  async stop(): Promise<void> {
    this.#tell({ kind: 'stop' });
    await this.#told('stopped');
  }

  async close(): Promise<void> {
    const exited = once(this.#process, 'exit');
    this.#process.disconnect();
    await exited;
  }

  async #told(kind: FromWorker['kind']): Promise<void> {
    const heard = Promise.withResolvers<void>();
    const hear = (message: FromWorker) => {
      if (message.kind === kind) heard.resolve();
    };
    this.#process.on('message', hear);
    await Promise.race([heard.promise, this.#ended]);
    this.#process.off('message', hear);
  }

  #tell(message: ToWorker): void {
    this.#process.send(message);
  }
}
