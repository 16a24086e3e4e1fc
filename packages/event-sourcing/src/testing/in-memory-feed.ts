import type { Feed, FeedEndQuery, FeedEvent, FeedFilter, FeedPage, FeedQuery } from '../read-side/feed.ts';
import type { FeedEntry, FeedWriter } from '../read-side/feed-writer.ts';
import { InMemoryProjectionSignals } from './in-memory-projection-signals.ts';

const SEQUENCE_DIGITS = 20;

/** A feed that lasts as long as the process, with the semantics of the ports. Events go through JSON. An {@link InMemoryReadModel} has one. */
export class InMemoryFeed implements Feed, FeedWriter {
  /** Tells that the feed has grown. */
  readonly signals = new InMemoryProjectionSignals();
  readonly #events: FeedEvent[] = [];
  readonly #numbers = new Map<string, number>();

  /** Whether an event with this id is there. */
  has(eventId: string): boolean {
    return this.#numbers.has(eventId);
  }

  /** Adds an event with the next number, and lets followers know; one whose id is there already changes nothing. */
  add({ cloudEvent, stream, revision }: FeedEntry, what: 'projected' | 'told'): void {
    if (this.has(cloudEvent.id)) return;
    const number = this.#events.length + 1;
    const sequence = String(number).padStart(SEQUENCE_DIGITS, '0');
    this.#events.push(JSON.parse(JSON.stringify({ ...cloudEvent, sequence })) as FeedEvent);
    this.#numbers.set(cloudEvent.id, number);
    this.signals.tell({ what, stream, revision });
  }

  async append(entries: readonly FeedEntry[]): Promise<void> {
    for (const entry of entries) this.add(entry, 'told');
  }

  async page({ after, limit, ...filter }: FeedQuery): Promise<FeedPage> {
    const events: FeedEvent[] = [];
    for (const event of this.#events.slice(after)) {
      if (!isWanted(event, filter)) continue;
      events.push(event);
      if (events.length === limit) return { events, lookedUpTo: Number(event.sequence) };
    }
    return { events, lookedUpTo: Math.max(after, this.#events.length) };
  }

  async lastPage({ before, limit, ...filter }: FeedEndQuery): Promise<FeedPage> {
    const lookedUpTo = Math.min(this.#events.length, (before ?? Number.POSITIVE_INFINITY) - 1);
    const wanted = this.#events.slice(0, lookedUpTo).filter((event) => isWanted(event, filter));
    return { events: wanted.slice(-limit), lookedUpTo };
  }

  async head(): Promise<number> {
    return this.#events.length;
  }

  async sequenceOf(eventId: string): Promise<number | undefined> {
    return this.#numbers.get(eventId);
  }
}

function isWanted(event: FeedEvent, { types, subject }: FeedFilter): boolean {
  if (types !== undefined && !types.includes(String(event.type))) return false;
  return subject === undefined || event.subject === subject;
}
