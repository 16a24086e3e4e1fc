import { streamNaming } from '../aggregate/stream-name.ts';
import type { LogEntry, LogPage, LogRange, LogReader } from '../repository/event-store.ts';
import type { InMemoryEventStore } from './in-memory-event-store.ts';

/** Reads the streams of one category in an {@link InMemoryEventStore} in the order of the log, with the semantics of the port. */
export class InMemoryLogReader implements LogReader {
  readonly #eventStore: InMemoryEventStore;
  readonly #prefix: string;

  /** How many entries the category holds, the others are still to come; `undefined`: all. For tests of a category that stands still. */
  categoryEnd: number | undefined;

  constructor(eventStore: InMemoryEventStore, category: string) {
    this.#eventStore = eventStore;
    this.#prefix = streamNaming(category).prefix;
  }

  async readForwards({ afterPosition, limit }: LogRange): Promise<LogPage> {
    const all = this.#log();
    const after = BigInt(afterPosition ?? 0);
    const entries = this.#own(all)
      .filter(({ position }) => BigInt(position) > after)
      .slice(0, limit);
    const isFull = entries.length === limit;
    const last = (isFull ? entries : all).at(-1);
    return { entries, lookedUpTo: last?.position ?? afterPosition };
  }

  async readLastEntry(): Promise<LogEntry | undefined> {
    return this.#own(this.#log()).at(-1);
  }

  async readLastOfCategory(): Promise<LogEntry | undefined> {
    const log = this.#own(this.#log());
    return log.slice(0, this.categoryEnd).at(-1);
  }

  #own(entries: readonly LogEntry[]): LogEntry[] {
    return entries.filter(({ stream }) => stream.startsWith(this.#prefix));
  }

  #log(): LogEntry[] {
    const entries: LogEntry[] = [];
    const stop = this.#eventStore.followLog(({ id, stream, revision, position, type }, recordedAt) => {
      entries.push({ stream, revision, position, eventId: id, type, recordedAt });
    });
    stop();
    return entries;
  }
}
