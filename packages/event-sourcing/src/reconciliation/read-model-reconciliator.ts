import { setTimeout as wait } from 'node:timers/promises';
import { CodedError, type Mediator } from '@tools-provider/mediator';
import type { Upcasters } from '../aggregate/upcaster.ts';
import type { EventStore } from '../repository/event-store.ts';
import { backoffMs } from '../retry/backoff.ts';
import { ConsecutiveFailures } from '../retry/consecutive-failures.ts';
import type { CategorySubscription, OpenSubscription, Tap } from './category-subscription.ts';
import { DeliveryProgress } from './delivery-progress.ts';
import { type PipelineMetrics, UNMEASURED } from './pipeline-metrics.ts';
import type { PipelineObserver, ReconciliatorLog } from './pipeline-observer.ts';
import type { ReadPathContext } from './projection.ts';
import type { ReadModelStore } from './read-model-store.ts';
import { SpanCommitter } from './span-committer.ts';
import { SpanProjector } from './span-projector.ts';
import { type RetryPolicy, StreamReconciler } from './stream-reconciler.ts';
import { SubscriptionRun } from './subscription-run.ts';
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
  readonly metrics?: PipelineMetrics;
  /** Which version of the code this is. What another version set aside is tried again by this one. */
  readonly release?: string;
}

const DEFAULT_RETRY: RetryPolicy = { attempts: 5, baseMs: 50, maxMs: 2_000 };
const RECONNECT = { baseMs: 100, maxMs: 5_000 };
const SILENT: PipelineObserver = { reached: () => undefined };
const NO_RELEASE = 'unknown';

/**
 * Brings the read model up to the log. Every event of every stream is published once to the mediator's read path, in the order of its
 * stream; documents, projection status and CloudEvents are stored in one transaction; the delivery is acknowledged last. Whatever is
 * delivered twice, late, or not at all, and wherever the process dies, the documents equal the folded streams and the feed holds each
 * event once.
 */
export class ReadModelReconciliator {
  readonly #options: ReconciliatorOptions;
  readonly #projector: SpanProjector;
  readonly #reconciler: StreamReconciler;
  readonly #deliveries = new DeliveryProgress();
  readonly #stopping = new AbortController();
  #current: { subscription: OpenSubscription; run: SubscriptionRun | UnorderedRun } | undefined;
  #running: Promise<void> | undefined;
  #projectedEvents = 0;

  constructor(options: ReconciliatorOptions) {
    const { mediator, eventStore, readModel, log, observer = SILENT, upcasters } = options;
    const { retry = DEFAULT_RETRY, release = NO_RELEASE, metrics = UNMEASURED } = options;
    this.#options = options;
    this.#projector = new SpanProjector(mediator, eventStore, readModel, observer, upcasters);
    this.#reconciler = new StreamReconciler({
      projector: this.#projector,
      committer: new SpanCommitter(readModel, metrics),
      observer,
      metrics,
      log,
      retry,
      release,
      onProjected: (events) => this.#countProjected(events),
    });
  }

  /** Brings single streams up to the log beside what is delivered. */
  get streams(): StreamReconciler {
    return this.#reconciler;
  }

  /** How far deliveries have come. */
  get deliveries(): DeliveryProgress {
    return this.#deliveries;
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

  /** Closes the subscription and opens it again, as after a lost connection; nothing happens while none is open. */
  async reopen(reason: string): Promise<void> {
    await this.#current?.run.breakOff(new CodedError('unavailable', 'subscription-reopened', reason));
  }

  async #keepRunning(onOpen: () => void): Promise<void> {
    const inARow = new ConsecutiveFailures();
    for (let failures = 0; !this.#stopping.signal.aborted; ) {
      try {
        const subscription = await this.#options.subscription.open();
        const run = this.#runOf(subscription);
        this.#current = { subscription, run };
        this.#deliveries.noteOpen();
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
      metrics = UNMEASURED,
      ordering = 'per-stream',
      readModel,
    } = this.#options;
    const onTap = (tap: Tap) => this.#deliveries.note(tap);
    if (ordering === 'none') {
      const onProjected = (events: number) => this.#countProjected(events);
      return new UnorderedRun(subscription, {
        projector: this.#projector,
        readModel,
        log,
        onProjected,
        onTap,
      });
    }
    return new SubscriptionRun(subscription, { reconciler: this.#reconciler, observer, metrics, log, onTap });
  }

  #countProjected(events: number): void {
    this.#projectedEvents += events;
  }

  async #pause(failures: number): Promise<void> {
    const ms = backoffMs(failures, RECONNECT.baseMs, RECONNECT.maxMs);
    await wait(ms, undefined, { signal: this.#stopping.signal }).catch(() => undefined);
  }
}
