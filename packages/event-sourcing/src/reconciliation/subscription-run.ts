import type { RecordedEvent } from '../aggregate/domain-event.ts';
import { Acknowledgements } from './acknowledgements.ts';
import type { OpenSubscription, Tap } from './category-subscription.ts';
import type { PipelineMetrics } from './pipeline-metrics.ts';
import type { PipelineObserver, ReconciliatorLog } from './pipeline-observer.ts';
import type { StreamReconciler } from './stream-reconciler.ts';

/** What a run of one subscription works with. */
export interface SubscriptionRunParts {
  readonly reconciler: StreamReconciler;
  readonly observer: PipelineObserver;
  readonly metrics: PipelineMetrics;
  readonly log: ReconciliatorLog;
  /** Is told of every delivery, as it comes. */
  readonly onTap: (tap: Tap) => void;
}

/**
 * Works off one open subscription: a lane for each stream, lanes side by side, one stream's deliveries strictly one after the other.
 * What arrives while a lane is busy is its next work, all at once. How much is under way is bounded by what the subscription hands out
 * before it is acknowledged.
 */
export class SubscriptionRun {
  readonly #subscription: OpenSubscription;
  readonly #parts: SubscriptionRunParts;
  readonly #acknowledgements: Acknowledgements;
  readonly #lanes = new Map<string, { taps: Tap[]; done: Promise<void> }>();
  readonly #aborted = new AbortController();
  #failure: unknown;
  #isFinishing = false;

  constructor(subscription: OpenSubscription, parts: SubscriptionRunParts) {
    this.#subscription = subscription;
    this.#parts = parts;
    this.#acknowledgements = new Acknowledgements(subscription);
  }

  /** True while deliveries are being worked on. */
  get isBusy(): boolean {
    return this.#lanes.size > 0;
  }

  /** Takes deliveries until the subscription is closed. Rejects with what broke it: a lost connection, or a store that is away. */
  async consume(): Promise<void> {
    try {
      for await (const tap of this.#subscription) this.#accept(tap);
    } finally {
      await this.finish();
    }
    if (this.#failure !== undefined) throw this.#failure;
  }

  /** Takes nothing more (it is delivered again to others) and resolves when what was taken is done and acknowledged, or given up. */
  async finish(): Promise<void> {
    this.#isFinishing = true;
    while (this.#lanes.size > 0) await Promise.all([...this.#lanes.values()].map(({ done }) => done));
  }

  /** Gives up what is under way and closes the subscription; {@link consume} then rejects with `error`. */
  async breakOff(error: unknown): Promise<void> {
    this.#failure ??= error;
    this.#aborted.abort(error);
    await this.#subscription.close().catch(() => undefined);
  }

  #accept(tap: Tap): void {
    if (this.#isFinishing) return;
    this.#parts.onTap(tap);
    if (tap.retryCount > 0) this.#parts.metrics.redelivered(1);
    const stream = tap.event?.stream ?? '';
    const lane = this.#lanes.get(stream);
    if (lane !== undefined) {
      lane.taps.push(tap);
      return;
    }
    const opened = { taps: [tap], done: Promise.resolve() };
    this.#lanes.set(stream, opened);
    opened.done = this.#work(stream, opened.taps);
  }

  async #work(stream: string, queue: Tap[]): Promise<void> {
    // The event loop's turn ends first, so that deliveries that came together are worked off together.
    await new Promise((resolve) => setImmediate(resolve));
    try {
      while (queue.length > 0 && !this.#aborted.signal.aborted) await this.#handle(stream, queue.splice(0));
    } catch (error) {
      await this.breakOff(error);
    } finally {
      this.#lanes.delete(stream);
    }
  }

  async #handle(stream: string, taps: readonly Tap[]): Promise<void> {
    const delivered = taps.flatMap(({ event }) => (event === undefined ? [] : [event]));
    if (delivered.length < taps.length) {
      this.#parts.log.warn(
        { taps: taps.length - delivered.length },
        'Links to events that are no longer in the log',
      );
    }
    for (const event of delivered) this.#parts.observer.reached('received', event);
    const parkedRevision = delivered.length === 0 ? undefined : await this.#reconcile(stream, delivered);
    const parked = taps.filter(({ event }) => event !== undefined && event.revision === parkedRevision);
    const done = taps.filter((tap) => !parked.includes(tap));
    this.#tell('before-ack', delivered);
    if (parked.length > 0)
      await this.#subscription.park(
        parked.map(({ ackId }) => ackId),
        'Its aggregate is set aside',
      );
    await this.#acknowledgements.add(done.map(({ ackId }) => ackId));
    this.#tell('after-ack', delivered);
  }

  async #reconcile(stream: string, delivered: readonly RecordedEvent[]): Promise<number | undefined> {
    const { signal } = this.#aborted;
    const { applied, setAsideAt } = await this.#parts.reconciler.reconcile({ stream, delivered }, signal);
    if (applied === 0 && setAsideAt === undefined) this.#parts.metrics.deliveredInVain(delivered.length);
    return setAsideAt;
  }

  #tell(point: Parameters<PipelineObserver['reached']>[0], events: readonly RecordedEvent[]): void {
    for (const event of events) this.#parts.observer.reached(point, event);
  }
}
