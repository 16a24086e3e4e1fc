import {
  BACKWARDS,
  END,
  type Filter,
  type KurrentDBClient,
  streamNameFilter,
} from '@kurrent/kurrentdb-client';
import {
  type LogEntry,
  type LogPage,
  type LogRange,
  type LogReader,
  streamNaming,
} from '@tools-provider/event-sourcing';
import { readLastEvent } from './last-event.ts';
import { toLogEntry } from './log-entry.ts';
import { logPosition } from './log-position.ts';
import { readEvents } from './read-events.ts';

/** The {@link LogReader} on reads of `$all`, filtered by the prefix of the product's streams. */
export class KurrentLogReader implements LogReader {
  readonly #client: KurrentDBClient;
  readonly #filter: Filter;
  readonly #categoryStream: string;
  readonly #deadlineMs: number;

  /** `deadlineMs` is what a read may take until its next event. */
  constructor(client: KurrentDBClient, category: string, deadlineMs: number) {
    this.#deadlineMs = deadlineMs;
    this.#client = client;
    this.#filter = streamNameFilter({ prefixes: [streamNaming(category).prefix] });
    this.#categoryStream = `$ce-${category}`;
  }

  async readForwards({ afterPosition, limit }: LogRange): Promise<LogPage> {
    // First the end: what a read behind it has not answered may have come in between.
    const end = (await this.#read({ direction: BACKWARDS, fromPosition: END, maxCount: 1 })).at(0)?.position;
    const entries = await this.#read({
      filter: this.#filter,
      // A position is included, and one more makes up for it.
      fromPosition: logPosition(afterPosition),
      maxCount: afterPosition === undefined ? limit : limit + 1,
    });
    const behind = entries.filter(({ position }) => position !== afterPosition).slice(0, limit);
    const isFull = behind.length === limit;
    return {
      entries: behind,
      lookedUpTo: furthest(behind.at(-1)?.position, isFull ? undefined : end) ?? afterPosition,
    };
  }

  async readLastEntry(): Promise<LogEntry | undefined> {
    const filter = this.#filter;
    return (await this.#read({ filter, direction: BACKWARDS, fromPosition: END, maxCount: 1 })).at(0);
  }

  async readLastOfCategory(): Promise<LogEntry | undefined> {
    const wish = { stream: this.#categoryStream, deadlineMs: this.#deadlineMs, resolveLinkTos: true };
    const last = await readLastEvent(this.#client, wish);
    return last === undefined ? undefined : toLogEntry(last);
  }

  async #read(options: Parameters<KurrentDBClient['readAll']>[0]): Promise<LogEntry[]> {
    const events = await Array.fromAsync(readEvents(() => this.#client.readAll(options), this.#deadlineMs));
    return events.map(toLogEntry);
  }
}

function furthest(one: string | undefined, other: string | undefined): string | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  return BigInt(one) > BigInt(other) ? one : other;
}
