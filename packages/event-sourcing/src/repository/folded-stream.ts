import { NO_REVISION } from '../aggregate/aggregate-root.ts';
import type { DomainEvent, RecordedEvent } from '../aggregate/domain-event.ts';
import { refuseUnreadable } from '../aggregate/readable-data.ts';

/** What a command did to a stream. */
export interface FoldedCommand {
  readonly requestHash: string | undefined;
  /** The revision of its last event. */
  readonly revision: number;
}

/** A stream, folded: the state after its last event, and every command that has added to it. */
export class FoldedStream<State, Event extends DomainEvent> {
  readonly #evolve: (state: State, event: Event) => State;
  readonly #commands = new Map<string, FoldedCommand>();
  #state: State;
  #revision = NO_REVISION;

  constructor(initial: State, evolve: (state: State, event: Event) => State) {
    this.#state = initial;
    this.#evolve = evolve;
  }

  get state(): State {
    return this.#state;
  }

  /** The revision of the last event, {@link NO_REVISION} before the first. */
  get revision(): number {
    return this.#revision;
  }

  /** What the command with this id did, `undefined` for one that has not added to the stream. */
  command(commandId: string): FoldedCommand | undefined {
    return this.#commands.get(commandId);
  }

  /**
   * Takes the stream's next event; one that it has already changes nothing. What cannot be read is an error (see {@link refuseUnreadable}):
   * deciding on a state that leaves an event out would be worse than not deciding.
   */
  apply(recorded: RecordedEvent): void {
    const { revision, metadata, ...event } = recorded;
    if (revision <= this.#revision) return;
    refuseUnreadable(recorded);
    this.advance(this.#evolve(this.#state, event as unknown as Event), revision, metadata);
  }

  /** Takes the state after events that a command has just added, up to `revision`. */
  advance(
    state: State,
    revision: number,
    { commandId, requestHash }: { readonly commandId: string; readonly requestHash?: string },
  ): void {
    this.#state = state;
    this.#revision = revision;
    this.#commands.set(commandId, { requestHash, revision });
  }
}
