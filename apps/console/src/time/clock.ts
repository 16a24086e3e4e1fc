'use client';

import { useSyncExternalStore } from 'react';

/** Ticks on whole multiples of a step for all who listen, so that a page of relative times changes at once. */
class Clock {
  readonly #stepMs: number;
  readonly #listeners = new Set<() => void>();
  #timer: ReturnType<typeof setInterval> | undefined;
  #now = 0;

  constructor(stepMs: number) {
    this.#stepMs = stepMs;
  }

  // A snapshot must stay the same between rendering and subscribing, so a clock that nobody hears is read in steps.
  now = (): number => {
    const isOld = this.#timer === undefined && Date.now() - this.#now > this.#stepMs;
    if (isOld) this.#now = Date.now();
    return this.#now;
  };

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    if (this.#timer === undefined) {
      this.#now = Date.now();
      this.#timer = setInterval(this.#tick, this.#stepMs);
    }
    return () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size > 0) return;
      clearInterval(this.#timer);
      this.#timer = undefined;
    };
  };

  #tick = () => {
    this.#now = Date.now();
    for (const listener of this.#listeners) listener();
  };
}

const clocks = { second: new Clock(1000), minute: new Clock(15_000) };
const nothing = () => () => undefined;

/** The time in milliseconds, renewed by the second or about every quarter of a minute; null on the server and while hydrating, and when not wanted. */
export function useNow(pace: 'second' | 'minute', isWanted = true): number | null {
  const clock = clocks[pace];
  return useSyncExternalStore(isWanted ? clock.subscribe : nothing, isWanted ? clock.now : never, never);
}

const never = () => null;
