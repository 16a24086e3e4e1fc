import type { EventMessage } from '../message.ts';
import type { ObserverFailure, ObserverLimits } from './event-observer.ts';

/**
 * What becomes of an event that finds the queue full. `wait` it stands behind the queue until there is room, no longer than the observer's
 * timeout · `refuse` it fails · `defer` it stands behind the queue for as long as it takes.
 */
export type WhenFull = 'wait' | 'refuse' | 'defer';

/** One event on its way to all observers. */
export interface Publication<E extends EventMessage> {
  readonly event: E;
  readonly whenFull: WhenFull;
  /** Runs work in the asynchronous context of the publish, so that traces and request contexts stay with their event. */
  readonly inContext: <R>(work: () => R) => R;
}

/** One event on its way to one observer. */
export interface Delivery<E extends EventMessage> extends Publication<E> {
  /** Tells the publish what became of it; only the first time counts. */
  readonly settle: (failure: ObserverFailure<E> | undefined) => void;
}

interface Overflowing<E extends EventMessage> {
  readonly delivery: Delivery<E>;
  readonly timer: NodeJS.Timeout | undefined;
}

/**
 * What waits for one observer, in one order: a queue, and behind it those who found it full. Both have a limit. `onNoRoom` is told of an
 * event that waited for room in vain and has left.
 */
export class DeliveryQueue<E extends EventMessage> {
  readonly #limits: ObserverLimits;
  readonly #onNoRoom: (delivery: Delivery<E>) => void;
  #queue: Delivery<E>[] = [];
  #overflow: Overflowing<E>[] = [];

  constructor(limits: ObserverLimits, onNoRoom: (delivery: Delivery<E>) => void) {
    this.#limits = limits;
    this.#onNoRoom = onNoRoom;
  }

  /** What is in the queue itself. */
  get queued(): readonly Delivery<E>[] {
    return this.#queue;
  }

  get overflowing(): number {
    return this.#overflow.length;
  }

  /** Puts an event at the end, or answers `false`: there is no place for it. */
  offer(delivery: Delivery<E>): boolean {
    if (this.#queue.length < this.#limits.queueLimit) {
      this.#queue.push(delivery);
      return true;
    }
    if (delivery.whenFull === 'refuse' || this.#overflow.length >= this.#limits.overflowLimit) return false;
    const timer =
      delivery.whenFull === 'wait'
        ? setTimeout(() => this.#leave(delivery), this.#limits.timeoutMs)
        : undefined;
    this.#overflow.push({ delivery, timer });
    return true;
  }

  /** Takes the first event out, and lets the first of those behind the queue in. */
  take(): Delivery<E> | undefined {
    const taken = this.#queue.shift();
    const admitted = this.#overflow.shift();
    if (admitted !== undefined) {
      clearTimeout(admitted.timer);
      this.#queue.push(admitted.delivery);
    }
    return taken;
  }

  /** Takes out those who wait for room; what observers published stays. */
  takeWaiting(): readonly Delivery<E>[] {
    const isWaiting = ({ timer }: Overflowing<E>) => timer !== undefined;
    const waiting = this.#overflow.filter(isWaiting);
    this.#overflow = this.#overflow.filter((overflowing) => !isWaiting(overflowing));
    return waiting.map(({ delivery, timer }) => {
      clearTimeout(timer);
      return delivery;
    });
  }

  /** Takes everything out. */
  takeAll(): readonly Delivery<E>[] {
    const all = [...this.#queue, ...this.takeWaiting(), ...this.#overflow.map(({ delivery }) => delivery)];
    this.#queue = [];
    this.#overflow = [];
    return all;
  }

  #leave(delivery: Delivery<E>): void {
    const place = this.#overflow.findIndex((overflowing) => overflowing.delivery === delivery);
    this.#overflow.splice(place, 1);
    this.#onNoRoom(delivery);
  }
}
