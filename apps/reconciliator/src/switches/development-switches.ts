import { setTimeout as wait } from 'node:timers/promises';
import { parseStreamName } from '@tools-provider/domain';
import {
  EventProcessingError,
  type ReadPathContext,
  type ReconciliatorLog,
  type WorkerSwitch,
  type WorkerSwitchBoard,
  type WorkerSwitches,
} from '@tools-provider/event-sourcing';
import { type Behavior, CodedError, type EventMessage } from '@tools-provider/mediator';

/** How often it is looked for switches, in milliseconds: whoever sets one waits until it is obeyed. */
const LOOK_MS = 100;

/** What the switches work with. */
export interface DevelopmentSwitchesParts {
  readonly switches: WorkerSwitches;
  readonly log: ReconciliatorLog;
}

/**
 * Obeys the switches with which development and tests pause, slow and poison the read path. Production makes none of it. What is held is
 * neither projected nor acknowledged, and goes on by itself when its switch is gone.
 */
export class DevelopmentSwitches {
  readonly #parts: DevelopmentSwitchesParts;
  readonly #stopping = new AbortController();
  readonly #held = new Set<() => void>();
  #board: WorkerSwitchBoard = { version: 0, switches: [] };
  #following: Promise<void> | undefined;

  constructor(parts: DevelopmentSwitchesParts) {
    this.#parts = parts;
  }

  /** The version of the switches that are obeyed by now. */
  get obeyed(): number {
    return this.#board.version;
  }

  /**
   * Lets an event on to its projections as soon as no switch holds it, or rejects when one poisons it. What is held is given up when `signal`
   * aborts, as one does whose store is away: for what can be cancelled while it stands still.
   */
  readonly behavior = (signal?: AbortSignal): Behavior<EventMessage, ReadPathContext> => {
    const ending =
      signal === undefined ? this.#stopping.signal : AbortSignal.any([this.#stopping.signal, signal]);
    return async (_, { event }, next) => {
      await this.#letThrough(event, ending);
      return await next();
    };
  };

  /** Resolves when what is set already is obeyed, and goes on looking; `onObeyed` is told of every change that is obeyed from then on. */
  async start(onObeyed: () => void): Promise<void> {
    await this.#look();
    this.#following ??= this.#follow(onObeyed);
  }

  /** Gives up every event that is held, as one does whose store is away: it is delivered again. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#following;
  }

  async #follow(onObeyed: () => void): Promise<void> {
    const { signal } = this.#stopping;
    for (;;) {
      await wait(LOOK_MS, undefined, { signal }).catch(() => undefined);
      if (signal.aborted) return;
      if (await this.#look()) onObeyed();
    }
  }

  /** Whether there was something new. While the store is away, what was set last is obeyed. */
  async #look(): Promise<boolean> {
    const board = await this.#parts.switches.read().catch(() => this.#board);
    if (board.version === this.#board.version) return false;
    this.#board = board;
    const set = board.switches.map(({ id: _, ...each }) => each);
    this.#parts.log.info({ version: board.version, switches: set }, 'Development switches were set');
    this.#wakeHeld();
    return true;
  }

  async #letThrough(event: ReadPathContext['event'], ending: AbortSignal): Promise<void> {
    const came = performance.now();
    for (;;) {
      const about = this.#board.switches.filter((each) => isAbout(each, event));
      const delay = Math.max(0, ...about.map(({ effect, delayMs = 0 }) => (effect === 'slow' ? delayMs : 0)));
      const left = about.some(({ effect }) => effect === 'pause')
        ? Number.POSITIVE_INFINITY
        : delay - (performance.now() - came);
      if (left > 0) {
        await this.#hold(left, ending);
        continue;
      }
      if (about.some(({ effect }) => effect === 'poison')) {
        throw new EventProcessingError('A development switch poisons it', event, {}, 'projection-failed');
      }
      return;
    }
  }

  /** Waits so many milliseconds, or until the switches are others. */
  async #hold(ms: number, ending: AbortSignal): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const wake = () => resolve();
    const timer = Number.isFinite(ms) ? setTimeout(wake, ms) : undefined;
    this.#held.add(wake);
    ending.addEventListener('abort', wake);
    if (!ending.aborted) await promise;
    ending.removeEventListener('abort', wake);
    this.#held.delete(wake);
    clearTimeout(timer);
    if (ending.aborted) {
      throw new CodedError('unavailable', 'worker-stops', 'The work ends, and a switch holds the event');
    }
  }

  #wakeHeld(): void {
    for (const wake of this.#held) wake();
  }
}

function isAbout({ subject, eventType }: WorkerSwitch, { stream, type }: ReadPathContext['event']): boolean {
  return (
    (subject === undefined || parseStreamName(stream)?.id === subject) &&
    (eventType === undefined || type === eventType)
  );
}
