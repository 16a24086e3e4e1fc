import {
  type DefinitionPreview,
  type GroupDefinition,
  type PreviewLimits,
  PreviewRun,
} from '@tools-provider/domain';
import { type DocumentScan, EventLoopTurns } from '@tools-provider/event-sourcing';
import { CodedError } from '@tools-provider/mediator';
import { CatalogMirror, type MirroredTool } from '@tools-provider/read-model';

/** How many previews wait for their turn before no more are taken. */
const MOST_WAITING = 32;

/** What a preview answers, and of how many tools. */
export interface PreviewAnswer extends DefinitionPreview<MirroredTool> {
  readonly catalogSize: number;
}

/**
 * Makes previews on a catalogue in memory, which before each is brought up to the documents: only what has changed is read. One preview is
 * made at a time, in small steps, so that a dear one holds up other previews and nobody else.
 */
export class PreviewDesk {
  readonly #scan: DocumentScan;
  readonly #catalog: CatalogMirror;
  #last: Promise<unknown> = Promise.resolve();
  #waiting = 0;

  constructor(scan: DocumentScan) {
    this.#scan = scan;
    this.#catalog = new CatalogMirror(scan);
  }

  /**
   * What the change of a definition would do. `unavailable` (code `preview-busy`) when too many wait already, or the store cannot be reached.
   * Rejects with the reason of `signal` when that aborts: nobody waits for the answer.
   */
  async preview(
    before: GroupDefinition,
    after: GroupDefinition,
    limits: PreviewLimits,
    signal: AbortSignal,
  ): Promise<PreviewAnswer> {
    if (this.#waiting >= MOST_WAITING) {
      throw new CodedError('unavailable', 'preview-busy', 'Too many previews wait for their turn already');
    }
    this.#waiting += 1;
    const made = this.#last.then(() => this.#make(before, after, limits, signal));
    this.#last = made.catch(() => undefined);
    try {
      return await made;
    } finally {
      this.#waiting -= 1;
    }
  }

  async #make(
    before: GroupDefinition,
    after: GroupDefinition,
    limits: PreviewLimits,
    signal: AbortSignal,
  ): Promise<PreviewAnswer> {
    signal.throwIfAborted();
    await this.#catalog.catchUp(await this.#scan.currentGeneration());
    const run = new PreviewRun<MirroredTool>(before, after, limits);
    const turns = new EventLoopTurns();
    for (const tool of this.#catalog.tools.values()) {
      if (turns.isOver) {
        await turns.next();
        signal.throwIfAborted();
      }
      run.add(tool);
    }
    return { ...run.result(), catalogSize: this.#catalog.tools.size };
  }
}
