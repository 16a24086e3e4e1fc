import { CodedError } from '@tools-provider/mediator';
import { Piscina } from 'piscina';
import { importBusy, importLimitExceeded, sourceTooLarge } from '../errors.ts';
import type { ImportLimits } from '../import-limits.ts';
import type { ToolInventory } from '../tool-inventory.ts';
import type { ReadAnswer, ReadTask } from './tasks.ts';

const MAX_THREADS = 2;
const MAX_WAITING = 8;
const IDLE_MS = 30_000;

/** Reads beside the event loop, in threads with a limit of time and memory that are there while they are needed. */
export class ReaderThreads {
  readonly #limits: ImportLimits;
  readonly #threads: Piscina<ReadTask, ReadAnswer>;

  constructor(limits: ImportLimits) {
    this.#limits = limits;
    this.#threads = new Piscina({
      filename: new URL('./tasks.ts', import.meta.url).href,
      minThreads: 0,
      maxThreads: MAX_THREADS,
      maxQueue: MAX_WAITING,
      idleTimeout: IDLE_MS,
      resourceLimits: { maxOldGenerationSizeMb: limits.maxMemoryMb },
      // A thread that reads what others wrote needs to know none of the process's secrets.
      env: {},
    });
  }

  /** Throws what the reading throws, `source-too-large`, `import-limit-exceeded`, or `import-busy` when it has not begun in time. */
  async read(task: 'openApi' | 'mcp', text: string): Promise<ToolInventory> {
    const { maxDocumentBytes } = this.#limits;
    if (Buffer.byteLength(text) > maxDocumentBytes)
      throw sourceTooLarge(`The document is larger than ${maxDocumentBytes} bytes`);
    const answer = await this.#answer(task, text);
    if ('inventory' in answer) return answer.inventory;
    const { kind, code, message, places } = answer.refusal;
    throw new CodedError(kind, code, message, { places });
  }

  /** Ends the threads; what they are reading is given up. */
  async close(): Promise<void> {
    await this.#threads.destroy();
  }

  async #answer(name: string, text: string): Promise<ReadAnswer> {
    const begun = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
    const { timeoutMs, maxMemoryMb } = this.#limits;
    try {
      const task = { text, limits: this.#limits, begun };
      return await this.#threads.run(task, { name, signal: AbortSignal.timeout(timeoutMs) });
    } catch (error) {
      if (codeOf(error) === 'ERR_WORKER_OUT_OF_MEMORY')
        throw importLimitExceeded(`${maxMemoryMb} MiB of memory`);
      if (Atomics.load(begun, 0) === 1) throw importLimitExceeded(`${timeoutMs} ms`);
      throw importBusy();
    }
  }
}

function codeOf(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
}
