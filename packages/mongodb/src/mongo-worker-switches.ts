import type { WorkerSwitch, WorkerSwitchBoard, WorkerSwitches } from '@tools-provider/event-sourcing';
import type { UpdateFilter } from 'mongodb';
import { classified } from './classify.ts';
import type { Collections, SwitchBoardRow } from './collections.ts';

const BOARD = 'board';

/** The {@link WorkerSwitches} on MongoDB, all in one document, so that no change is lost to another. */
export class MongoWorkerSwitches implements WorkerSwitches {
  readonly #collections: Collections;

  constructor(collections: Collections) {
    this.#collections = collections;
  }

  read(): Promise<WorkerSwitchBoard> {
    return classified(async () => boardOf(await this.#collections.switches.findOne({ _id: BOARD })));
  }

  add(added: WorkerSwitch): Promise<WorkerSwitchBoard> {
    return this.#change({ $push: { switches: added } });
  }

  remove(id?: string): Promise<WorkerSwitchBoard> {
    return this.#change(id === undefined ? { $set: { switches: [] } } : { $pull: { switches: { id } } });
  }

  #change(update: UpdateFilter<SwitchBoardRow>): Promise<WorkerSwitchBoard> {
    return classified(async () => {
      const row = await this.#collections.switches.findOneAndUpdate(
        { _id: BOARD },
        { ...update, $inc: { version: 1 } },
        { upsert: true, returnDocument: 'after', writeConcern: { w: 'majority' } },
      );
      return boardOf(row);
    });
  }
}

function boardOf(row: SwitchBoardRow | null): WorkerSwitchBoard {
  return { version: row?.version ?? 0, switches: row?.switches ?? [] };
}
