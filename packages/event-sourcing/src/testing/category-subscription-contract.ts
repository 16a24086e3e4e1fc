import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RecordedEvent } from '../aggregate/domain-event.ts';
import type { CategorySubscription, OpenSubscription, Tap } from '../reconciliation/category-subscription.ts';
import type { EventStore } from '../repository/event-store.ts';
import { newEvents, newStream } from './new-event.ts';

/** A category subscription under test, on the category `tools_provider` of an empty log, and how to be done with it. */
export interface OpenedCategorySubscription {
  readonly eventStore: EventStore;
  /** A group that nobody has opened yet. */
  readonly subscription: CategorySubscription;
  /** Has everything that is parked delivered once more. */
  replayParked(): Promise<void>;
  /** Called once after each test. */
  close(): Promise<void>;
}

/** Reads deliveries of an open subscription without ever ending its iteration. */
class Reader {
  readonly subscription: OpenSubscription;
  readonly #taps: AsyncIterator<Tap>;

  constructor(subscription: OpenSubscription) {
    this.subscription = subscription;
    this.#taps = subscription[Symbol.asyncIterator]();
  }

  next(): Promise<IteratorResult<Tap>> {
    return this.#taps.next();
  }

  async take(count: number): Promise<Tap[]> {
    const taps: Tap[] = [];
    while (taps.length < count) {
      const { value, done } = await this.next();
      if (done === true) throw new Error(`The iteration has ended after ${taps.length} deliveries`);
      taps.push(value);
    }
    return taps;
  }
}

const ackIdsOf = (taps: readonly Tap[]) => taps.map(({ ackId }) => ackId);
const placesOf = (taps: readonly Tap[]) => taps.map(({ event }) => `${event?.stream} ${event?.revision}`);

/** What every implementation of the `CategorySubscription` port must do, as tests; `open` opens one for each. */
export function categorySubscriptionContract(
  name: string,
  open: () => Promise<OpenedCategorySubscription>,
): void {
  describe(name, () => {
    let opened: OpenedCategorySubscription;
    beforeEach(async () => {
      opened = await open();
    });
    afterEach(async () => {
      await opened.close();
    });

    const join = async () => new Reader(await opened.subscription.open());
    /** Appends events from a revision on, and answers them as the log has them. */
    async function write(stream: string, from: number, count = 1): Promise<RecordedEvent[]> {
      await opened.eventStore.append(stream, from - 1, newEvents(count));
      return await Array.fromAsync(opened.eventStore.read(stream, { from, limit: count }));
    }

    it('delivers every event of the category in the order of the log, those that were there and those that come', async () => {
      const [one, other] = [newStream(), newStream()];
      await write(newStream('foreign'), 0);
      const events = [...(await write(one, 0, 2)), ...(await write(other, 0)), ...(await write(one, 2))];
      const reader = await join();
      const first = await reader.take(2);
      await write(newStream('foreign'), 0);
      events.push(...(await write(other, 1, 2)));
      const taps = [...first, ...(await reader.take(4))];
      expect(taps.map(({ event }) => ({ ...event, recordedAt: undefined }))).toEqual(
        events.map((event) => ({ ...event, recordedAt: undefined })),
      );
      expect(new Set(ackIdsOf(taps)).size).toBe(6);
      expect(taps.map(({ retryCount }) => retryCount)).toEqual([0, 0, 0, 0, 0, 0]);
    });

    it('delivers again to whoever opens next what was not acknowledged, and nothing that was', async () => {
      const stream = newStream();
      await write(stream, 0, 4);
      const first = await join();
      const taps = await first.take(3);
      await first.subscription.ack(ackIdsOf([taps[0], taps[2]].flatMap((tap) => tap ?? [])));
      await first.subscription.close();
      await write(stream, 4);
      const second = await join();
      const again = await second.take(3);
      expect(placesOf(again).toSorted()).toEqual([1, 3, 4].map((revision) => `${stream} ${revision}`));
      expect(again.find(({ event }) => event?.revision === 1)?.ackId).toBe(taps[1]?.ackId);
    });

    it('sets deliveries aside when they are parked, until somebody has them replayed', async () => {
      const stream = newStream();
      await write(stream, 0, 3);
      const first = await join();
      const taps = await first.take(3);
      await first.subscription.park(ackIdsOf(taps.slice(0, 1)), 'poison');
      await first.subscription.ack(ackIdsOf(taps.slice(1, 2)));
      await first.subscription.close();
      const second = await join();
      const left = await second.take(1);
      expect(placesOf(left)).toEqual([`${stream} 2`]);
      await second.subscription.ack(ackIdsOf(left));
      await opened.replayParked();
      const replayed = await second.take(1);
      expect(replayed[0]?.event).toEqual(taps[0]?.event);
      await second.subscription.ack(ackIdsOf(replayed));
      await write(stream, 3);
      expect(placesOf(await second.take(1))).toEqual([`${stream} 3`]);
    });

    it('shares events among all who have opened it, each with one of them', async () => {
      const readers = [await join(), await join()];
      const streams = Array.from({ length: 40 }, () => newStream());
      const seen: string[][] = readers.map(() => []);
      const isDone = Promise.withResolvers<void>();
      const reading = readers.map(async (reader, n) => {
        for (let next = await reader.next(); next.done !== true; next = await reader.next()) {
          await reader.subscription.ack([next.value.ackId]);
          seen[n]?.push(...placesOf([next.value]));
          if (seen.flat().length === streams.length * 2) isDone.resolve();
        }
      });
      await Promise.all(streams.map((stream) => write(stream, 0, 2)));
      await isDone.promise;
      await Promise.all(readers.map(({ subscription }) => subscription.close()));
      await Promise.all(reading);
      for (const places of seen) expect(places.length).toBeGreaterThan(0);
      const expected = streams.flatMap((stream) => [`${stream} 0`, `${stream} 1`]);
      expect(seen.flat().toSorted()).toEqual(expected.toSorted());
    });

    it('leaves what one who goes has not acknowledged to the others', async () => {
      const stream = newStream();
      await write(stream, 0, 3);
      const first = await join();
      await first.take(3);
      const second = await join();
      await first.subscription.close();
      expect(placesOf(await second.take(3))).toEqual([0, 1, 2].map((revision) => `${stream} ${revision}`));
    });

    it('ends the iteration when it is closed, also one that waits, and may be closed twice', async () => {
      await write(newStream(), 0);
      const reader = await join();
      await reader.take(1);
      const waiting = reader.next();
      await reader.subscription.close();
      expect(await waiting).toMatchObject({ done: true });
      await reader.subscription.close();
    });
  });
}
