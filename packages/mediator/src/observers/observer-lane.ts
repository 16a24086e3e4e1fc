import { setImmediate as nextTurn } from 'node:timers/promises';
import { inspect } from 'node:util';
import { CodedError } from '../coded-error.ts';
import type { EventMessage } from '../message.ts';
import { type Delivery, DeliveryQueue, type Publication } from './delivery-queue.ts';
import { idOf } from './event-bus-log.ts';
import type {
  EventBusLog,
  EventObserver,
  ObserverFailure,
  ObserverLimits,
  ObserverLoad,
} from './event-observer.ts';
import { runAsObserver } from './observer-scope.ts';
import type { Slots } from './slots.ts';

/** Observers that never wait for anything outside, and publish to each other without end, would keep the process from everything else. */
const EVENTS_PER_TURN = 64;

/** What becomes of an event at one observer: a failure now, or in time a failure or none. */
export type Outcome<E extends EventMessage> = ObserverFailure<E> | Promise<ObserverFailure<E> | undefined>;

/** What one lane is made of and where it runs. */
export interface LaneParts<E extends EventMessage> {
  readonly observer: EventObserver<E>;
  readonly name: string;
  readonly limits: ObserverLimits;
  readonly slots: Slots;
  readonly log: EventBusLog;
  readonly onBusy: () => void;
  /** Is told when there is nothing left to wait for. */
  readonly onIdle: () => void;
}

/**
 * An observer with its queue: it gets its events in their order, the next one only when it is done with the one before, however long that
 * takes. An observer that is at an event for longer than its timeout is *stuck* until it is done with it.
 */
export class ObserverLane<E extends EventMessage> {
  readonly #parts: LaneParts<E>;
  readonly #queue: DeliveryQueue<E>;
  #delivered = 0;
  #isPumping = false;
  #isRunning = false;
  #isStuck = false;
  #isClosed = false;

  constructor(parts: LaneParts<E>) {
    this.#parts = parts;
    this.#queue = new DeliveryQueue(parts.limits, ({ event, settle }) => settle(this.#noRoomFor(event)));
  }

  get load(): ObserverLoad {
    return {
      observer: this.#parts.name,
      queued: this.#queue.queued.length,
      overflowing: this.#queue.overflowing,
      isRunning: this.#isRunning,
      isStuck: this.#isStuck,
    };
  }

  /** Queues an event, or answers at once why not. The observer is called later, never before this returns. */
  accept(publication: Publication<E>): Outcome<E> {
    const { promise, resolve: settle } = Promise.withResolvers<ObserverFailure<E> | undefined>();
    const wouldWaitInVain = this.#isStuck && publication.whenFull === 'wait';
    const whenFull = wouldWaitInVain ? 'refuse' : publication.whenFull;
    const delivery = { ...publication, whenFull, settle };
    if (!this.#queue.offer(delivery)) return this.#noRoomFor(delivery.event);
    if (wouldWaitInVain) settle(this.#stuckBefore(delivery.event));
    if (!this.#isPumping) void this.#pump();
    return promise;
  }

  /** Ends the subscription: what is queued is dropped, and that is no failure; what the observer is at it may finish. */
  close(): void {
    this.#isClosed = true;
    for (const { settle } of this.#queue.takeAll()) settle(undefined);
    this.#giveUpIfGone();
  }

  async #pump(): Promise<void> {
    this.#isPumping = true;
    this.#parts.onBusy();
    while (this.#queue.queued.length > 0) {
      const giveBack = await this.#parts.slots.take();
      this.#delivered += 1;
      if (this.#delivered % EVENTS_PER_TURN === 0) await nextTurn();
      const delivery = this.#queue.take();
      if (delivery !== undefined) await this.#deliver(delivery, giveBack);
      giveBack();
    }
    this.#isPumping = false;
    this.#parts.onIdle();
  }

  async #deliver(delivery: Delivery<E>, giveBack: () => void): Promise<void> {
    const { observer, name, limits, log } = this.#parts;
    const { event, inContext, settle } = delivery;
    this.#isRunning = true;
    const timer = setTimeout(() => this.#becomeStuck(delivery, giveBack), limits.timeoutMs);
    let failure: ObserverFailure<E> | undefined;
    try {
      await inContext(() => runAsObserver(() => observer.onEvent(event)));
    } catch (error) {
      failure = this.#failed(event, error);
    }
    clearTimeout(timer);
    if (this.#isStuck) log.debug({ observer: name }, `Done with event ${idOf(event)} after the timeout`);
    this.#isRunning = false;
    this.#isStuck = false;
    settle(failure);
  }

  /** Gives everybody an answer who would wait for the observer now, and its slot to another; its queue stays. */
  #becomeStuck({ event, settle }: Delivery<E>, giveBack: () => void): void {
    this.#isStuck = true;
    giveBack();
    const { name, limits } = this.#parts;
    const message = `Observer ${name} is not done with event ${idOf(event)} after ${limits.timeoutMs} ms`;
    settle(this.#failed(event, new CodedError('unavailable', 'observer-timeout', message)));
    for (const queued of this.#queue.queued) {
      if (queued.whenFull === 'wait') queued.settle(this.#stuckBefore(queued.event));
    }
    for (const waiting of this.#queue.takeWaiting()) waiting.settle(this.#noRoomFor(waiting.event));
    this.#giveUpIfGone();
  }

  /** An observer that has gone while it was stuck is waited for no longer. */
  #giveUpIfGone(): void {
    if (this.#isClosed && this.#isStuck) this.#parts.onIdle();
  }

  /** Not logged: the event that the observer is stuck at was, and this one is not lost. */
  #stuckBefore(event: E): ObserverFailure<E> {
    const { name } = this.#parts;
    const message = `Observer ${name} is stuck at an earlier event; it gets event ${idOf(event)} when it is done with that`;
    return { observer: name, event, error: new CodedError('unavailable', 'observer-stuck', message) };
  }

  #noRoomFor(event: E): ObserverFailure<E> {
    const { name, limits } = this.#parts;
    const message = `Observer ${name} does not get event ${idOf(event)}: its queue of ${limits.queueLimit} is full`;
    return this.#failed(event, new CodedError('unavailable', 'observer-queue-full', message));
  }

  #failed(event: E, error: unknown): ObserverFailure<E> {
    const { name, log } = this.#parts;
    const reason = error instanceof Error ? error.message : inspect(error);
    log.error(
      { observer: name, eventType: event.type, eventId: idOf(event), err: error },
      `Error applying event: ${reason}`,
    );
    return { observer: name, event, error };
  }
}
