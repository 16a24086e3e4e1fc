import type { CommandContext, EventStore, StateStore } from '@tools-provider/event-sourcing';
import type { Behavior, Command } from '@tools-provider/mediator';

/** The steps of a command at which the process can be made to end, in their order. */
const STEPS = ['received', 'before-append', 'after-append', 'before-answer'] as const;
type Step = (typeof STEPS)[number];

/** Ends the process, as a power cut would, when a step of a command is reached for the nth time: `after-append:3`. */
export class CrashPoint {
  readonly #step: string | undefined;
  #left: number;

  constructor(at: string) {
    const [step, count] = at.split(':');
    this.#step = step;
    this.#left = Number(count);
  }

  /** The behaviour to put around all others. */
  readonly behavior: Behavior<Command, CommandContext> = async (_command, _context, next) => {
    this.#reached('received');
    const answer = await next();
    this.#reached('before-answer');
    return answer;
  };

  /** The store, with the steps around each append. */
  around(eventStore: EventStore): EventStore {
    return {
      append: async (...append) => {
        this.#reached('before-append');
        const result = await eventStore.append(...append);
        this.#reached('after-append');
        return result;
      },
      read: (...read) => eventStore.read(...read),
      readLast: (stream) => eventStore.readLast(stream),
    };
  }

  /** The store of what is stored as its state, with the steps around each transaction. */
  aroundStates(stateStore: StateStore): StateStore {
    return {
      load: (...load) => stateStore.load(...load),
      find: (...find) => stateStore.find(...find),
      save: async (...save) => {
        this.#reached('before-append');
        await stateStore.save(...save);
        this.#reached('after-append');
      },
    };
  }

  #reached(step: Step): void {
    if (step !== this.#step) return;
    this.#left -= 1;
    if (this.#left === 0) process.kill(process.pid, 'SIGKILL');
  }
}
