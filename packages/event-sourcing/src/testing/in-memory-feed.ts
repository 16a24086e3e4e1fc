import type { Feed, FeedEvent, FeedPage, FeedQuery } from '../read-side/feed.ts';
import type { CloudEventJson } from '../reconciliation/projection.ts';

const SEQUENCE_DIGITS = 20;

/** A feed that lasts as long as the process, with the semantics of the port. */
export class InMemoryFeed implements Feed {
  readonly #events: FeedEvent[] = [];

  /** Adds an event with the next number, unless the feed has one with its id. Answers its number. */
  append(cloudEvent: CloudEventJson & { readonly revision: number }): number {
    const known = this.#numberOf(cloudEvent.id);
    if (known !== undefined) return known;
    const sequence = String(this.#events.length + 1).padStart(SEQUENCE_DIGITS, '0');
    this.#events.push(JSON.parse(JSON.stringify({ ...cloudEvent, sequence })) as FeedEvent);
    return this.#events.length;
  }

  async page({ after, limit, type, subject }: FeedQuery): Promise<FeedPage> {
    const events: FeedEvent[] = [];
    for (const event of this.#events.slice(after)) {
      if (type !== undefined && event.type !== type) continue;
      if (subject !== undefined && event.subject !== subject) continue;
      events.push(event);
      if (events.length === limit) return { events, lookedUpTo: Number(event.sequence) };
    }
    return { events, lookedUpTo: Math.max(after, this.#events.length) };
  }

  async sequenceOf(eventId: string): Promise<number | undefined> {
    return this.#numberOf(eventId);
  }

  #numberOf(eventId: string): number | undefined {
    const index = this.#events.findIndex(({ id }) => id === eventId);
    return index < 0 ? undefined : index + 1;
  }
}
