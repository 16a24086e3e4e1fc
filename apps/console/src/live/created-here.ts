import type {
  AggregateName,
  WrittenLabel,
  WrittenSource,
  WrittenTask,
  WrittenToolGroup,
} from '@tools-provider/contracts';

/** What a command that creates has answered, by what it creates. */
export interface Created {
  readonly 'tool-group': WrittenToolGroup;
  readonly task: WrittenTask;
  readonly source: WrittenSource;
  readonly label: WrittenLabel;
}

const NOTHING: readonly never[] = [];

/** What this tab has created, newest first, so that lists can show it as saved before the read model has it. */
export class CreatedHere {
  #created: { [Name in AggregateName]: readonly Created[Name][] } = {
    'tool-group': NOTHING,
    task: NOTHING,
    source: NOTHING,
    label: NOTHING,
  };
  readonly #listeners = new Set<() => void>();

  /** The same array until something changes. */
  list<Name extends AggregateName>(aggregate: Name): readonly Created[Name][] {
    return this.#created[aggregate];
  }

  add<Name extends AggregateName>(aggregate: Name, written: Created[Name]): void {
    this.#set(aggregate, [written, ...this.list(aggregate)]);
  }

  /** Forgets what the read model has taken up. */
  forget(aggregate: AggregateName, id: string): void {
    const rest = this.list(aggregate).filter((written) => written.id !== id);
    if (rest.length < this.list(aggregate).length) this.#set(aggregate, rest);
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  };

  #set(aggregate: AggregateName, created: readonly Created[AggregateName][]): void {
    this.#created = { ...this.#created, [aggregate]: created };
    for (const listener of this.#listeners) listener();
  }
}
