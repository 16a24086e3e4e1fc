import type { Feed } from '../read-side/feed.ts';
import type { SagaEvent } from './saga.ts';
import { toSagaEvent } from './saga-event.ts';

const PAGE_SIZE = 200;

/** The feed's events with the numbers from `first` to `last`, in order, as sagas are told them. */
export async function* feedEvents(
  feed: Feed,
  first: number,
  last: number,
  typePrefix: string,
): AsyncIterable<SagaEvent> {
  for (let after = first - 1; after < last; ) {
    const page = await feed.page({ after, limit: PAGE_SIZE });
    for (const feedEvent of page.events) {
      if (Number(feedEvent.sequence) > last) return;
      const event = toSagaEvent(feedEvent, typePrefix);
      if (event !== undefined) yield event;
    }
    if (page.lookedUpTo === after) return;
    after = page.lookedUpTo;
  }
}
