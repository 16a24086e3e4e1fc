import type { EventStore } from '../repository/event-store.ts';

/** Tells commands that have stored something from those that found nothing to do, which get the same answer. */
export class AppendWitness {
  readonly #commands = new Set<string>();

  /** The store, watched. */
  around(eventStore: EventStore): EventStore {
    return {
      append: async (stream, expectedRevision, events) => {
        const result = await eventStore.append(stream, expectedRevision, events);
        for (const { metadata } of events) this.#commands.add(metadata.commandId);
        return result;
      },
      read: (...read) => eventStore.read(...read),
      readLast: (stream) => eventStore.readLast(stream),
    };
  }

  /** Whether a command has stored something through the store that is watched. Asked once for each: then it is forgotten. */
  hasAppended(commandId: string): boolean {
    return this.#commands.delete(commandId);
  }
}
