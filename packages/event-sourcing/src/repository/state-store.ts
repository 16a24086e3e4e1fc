import type { OutboxMessage } from '../outbox/outbox-message.ts';

/** What a command that may be sent again did to a state-stored aggregate, remembered so that it is not done twice. */
export interface RememberedCommand<State = unknown> {
  readonly commandId: string;
  readonly requestHash: string;
  /** The revision and the state right after the command: its first answer. */
  readonly revision: number;
  readonly state: State;
}

/** An aggregate as the state store holds it. */
export interface StoredState<State = unknown> {
  readonly id: string;
  /** Grows by one with each event the aggregate raises, from 0 for the first. */
  readonly revision: number;
  /** Plain JSON. */
  readonly state: State;
  /** The last commands with a `requestHash` that changed it, newest last, at most {@link MAX_REMEMBERED_COMMANDS}. */
  readonly commands: readonly RememberedCommand<State>[];
}

/** A state as it is found among others: what it remembers of commands is left where it is. */
export type FoundState<State = unknown> = Omit<StoredState<State>, 'commands'>;

/** How many commands a stored state remembers. */
export const MAX_REMEMBERED_COMMANDS = 20;

/** A state to store, if the aggregate is still at `expectedRevision` (−1: not there yet), with the messages that tell of the change. */
export interface StateWrite<State = unknown> extends StoredState<State> {
  readonly collection: string;
  readonly expectedRevision: number;
  readonly messages: readonly OutboxMessage[];
}

/** Which states are wanted: fields of the state and the values they must equal, `$or` over the alternatives. */
export interface StateQuery {
  readonly collection: string;
  /** Alternatives; a state that fits one of them is wanted. */
  readonly anyOf: readonly Readonly<Record<string, string | number | boolean | null>>[];
  /** The field of the state they are sorted by, ascending, or with a minus before it descending; then, the same way, by id. */
  readonly sort: string;
  readonly limit: number;
}

/** Where aggregates are kept that are stored as their state. Every method throws `unavailable` when the store cannot be reached. */
export interface StateStore {
  /** One state, `undefined` when the collection does not hold it. */
  load<State>(collection: string, id: string): Promise<StoredState<State> | undefined>;
  /** The states that are wanted, sorted, at most `limit`. */
  find<State>(query: StateQuery): Promise<readonly FoundState<State>[]>;
  /**
   * Stores all states and their messages in one transaction, or nothing: `conflict` (code `revision-conflict`, with `currentRevision` where
   * known) when one of them is at another revision than expected, `unavailable` (code `outcome-unknown`) when the commit got no answer.
   */
  save(writes: readonly StateWrite[]): Promise<void>;
}
