import { setTimeout as wait } from 'node:timers/promises';
import { CodedError, InvalidEventHandlerError, type Mediator } from '@tools-provider/mediator';
import type { Actor, CommandContext } from '../commands/command-context.ts';
import { LeaseHolder } from '../lease/lease-holder.ts';
import type { Lease, Leases } from '../lease/leases.ts';
import type { Feed } from '../read-side/feed.ts';
import type { ReconciliatorLog } from '../reconciliation/pipeline-observer.ts';
import type { RetryPolicy } from '../reconciliation/subscription-run.ts';
import { backoffMs } from '../retry/backoff.ts';
import { ConsecutiveFailures } from '../retry/consecutive-failures.ts';
import { WakeUp } from '../retry/wake-up.ts';
import { Attempts, hasCode } from './attempts.ts';
import { CommandDelivery } from './command-delivery.ts';
import { feedEvents } from './feed-events.ts';
import { IdleWatch } from './idle-watch.ts';
import { InstanceWorker } from './instance-worker.ts';
import type { Saga } from './saga.ts';
import type { SagaObserver } from './saga-observer.ts';
import { replay, type SagaReplay } from './saga-replay.ts';
import { leaseLost, type SagaStore } from './saga-store.ts';
import { SagaTenure, type SagaTenureParts } from './saga-tenure.ts';

/** What a saga runs with. */
export interface SagaRunnerOptions {
  readonly saga: Saga;
  readonly store: SagaStore;
  readonly feed: Feed;
  readonly leases: Leases;
  /** Carries the saga's commands out. It must answer a repeated command instead of carrying it out again (`answerRepeated`). */
  readonly mediator: Pick<Mediator<CommandContext>, 'execute'>;
  /** In whose name commands are sent. */
  readonly actor: Actor;
  /** Differs from every other runner's, also from that of an earlier life of the same process. */
  readonly owner: string;
  /** What the feed puts before the stored event types, such as `io.tools-provider.`; other events are passed by. Default: nothing. */
  readonly typePrefix?: string;
  /** Every event type that somebody raises, without the prefix. */
  readonly knownEventTypes: Iterable<string>;
  readonly log: ReconciliatorLog;
  readonly clock?: () => Date;
  /** How a step that fails is tried again before its instance is set aside. */
  readonly retry?: RetryPolicy;
  /** After how long others may take over from a process that has died, in milliseconds. */
  readonly leaseTtlMs?: number;
  /** How often the feed is looked at when nobody wakes the runner, in milliseconds. */
  readonly pollMs?: number;
  /** The wait before it goes on after a store was away, in milliseconds: doubled each time, up to `maxMs`. */
  readonly reconnect?: Pick<RetryPolicy, 'baseMs' | 'maxMs'>;
  readonly observer?: SagaObserver;
}

const DEFAULT_RETRY: RetryPolicy = { attempts: 5, baseMs: 50, maxMs: 2_000 };
const DEFAULT_LEASE_TTL_MS = 3_000;
const DEFAULT_POLL_MS = 1_000;
const DEFAULT_RECONNECT = { baseMs: 100, maxMs: 5_000 };
const SILENT: SagaObserver = { reached: () => undefined };

/**
 * Runs one saga: reads the feed in its order, lets instances decide, and sends their commands. Of several runners of a saga, in whatever
 * processes, one works and the others wait for it to stop or to die.
 *
 * State, decided commands and cursor are stored in one transaction, before anything is sent and before the next event is looked at. So
 * wherever the process dies, the next one sends what may not have been sent, under the same ids, and goes on: nothing is lost, and nothing
 * done twice.
 */
export class SagaRunner {
  readonly #options: SagaRunnerOptions;
  readonly #holder: LeaseHolder;
  readonly #stopping = new AbortController();
  readonly #wakeUp = new WakeUp();
  readonly #idle = new IdleWatch();
  readonly #replays = new Map<string, PromiseWithResolvers<SagaReplay>>();
  #working: Promise<void> | undefined;

  /** {@link InvalidEventHandlerError} when the saga waits for an event type that nobody raises. */
  constructor(options: SagaRunnerOptions) {
    const { saga } = options;
    const known = new Set(options.knownEventTypes);
    const unknown = [...saga.eventTypes].filter((type) => !known.has(type));
    if (unknown.length > 0) {
      throw new InvalidEventHandlerError(
        `The saga ${saga.name} waits for ${unknown.join(', ')}, which nobody raises: correct the type, or add it to its aggregate`,
      );
    }
    this.#options = options;
    const { leases, owner, log, leaseTtlMs: ttlMs = DEFAULT_LEASE_TTL_MS } = options;
    this.#holder = new LeaseHolder({ leases, name: `saga/${saga.name}`, owner, ttlMs, log });
  }

  /** True while this runner is the one that works. */
  get isWorking(): boolean {
    return this.#holder.isHolding;
  }

