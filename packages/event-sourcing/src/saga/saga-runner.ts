import { setTimeout as wait } from 'node:timers/promises';
import { CodedError } from '@tools-provider/mediator';
import { hasCode } from '../errors.ts';
import { LeaseHolder } from '../lease/lease-holder.ts';
import { leaseLost } from '../lease/lease-lost.ts';
import type { Lease } from '../lease/leases.ts';
import { backoffMs } from '../retry/backoff.ts';
import { ConsecutiveFailures } from '../retry/consecutive-failures.ts';
import { WakeUp } from '../retry/wake-up.ts';
import { Attempts } from './attempts.ts';
import { CommandDelivery } from './command-delivery.ts';
import { feedEvents } from './feed-events.ts';
import { IdleWatch } from './idle-watch.ts';
import { InstanceWorker } from './instance-worker.ts';
import { PrefixWatch } from './prefix-watch.ts';
import { firstToReplay, replay, type SagaReplay } from './saga-replay.ts';
import { type SagaRunnerOptions, type WholeSagaRunnerOptions, wholeOptions } from './saga-runner-options.ts';
import { SagaTenure, type SagaTenureParts } from './saga-tenure.ts';
import { upcastingSaga } from './upcasting-saga.ts';

/**
 * Runs one saga: reads the feed in its order, lets instances decide, and sends their commands. Of several runners of a saga, in whatever
 * processes, one works and the others wait for it to stop or to die.
 *
 * State, decided commands and cursor are stored in one transaction, before anything is sent and before the next event is looked at. So
 * wherever the process dies, the next one sends what may not have been sent, under the same ids, and goes on: nothing is lost, and nothing
 * done twice.
 */
export class SagaRunner {
  readonly #options: WholeSagaRunnerOptions;
  readonly #prefixWatch: PrefixWatch;
  readonly #holder: LeaseHolder;
  readonly #wakeUp = new WakeUp();
  readonly #idle = new IdleWatch();
  readonly #replays = new Map<string, PromiseWithResolvers<SagaReplay>>();

  /**
   * `EventSourcingConfigurationError` for options that cannot work, {@link InvalidEventHandlerError} when the saga waits for an event type that
   * nobody raises, or for an older version of one.
   */
  constructor(options: SagaRunnerOptions) {
    const whole = wholeOptions(options);
    const saga = upcastingSaga(whole.saga, whole.upcasters);
    this.#options = { ...whole, saga };
    const { leases, owner, log, leaseTtlMs: ttlMs } = whole;
    this.#prefixWatch = new PrefixWatch(this.#options);
    this.#holder = new LeaseHolder({ leases, name: `saga/${saga.name}`, owner, ttlMs, log });
  }

  /** True while this runner is the one that works. */
  get isWorking(): boolean {
    return this.#holder.isHolding;
  }

  /** Begins, or waits for its turn, and returns at once. Afterwards it comes back by itself from whatever goes wrong. */
  start(): void {
    this.#holder.start((lease, signal, lost) => this.#workWhile(lease, signal, lost));
  }

  /** Finishes the step that it is at, gives the lease back, and resolves. */
  async stop(): Promise<void> {
    await this.#holder.stop();
    this.#idle.end();
    for (const { reject } of this.#replays.values()) reject(stopped());
    this.#replays.clear();
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
   * looks, whoever is at work. `not-found` (code `saga-instance-not-found`) for an instance that is not there, `unavailable` (code
   * `saga-runner-stopped`) when it is to be stored and the runner is stopped before.
   */
  async replay(id: string, { isDryRun = false }: { readonly isDryRun?: boolean } = {}): Promise<SagaReplay> {
    if (isDryRun) return await this.#replayed(id);
    if (this.#holder.isStopping) throw stopped();
    const asked = this.#replays.get(id) ?? Promise.withResolvers<SagaReplay>();
    this.#replays.set(id, asked);
    this.wake();
    return await asked.promise;
  }

  /** Works until it is stopped or has lost the lease; begins anew, from what is stored, when something goes wrong. */
  async #workWhile(lease: Lease, signal: AbortSignal, lost: AbortSignal): Promise<void> {
    const { saga, log, reconnect } = this.#options;
    const inARow = new ConsecutiveFailures();
    let doneSteps = 0;
    while (!signal.aborted) {
      let tenure: SagaTenure | undefined;
      try {
        tenure = await SagaTenure.begin(this.#partsOf(lease, signal, lost));
        await this.#makePasses(tenure, signal);
      } catch (error) {
        if (hasCode(error, 'lease-lost') || this.#holder.isStopping) return;
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

  #partsOf(lease: Lease, signal: AbortSignal, lost: AbortSignal): SagaTenureParts {
    const assertHeld = () => {
      // While it stops, a step that has begun is finished, but not when others may have taken it over.
      if (lost.aborted) throw leaseLost(lease);
    };
    const attempts = new Attempts(this.#options.retry, signal);
    const delivery = new CommandDelivery({ ...this.#options, attempts, assertHeld });
    const worker = new InstanceWorker({ ...this.#options, delivery, attempts });
    const prefixWatch = this.#prefixWatch;
    return { ...this.#options, prefixWatch, lease, worker, attempts, isStopping: () => signal.aborted };
  }

  /** Until the next timeout, but not without a look at the feed for too long: who should have woken the runner may be away. */
  async #restMs(): Promise<number> {
    const { store, saga, clock, pollMs } = this.#options;
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
    const { saga, store, feed, typePrefix } = this.#options;
    const stored = await store.load(saga.name, id);
    if (stored === undefined) {
      const message = `The saga ${saga.name} has no instance ${id}`;
      throw new CodedError('not-found', 'saga-instance-not-found', message);
    }
    const events = feedEvents(feed, firstToReplay(stored), stored.lastSequence, typePrefix);
    return await replay(saga, stored, events);
  }
}

function stopped(): CodedError {
  return new CodedError('unavailable', 'saga-runner-stopped', 'The runner of the saga was stopped');
}
