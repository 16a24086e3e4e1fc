import { setTimeout as wait } from 'node:timers/promises';
import type { Mediator } from '@tools-provider/mediator';
import type { Upcasters } from '../aggregate/upcaster.ts';
import type { EventStore } from '../repository/event-store.ts';
import { backoffMs } from '../retry/backoff.ts';
import { ConsecutiveFailures } from '../retry/consecutive-failures.ts';
import type { CategorySubscription, OpenSubscription } from './category-subscription.ts';
import type { PipelineObserver, ReconciliatorLog } from './pipeline-observer.ts';
import type { ReadPathContext } from './projection.ts';
import type { ReadModelStore } from './read-model-store.ts';
import { SpanCommitter } from './span-committer.ts';
import { SpanProjector } from './span-projector.ts';
import { type RetryPolicy, SubscriptionRun } from './subscription-run.ts';
import { UnorderedRun } from './unordered-run.ts';

/** `per-stream`: each stream's events in its order, always. `none`: each event by itself as it comes, to show what that does. */
export type Ordering = 'per-stream' | 'none';

/** What a reconciliator is made of. */
export interface ReconciliatorOptions {
  readonly mediator: Mediator<never, ReadPathContext>;
  readonly eventStore: EventStore;
  readonly subscription: CategorySubscription;
  readonly readModel: ReadModelStore;
  readonly log: ReconciliatorLog;
  readonly ordering?: Ordering;
  readonly retry?: RetryPolicy;
  /** How events of older versions are read. */
  readonly upcasters?: Upcasters;
  readonly observer?: PipelineObserver;
}

const DEFAULT_RETRY: RetryPolicy = { attempts: 5, baseMs: 50, maxMs: 2_000 };
const RECONNECT = { baseMs: 100, maxMs: 5_000 };
const SILENT: PipelineObserver = { reached: () => undefined };

/**
 * Brings the read model up to the log. Every event of every stream is published once to the mediator's read path, in the order of its
 * stream; documents, projection status and CloudEvents are stored in one transaction; the delivery is acknowledged last. Whatever is
 * delivered twice, late, or not at all, and wherever the process dies, the documents equal the folded streams and the feed holds each
 * event once.
 */
export class ReadModelReconciliator {
  readonly #options: ReconciliatorOptions;
  readonly #projector: SpanProjector;
  readonly #committer: SpanCommitter;
  readonly #stopping = new AbortController();
  #current: { subscription: OpenSubscription; run: SubscriptionRun | UnorderedRun } | undefined;
  #running: Promise<void> | undefined;
  #projectedEvents = 0;

  constructor(options: ReconciliatorOptions) {
    const { mediator, eventStore, readModel, observer = SILENT, upcasters } = options;
    this.#options = options;
    this.#projector = new SpanProjector(mediator, eventStore, readModel, observer, upcasters);
    this.#committer = new SpanCommitter(readModel);
  }

  /** How many events have been projected since the start. */
  get projectedEvents(): number {
    return this.#projectedEvents;
  }

  /** True while the subscription is open. */
  get isConnected(): boolean {
    return this.#current !== undefined;
  }

  /** Begins to consume and resolves when the subscription is open for the first time. Afterwards it reconnects by itself. */
  async start(): Promise<void> {
    const opened = Promise.withResolvers<void>();
    this.#running = this.#keepRunning(opened.resolve);
    await opened.promise;
  }

  /** Takes no more, finishes and acknowledges what it has taken, and closes the subscription. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#current?.run.finish();
    await this.#current?.subscription.close();
    await this.#running;
  }

  async #keepRunning(onOpen: () => void): Promise<void> {
    const inARow = new ConsecutiveFailures();
    for (let failures = 0; !this.#stopping.signal.aborted; ) {
      try {
        const subscription = await this.#options.subscription.open();
        const run = this.#runOf(subscription);
        this.#current = { subscription, run };
        onOpen();
        await run.consume();
      } catch (error) {
        failures = inARow.add(this.#projectedEvents);
        const message = error instanceof Error ? error.message : String(error);
        this.#options.log.warn(
          { error: message, failures },
          'The subscription is lost and will be opened again',
        );
      } finally {
        this.#current = undefined;
      }
      if (failures > 0) await this.#pause(failures);
    }
    onOpen();
  }

  #runOf(subscription: OpenSubscription): SubscriptionRun | UnorderedRun {
    const {
      log,
      observer = SILENT,
      retry = DEFAULT_RETRY,
      ordering = 'per-stream',
      readModel,
    } = this.#options;
    const onProjected = (events: number) => {
      this.#projectedEvents += events;
    };
    if (ordering === 'none') {
      return new UnorderedRun(subscription, { projector: this.#projector, readModel, log, onProjected });
    }
    const parts = {
      projector: this.#projector,
      committer: this.#committer,
      observer,
      log,
      retry,
      onProjected,
    };
    return new SubscriptionRun(subscription, parts);
  }

  async #pause(failures: number): Promise<void> {
    const ms = backoffMs(failures, RECONNECT.baseMs, RECONNECT.maxMs);
    await wait(ms, undefined, { signal: this.#stopping.signal }).catch(() => undefined);
  }
}
