import { type PipelineMetrics, UNMEASURED } from './pipeline-metrics.ts';
import type { ProjectedSpan, ReadModelStore } from './read-model-store.ts';
import { verdictOf } from './verdict.ts';

/** How many spans one transaction stores at most. */
const MAX_SPANS = 200;

interface WaitingSpan {
  readonly span: ProjectedSpan;
  readonly done: PromiseWithResolvers<void>;
}

/**
 * Stores spans, as many in one transaction as came while the last one was being written: no timer, no waiting for more. When a
 * transaction fails, each of its spans is tried by itself, so that one stream's trouble is no other's; when the store is away, all fail.
 */
export class SpanCommitter {
  readonly #readModel: Pick<ReadModelStore, 'commit'>;
  readonly #metrics: Pick<PipelineMetrics, 'batchStored'>;
  readonly #waiting: WaitingSpan[] = [];
  #isWriting = false;

  constructor(
    readModel: Pick<ReadModelStore, 'commit'>,
    metrics: Pick<PipelineMetrics, 'batchStored'> = UNMEASURED,
  ) {
    this.#readModel = readModel;
    this.#metrics = metrics;
  }

  /** Resolves when the span is stored; rejects with what its own transaction failed with. */
  commit(span: ProjectedSpan): Promise<void> {
    const done = Promise.withResolvers<void>();
    this.#waiting.push({ span, done });
    if (!this.#isWriting) {
      this.#isWriting = true;
      setImmediate(() => void this.#writeAll());
    }
    return done.promise;
  }

  async #writeAll(): Promise<void> {
    while (this.#waiting.length > 0) await this.#write(this.#waiting.splice(0, MAX_SPANS));
    this.#isWriting = false;
  }

  async #write(batch: readonly WaitingSpan[]): Promise<void> {
    const start = performance.now();
    try {
      await this.#readModel.commit(batch.map(({ span }) => span));
      const events = batch.reduce((sum, { span: { from, to } }) => sum + to - from, 0);
      this.#metrics.batchStored({ streams: batch.length, events, ms: performance.now() - start });
      for (const { done } of batch) done.resolve();
    } catch (error) {
      if (batch.length === 1 || verdictOf(error) === 'reconnect')
        for (const { done } of batch) done.reject(error);
      else for (const waiting of batch) await this.#write([waiting]);
    }
  }
}
