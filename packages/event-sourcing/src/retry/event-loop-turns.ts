import { setImmediate as nextTurn } from 'node:timers/promises';

/** How long something may keep the event loop to itself before others have their turn, in milliseconds. */
const TURN_MS = 8;

/** Lets long work on the event loop's own thread be interrupted by everything else that waits for it. */
export class EventLoopTurns {
  #endsAtMs = performance.now() + TURN_MS;

  /** Whether it is time to let others have their turn: ask as often as you like, it costs a look at the clock. */
  get isOver(): boolean {
    return performance.now() >= this.#endsAtMs;
  }

  /** Resolves when all that waited has had its turn. */
  async next(): Promise<void> {
    await nextTurn();
    this.#endsAtMs = performance.now() + TURN_MS;
  }
}