  /** Begins, or waits for its turn, and returns at once. Afterwards it comes back by itself from whatever goes wrong. */
  start(): void {
    this.#working ??= this.#holder.work(
      (lease, signal) => this.#workWhile(lease, signal),
      this.#stopping.signal,
    );
  }

  /** Finishes the step that it is at, gives the lease back, and resolves. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#working;
    this.#idle.end();
    for (const { reject } of this.#replays.values()) {
      reject(new CodedError('unavailable', 'saga-runner-stopped', 'The runner of the saga was stopped'));
    }
  }

  /** Says that there may be something new in the feed, or a retry to make. May be called at any time and any number of times. */
  wake(): void {
    this.#wakeUp.ring();
  }

  /** Resolves when this runner, at work, has dealt with all that there was to do when this was called, or is stopped. */
  idle(): Promise<void> {
    const idle = this.#idle.next();
    this.wake();
    return idle;
  }

  /**
   * Makes an instance anew of its events, see {@link replay}, and stores it as soon as this runner is at work; with `isDryRun` it only
   * looks, whoever is at work. `not-found` (code `saga-instance-not-found`) for an instance that is not there.
   */
  async replay(id: string, { isDryRun = false }: { readonly isDryRun?: boolean } = {}): Promise<SagaReplay> {
    if (isDryRun) return await this.#replayed(id);
    const asked = this.#replays.get(id) ?? Promise.withResolvers<SagaReplay>();
    this.#replays.set(id, asked);
    this.wake();
    return await asked.promise;
  }

  /** Works until it is stopped or has lost the lease; begins anew, from what is stored, when something goes wrong. */
  async #workWhile(lease: Lease, signal: AbortSignal): Promise<void> {
    const { saga, log, reconnect = DEFAULT_RECONNECT } = this.#options;
    const inARow = new ConsecutiveFailures();
    let doneSteps = 0;
    while (!signal.aborted) {
      let tenure: SagaTenure | undefined;
      try {
        tenure = await SagaTenure.begin(this.#partsOf(lease, signal));
        await this.#makePasses(tenure, signal);
      } catch (error) {
        if (hasCode(error, 'lease-lost') || this.#stopping.signal.aborted) return;
        doneSteps += tenure?.doneSteps ?? 0;
        const failures = inARow.add(doneSteps);
        const reason = error instanceof Error ? error.message : String(error);
        log.warn({ saga: saga.name, error: reason, failures }, 'A saga was interrupted and goes on soon');
        const ms = backoffMs(failures, reconnect.baseMs, reconnect.maxMs);
        await wait(ms, undefined, { signal }).catch(() => undefined);
      }
    }
  }

  async #makePasses(tenure: SagaTenure, signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      this.#idle.beginPass();
      await this.#makeReplays(tenure);
      if (await tenure.pass()) continue;
      this.#idle.foundNothing();
      await this.#wakeUp.wait(await this.#restMs(), signal);
    }
  }

  #partsOf(lease: Lease, signal: AbortSignal): SagaTenureParts {
    const { clock = () => new Date(), retry = DEFAULT_RETRY, typePrefix = '' } = this.#options;
    const { observer = SILENT } = this.#options;
    const stopping = this.#stopping.signal;
    const assertHeld = () => {
      // While it stops, a step that has begun is finished.
      if (signal.aborted && !stopping.aborted) throw leaseLost(lease);
    };
    const attempts = new Attempts(retry, signal);
    const delivery = new CommandDelivery({ ...this.#options, attempts, observer, assertHeld });
    const worker = new InstanceWorker({ ...this.#options, delivery, attempts, clock, observer });
    return {
      ...this.#options,
      typePrefix,
      lease,
      worker,
      attempts,
      observer,
      isStopping: () => signal.aborted,
    };
  }

  /** Until the next timeout, but not without a look at the feed for too long: who should have woken the runner may be away. */
  async #restMs(): Promise<number> {
    const { store, saga, clock = () => new Date(), pollMs = DEFAULT_POLL_MS } = this.#options;
    const dueAt = await store.nextDueAt(saga.name);
    const untilDueMs = dueAt === undefined ? pollMs : Date.parse(dueAt) - clock().getTime();
    return Math.max(0, Math.min(pollMs, untilDueMs));
  }

  async #makeReplays(tenure: SagaTenure): Promise<void> {
    for (const [id, { resolve, reject }] of [...this.#replays]) {
      this.#replays.delete(id);
      try {
        const replayed = await this.#replayed(id);
        await tenure.save(replayed.instance);
        resolve(replayed);
      } catch (error) {
        reject(error);
      }
    }
  }

  async #replayed(id: string): Promise<SagaReplay> {
    const { saga, store, feed, typePrefix = '' } = this.#options;
    const stored = await store.load(saga.name, id);
    if (stored === undefined) {
      const message = `The saga ${saga.name} has no instance ${id}`;
      throw new CodedError('not-found', 'saga-instance-not-found', message);
    }
    const { startSequence, lastSequence } = stored;
    return await replay(saga, stored, feedEvents(feed, startSequence, lastSequence, typePrefix));
  }
}
