import { AsyncLocalStorage } from 'node:async_hooks';
import { CodedError } from '../coded-error.ts';
import type { EventMessage } from '../message.ts';
import { deepFreeze } from './deep-freeze.ts';
import type { WhenFull } from './delivery-queue.ts';
import { harmless, idOf, SILENT_LOG } from './event-bus-log.ts';
import type {
  EventBusLog,
  EventObserver,
  ObserverFailure,
  ObserverLimits,
  ObserverLoad,
  ObserverOptions,
  PublishResult,
} from './event-observer.ts';
import { ObserverLane, type Outcome } from './observer-lane.ts';
import { DEFAULT_LIMITS, limitsFrom, misconfigured, wholeNumber } from './observer-limits.ts';
import { isInsideObserver } from './observer-scope.ts';
import { Slots } from './slots.ts';

/** How a bus works. The limits hold for every observer that is not subscribed with its own. */
export interface EventBusOptions extends Partial<ObserverLimits> {
  /**
   * `concurrent` (the default): the observers of an event work at the same time. `sequential`: one after the other, in the order of their
   * subscription, and one event after the other; for tests and demonstrations.
   */
  readonly dispatch?: 'concurrent' | 'sequential';
  /** How many observers may work at the same time; all of them if left out. A stuck observer does not count. */
  readonly maxConcurrency?: number;
  /** Nothing is written if left out. */
  readonly log?: EventBusLog;
}

/** Whether a publish waits. */
export interface PublishOptions {
  /** `true` (the default): until every observer is done with the event or has failed. `false`: only until it is queued. */
  readonly wait?: boolean;
}

/**
 * Tells events to observers within the process. Observers work at the same time and do not hold or fail each other; each gets every event
 * in the order of the publishes, one after the other, out of a bounded queue of its own. Between observers there is no order. Nothing
 * is durable: what is queued when the process ends is gone.
 */
export class EventBus<E extends EventMessage = EventMessage> {
  readonly #limits: ObserverLimits;
  readonly #slots: Slots;
  readonly #log: EventBusLog;
  readonly #lanes = new Set<ObserverLane<E>>();
  /** Includes lanes of observers that have gone and are not done yet. */
  readonly #busy = new Set<ObserverLane<E>>();
  #draining: PromiseWithResolvers<void> | undefined;

  /** Options that cannot be meant are a `defect` (code `invalid-event-bus-options`) whose message says what to give. */
  constructor(options: EventBusOptions = {}) {
    this.#limits = limitsFrom(options, DEFAULT_LIMITS);
    this.#slots = new Slots(concurrencyOf(options));
    this.#log = harmless(options.log ?? SILENT_LOG);
  }

  /** What each observer has before it, in the order of subscription. */
  get load(): readonly ObserverLoad[] {
    return [...this.#lanes].map((lane) => lane.load);
  }

  /**
   * Adds an observer: it gets what is published from now on. An observer that is subscribed twice gets everything twice. The answer
   * unsubscribes it: what is queued for it is then dropped, which is no failure, and what it is at it may finish.
   */
  subscribe(observer: EventObserver<E>, options: ObserverOptions = {}): () => void {
    if (typeof observer?.onEvent !== 'function') {
      throw misconfigured(
        'Subscribe an observer: an object with a method onEvent(event) that answers a promise',
      );
    }
    const { name = classNameOf(observer) } = options;
    const lane: ObserverLane<E> = new ObserverLane({
      observer,
      name,
      limits: limitsFrom(options, this.#limits),
      slots: this.#slots,
      log: this.#log,
      onBusy: () => this.#busy.add(lane),
      onIdle: () => this.#onIdle(lane),
    });
    this.#log.debug({ observer: name }, 'Subscribing projector to EventBus');
    this.#lanes.add(lane);
    return () => {
      if (this.#lanes.delete(lane)) lane.close();
    };
  }

  /**
   * Tells an event, which is plain data and is frozen with all that is in it, to those who are subscribed now. Resolves when each of
   * them is done with it or has failed; never rejects.
   *
   * `wait: false` resolves when the event is queued. Inside an observer, at any depth, that is so too, and the answer says `deferred`: an
   * observer that waited for others could wait for itself.
   *
   * Failures of the bus itself are `unavailable`: `observer-timeout` the observer is still at the event · `observer-stuck` it is still
   * at an earlier one, and gets this one when it is done with that · `observer-queue-full` it does not get this event.
   */
  async publish(event: E, { wait = true }: PublishOptions = {}): Promise<PublishResult<E>> {
    this.#log.debug({ eventType: event.type }, `Publishing event with id: ${idOf(event)}`);
    if (isInsideObserver()) return { ...resultOf(refusalsOf(this.#offer(event, 'defer'))), deferred: true };
    if (!wait) return resultOf(refusalsOf(this.#offer(event, 'refuse')));
    return resultOf(await Promise.all(this.#offer(event, 'wait')));
  }

  /**
   * Resolves when nothing is queued and no observer is at anything, which includes what observers published. Not while an observer is
   * stuck: unsubscribe that first. Inside an observer it is a `defect` (code `drain-inside-observer`).
   */
  async drain(): Promise<void> {
    if (isInsideObserver()) {
      const message =
        'An observer cannot drain a bus: it would wait for itself. Drain where the publishing began';
      throw new CodedError('defect', 'drain-inside-observer', message);
    }
    if (this.#busy.size === 0) return;
    this.#draining ??= Promise.withResolvers();
    await this.#draining.promise;
  }

  #offer(event: E, whenFull: WhenFull): readonly Outcome<E>[] {
    const publication = { event: deepFreeze(event), whenFull, inContext: AsyncLocalStorage.snapshot() };
    return [...this.#lanes].map((lane) => lane.accept(publication));
  }

  #onIdle(lane: ObserverLane<E>): void {
    this.#busy.delete(lane);
    if (this.#busy.size > 0) return;
    this.#draining?.resolve();
    this.#draining = undefined;
  }
}

function classNameOf(observer: object): string {
  const name = observer.constructor?.name ?? '';
  return name === '' || name === 'Object' ? 'observer' : name;
}

function refusalsOf<E extends EventMessage>(outcomes: readonly Outcome<E>[]): readonly ObserverFailure<E>[] {
  return outcomes.filter((outcome): outcome is ObserverFailure<E> => !(outcome instanceof Promise));
}

function resultOf<E extends EventMessage>(
  outcomes: readonly (ObserverFailure<E> | undefined)[],
): PublishResult<E> {
  const failures = outcomes.filter((outcome) => outcome !== undefined);
  return { ok: failures.length === 0, failures };
}

function concurrencyOf({ dispatch = 'concurrent', maxConcurrency }: EventBusOptions): number {
  if (dispatch !== 'concurrent' && dispatch !== 'sequential') {
    throw misconfigured(`Give dispatch 'concurrent' or 'sequential', not ${dispatch}`);
  }
  if (maxConcurrency === undefined) return dispatch === 'sequential' ? 1 : Number.POSITIVE_INFINITY;
  if (dispatch === 'sequential') {
    throw misconfigured(
      'Leave maxConcurrency out where dispatch is sequential: one observer works at a time',
    );
  }
  return wholeNumber('maxConcurrency', maxConcurrency, 1);
}
