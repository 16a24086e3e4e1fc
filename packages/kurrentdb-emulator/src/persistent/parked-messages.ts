import { randomUUID } from 'node:crypto';
import { type EventLog, originalOf } from '../store/event-log.ts';
import { type EventRecord, linkTo } from '../store/event-record.ts';
import { firstVisible, isThere } from '../store/stream-directory.ts';
import { metastreamOf, truncation } from '../store/stream-metadata.ts';
import type { Message } from './consumer.ts';
import { type GroupKey, parkedStreamOf } from './group-settings.ts';

/** The stream of a group's parked messages: links to the events, each with why and when. */
export class ParkedMessages {
  readonly #log: EventLog;
  readonly #stream: string;
  /** The next parked revision to replay; what lies before it is being delivered or done. */
  #next: number | undefined;
  #until = 0;
  readonly #replaying = new Set<number>();

  constructor(log: EventLog, key: GroupKey) {
    this.#log = log;
    this.#stream = parkedStreamOf(key);
  }

  /** How many messages are parked and not being replayed. */
  get count(): number {
    const stream = this.#log.stream(this.#stream);
    if (!isThere(stream)) return 0;
    return stream.head + 1 - Math.max(this.#next ?? 0, firstVisible(stream));
  }

  /** Parks a message; fulfils when that is on disk. */
  async park(message: Message, reason: string): Promise<void> {
    // A link that did not resolve is parked as the link it is, as the server does it.
    const { event, link } = message.resolved;
    const target = event ?? originalOf({ event, link });
    const parked = linkTo({ stream: target.stream, revision: target.revision }, randomUUID());
    const metadata = {
      added: new Date().toISOString(),
      reason,
      subscriptionEventNumber: originalOf(message.resolved).revision,
    };
    await this.#log.append({
      stream: this.#stream,
      expected: 'any',
      events: [{ ...parked, metadata: Buffer.from(JSON.stringify(metadata)) }],
    });
  }

  /** Asks for what is parked now to be delivered again, or only for so many of the oldest messages. */
  replay(count: number | undefined): void {
    const stream = this.#log.stream(this.#stream);
    this.#next = Math.max(this.#next ?? 0, firstVisible(stream));
    this.#until = Math.min(this.#next + (count ?? Number.POSITIVE_INFINITY), stream.head + 1);
  }

  /** The next parked messages to deliver again, at most `limit`. */
  takeReplayed(limit: number): EventRecord[] {
    const stream = this.#log.stream(this.#stream);
    if (this.#next === undefined || this.#next >= this.#until || !isThere(stream)) return [];
    const from = Math.max(this.#next, firstVisible(stream));
    const records = this.#log.reader
      .streamForwards(stream, from, limit)
      .filter((record) => record.revision < this.#until);
    this.#next = (records.at(-1)?.revision ?? this.#until - 1) + 1;
    for (const record of records) this.#replaying.add(record.revision);
    return records;
  }

  /**
   * A replayed message is done with. The parked stream is cut below the lowest that is not, once none is
   * left in delivery: after a crash in between, what was replayed is parked still.
   */
  async finishReplayed(revision: number): Promise<void> {
    this.#replaying.delete(revision);
    if (this.#replaying.size > 0 || this.#next === undefined) return;
    await this.#truncate(this.#next);
  }

  /** Removes what is parked, with the group. */
  async remove(): Promise<void> {
    if (isThere(this.#log.stream(this.#stream))) await this.#truncate('all');
  }

  async #truncate(before: number | 'all'): Promise<void> {
    const stream = metastreamOf(this.#stream);
    await this.#log.append({ stream, expected: 'any', events: [truncation(before)] });
  }
}
