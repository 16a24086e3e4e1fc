import type { WorkerSwitch, WorkerSwitchBoard, WorkerSwitches } from '../read-side/worker-switches.ts';

/** Switches that last as long as the process, with the semantics of the port. */
export class InMemoryWorkerSwitches implements WorkerSwitches {
  #board: WorkerSwitchBoard = { version: 0, switches: [] };

  async read(): Promise<WorkerSwitchBoard> {
    return this.#board;
  }

  async add(added: WorkerSwitch): Promise<WorkerSwitchBoard> {
    return this.#set([...this.#board.switches, added]);
  }

  async remove(id?: string): Promise<WorkerSwitchBoard> {
    return this.#set(id === undefined ? [] : this.#board.switches.filter((each) => each.id !== id));
  }

  #set(switches: readonly WorkerSwitch[]): WorkerSwitchBoard {
    this.#board = { version: this.#board.version + 1, switches };
    return this.#board;
  }
}
