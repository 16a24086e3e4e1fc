/**
 * Something that is done to events on the read path, so that one can see what then happens: `pause` holds them until the switch is gone ·
 * `slow` holds each for `delayMs` · `poison` lets none be projected. For development and tests.
 */
export interface WorkerSwitch {
  readonly id: string;
  readonly effect: 'pause' | 'slow' | 'poison';
  /** Only the events of the aggregate with this id; absent: of all. */
  readonly subject?: string;
  /** Only events of this stored type; absent: of every type. */
  readonly eventType?: string;
  /** Of `slow` only, in milliseconds. */
  readonly delayMs?: number;
}

/** All switches that are set. */
export interface WorkerSwitchBoard {
  /** Grows with every change; 0: there never was a switch. */
  readonly version: number;
  readonly switches: readonly WorkerSwitch[];
}

/** Where switches are set for all workers. They last until they are taken away, also when every worker starts anew. */
export interface WorkerSwitches {
  /** The board as it is now. Every method throws `unavailable` when the store cannot be reached. */
  read(): Promise<WorkerSwitchBoard>;
  /** Sets one more and answers the board. */
  add(added: WorkerSwitch): Promise<WorkerSwitchBoard>;
  /** Takes the one with this id away, or all, and answers the board; what is not set is no failure. */
  remove(id?: string): Promise<WorkerSwitchBoard>;
}
