import { type EventLog, originalOf, type ResolvedEvent } from '../store/event-log.ts';
import { type EventRecord, linkType, parseLink } from '../store/event-record.ts';
import { firstVisible, isThere } from '../store/stream-directory.ts';
import type { Message } from './consumer.ts';

/** Reads a group's stream on from where it was left, as messages. */
export class MessageSource {
  readonly #log: EventLog;
  readonly #stream: string;
  readonly #resolveLinks: boolean;
  #next: number;

  constructor(log: EventLog, stream: string, start: number, resolveLinks: boolean) {
    this.#log = log;
    this.#stream = stream;
    this.#next = start;
    this.#resolveLinks = resolveLinks;
  }

  /** Revision of the last event of the stream, -1 when there is none. */
  get head(): number {
    return this.#log.stream(this.#stream).head;
  }

  /** The next messages, at most `limit`; none at the end of the stream. */
  read(limit: number): Message[] {
    const stream = this.#log.stream(this.#stream);
    if (!isThere(stream) || stream.head < this.#next) return [];
    const from = Math.max(this.#next, firstVisible(stream));
    const records = this.#log.reader.streamForwards(stream, from, limit);
    this.#next = (records.at(-1)?.revision ?? stream.head) + 1;
    return records.map((record) => this.#messageOf(record, this.#resolveLinks, false));
  }

  /** A parked link as the message that is delivered again: the event, with the parked link. */
  replayed(record: EventRecord): Message {
    return this.#messageOf(record, true, true);
  }

  #messageOf(record: EventRecord, resolveLinks: boolean, isReplayed: boolean): Message {
    const resolved = this.#log.resolve(record, resolveLinks);
    return {
      id: originalOf(resolved).id,
      resolved,
      revision: record.revision,
      isReplayed,
      sourceStream: sourceStreamOf(resolved, record),
      retryCount: 0,
    };
  }
}

function sourceStreamOf(resolved: ResolvedEvent, record: EventRecord): string {
  if (resolved.link !== undefined && resolved.event !== undefined) return resolved.event.stream;
  const target = record.type === linkType ? parseLink(record.data) : undefined;
  return target?.stream ?? record.stream;
}
