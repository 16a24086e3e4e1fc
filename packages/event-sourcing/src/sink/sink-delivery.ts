import { LeaseHolder } from '../lease/lease-holder.ts';
import type { Lease, Leases } from '../lease/leases.ts';
import type { Feed, FeedEvent } from '../read-side/feed.ts';
import type { ReconciliatorLog } from '../reconciliation/pipeline-observer.ts';
import type { RetryPolicy } from '../reconciliation/stream-reconciler.ts';
import { OptionChecks } from '../retry/option-checks.ts';
import type { SinkObserver } from './sink-observer.ts';
import type { Sink, SinkPositions } from './sink-positions.ts';
import { SinkRun, type SinkRunSignals } from './sink-run.ts';

/** What a {@link SinkDelivery} is made of. Times in milliseconds are whole numbers. */
export interface SinkDeliveryOptions {
  readonly sink: Sink;
  readonly positions: SinkPositions;
  readonly feed: Feed;
  readonly leases: Leases;
  /** Differs from every other worker's, also from that of an earlier life of the same process. */
  readonly owner: string;
  /**
   * Delivers an event, and resolves when the receiver has taken it. Rejects for whatever reason: it is called again with the same event, after
   * the time that a `PostRefusedError` asks for, if it does. It has to settle, and soon when `signal` aborts.
   */
  readonly post: (event: FeedEvent, signal: AbortSignal) => Promise<void>;
  readonly log: ReconciliatorLog;
  /** How many events beyond the last one below which all is delivered may be under way, at most 10,000; default 500. */
  readonly window?: number;
  /** How many events are delivered side by side, each of another subject, at most 1,000; default 16. */
  readonly concurrency?: number;
  /** The wait before a delivery is tried again: doubled each time from `baseMs` up to `maxMs`, with jitter; default 200 ms to 30 s. */
  readonly retry?: Pick<RetryPolicy, 'baseMs' | 'maxMs'>;
  /** How often it looks at the feed by itself; default 1 s. */
  readonly pollMs?: number;
  /** For how long the lease is taken at a time; default 5 s. */
  readonly leaseTtlMs?: number;
  /** For how long a stop waits for the deliveries that are under way before it cuts them off; default 3 s. */
  readonly stopGraceMs?: number;
  readonly observer?: SinkObserver;
}

const DEFAULTS = {
  window: 500,
  concurrency: 16,
  retry: { baseMs: 200, maxMs: 30_000 },
  pollMs: 1_000,
  leaseTtlMs: 5_000,
  stopGraceMs: 3_000,
  observer: { reached: () => undefined },
} satisfies Partial<SinkDeliveryOptions>;

const WIDEST_WINDOW = 10_000;
const MOST_SIDE_BY_SIDE = 1_000;

/**
 * Delivers every event of the feed to one receiver, from the feed's beginning: each at least once, always under its id, those of one subject
 * strictly in their order, subjects side by side. Of several workers with the same sink one delivers, the others wait for its lease.
 *
 * How far it has come is saved in batches. After a crash the next one begins at what was saved, and what was delivered beyond it is delivered
 * again. An event that fails is tried again for ever; others go on until it holds up the whole window.
 */
export class SinkDelivery {
  readonly #options: Required<SinkDeliveryOptions>;
  readonly #holder: LeaseHolder;
  #run: SinkRun | undefined;

  /** `EventSourcingConfigurationError` for options that cannot work. */
  constructor(options: SinkDeliveryOptions) {
    this.#options = { ...DEFAULTS, ...options };
    refuseUnlessPossible(this.#options);
    const { sink, leases, owner, log, leaseTtlMs: ttlMs } = this.#options;
    this.#holder = new LeaseHolder({ leases, name: `sink/${sink.id}`, owner, ttlMs, log });
  }

  /** True while this worker is the one that delivers. */
  get isWorking(): boolean {
    return this.#holder.isHolding;
  }

  /** Begins, or waits for its turn, and returns at once. Afterwards it comes back by itself from whatever goes wrong. */
  start(): void {
    this.#holder.start((lease, stopping, lost) => this.#deliverWhile(lease, { stopping, lost }));
  }

  /** Says that there may be something new in the feed. May be called at any time and any number of times. */
  wake(): void {
    this.#run?.look();
  }

  /** Begins nothing more, ends or cuts off what is under way, saves how far it has come, and gives the lease back. */
  stop(): Promise<void> {
    return this.#holder.stop();
  }

  async #deliverWhile(lease: Lease, signals: SinkRunSignals): Promise<void> {
    this.#run = await SinkRun.begin(this.#options, lease, signals);
    try {
      await this.#run.work();
    } finally {
      this.#run = undefined;
    }
  }
}

function refuseUnlessPossible(options: Required<SinkDeliveryOptions>): void {
  const { sink, positions, feed, post, log, window, concurrency, retry, pollMs, stopGraceMs } = options;
  const checks = new OptionChecks('The delivery to a sink');
  checks.text('sink.id', sink?.id, 'what tells this address from every other');
  checks.method('positions', positions, 'claim');
  checks.method('feed', feed, 'page');
  checks.callable('post', post);
  checks.method('log', log, 'warn');
  checks.wholeNumber('window', window, 1, WIDEST_WINDOW);
  checks.wholeNumber('concurrency', concurrency, 1, MOST_SIDE_BY_SIDE);
  checks.milliseconds('retry.baseMs', retry.baseMs, 0);
  checks.milliseconds('retry.maxMs', retry.maxMs, retry.baseMs);
  checks.milliseconds('pollMs', pollMs, 1);
  checks.milliseconds('stopGraceMs', stopGraceMs, 0);
}
