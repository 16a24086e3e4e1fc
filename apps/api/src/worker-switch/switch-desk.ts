import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type {
  AddWorkerSwitchBody,
  WorkerSwitchAdded,
  WorkerSwitchBoardBody,
} from '@tools-provider/contracts';
import type {
  WorkerRegistry,
  WorkerSwitch,
  WorkerSwitchBoard,
  WorkerSwitches,
} from '@tools-provider/event-sourcing';
import { effectOf } from './effect-of.ts';

/** How often it is looked whether the workers obey, in milliseconds. */
const LOOK_MS = 25;

/** How long it is waited for them, in milliseconds: for as long as one that was killed is taken to live. */
const PATIENCE_MS = 5_000;

/** Sets the switches of development for all workers, and waits until they obey. Production has none. */
export class SwitchDesk {
  readonly #switches: WorkerSwitches;
  readonly #workers: WorkerRegistry;

  constructor(switches: WorkerSwitches, workers: WorkerRegistry) {
    this.#switches = switches;
    this.#workers = workers;
  }

  /** What is set now. */
  async read(): Promise<WorkerSwitchBoardBody> {
    const board = await this.#switches.read();
    return answerOf(board, await this.#isObeyed(board));
  }

  /** Sets one more; answered when it is obeyed, or when that takes too long. */
  async add({ effect, subject, eventType, ...rest }: AddWorkerSwitchBody): Promise<WorkerSwitchAdded> {
    const added: WorkerSwitch = {
      id: randomUUID(),
      effect,
      ...(subject === undefined ? {} : { subject }),
      ...(eventType === undefined ? {} : { eventType }),
      ...rest,
    };
    return { id: added.id, ...(await this.#obeyed(await this.#switches.add(added))) };
  }

  /** Takes one away, or all; answered as {@link add} is. */
  async remove(id?: string): Promise<WorkerSwitchBoardBody> {
    return await this.#obeyed(await this.#switches.remove(id));
  }

  async #obeyed(board: WorkerSwitchBoard): Promise<WorkerSwitchBoardBody> {
    for (const until = Date.now() + PATIENCE_MS; Date.now() < until; await wait(LOOK_MS)) {
      if (await this.#isObeyed(board)) return answerOf(board, true);
    }
    return answerOf(board, false);
  }

  /** A worker that comes later obeys before it projects anything. */
  async #isObeyed({ version }: WorkerSwitchBoard): Promise<boolean> {
    const workers = await this.#workers.list();
    return workers.every(({ obeyedSwitches = 0 }) => obeyedSwitches >= version);
  }
}

function answerOf({ switches }: WorkerSwitchBoard, isObeyed: boolean): WorkerSwitchBoardBody {
  return {
    isObeyed,
    switches: switches.map((each) => ({ id: each.id, ...effectOf(each) })),
  };
}
