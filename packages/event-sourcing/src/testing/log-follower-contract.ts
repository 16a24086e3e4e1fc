import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { EventStore, LogEntry, LogFollower } from '../repository/event-store.ts';
import { Journal } from './journal.ts';
import { newEvents, newStream } from './new-event.ts';

/** A follower under test, of the category `tools_provider` of an empty log, and how to be done with it. */
export interface OpenedLogFollower {
  readonly eventStore: EventStore;
  readonly logFollower: LogFollower;
  /** Called once after each test. */
  close(): Promise<void>;
}

/** What every implementation of the `LogFollower` port must do, as tests; `open` opens one for each. */
export function logFollowerContract(name: string, open: () => Promise<OpenedLogFollower>): void {
  describe(name, () => {
    let opened: OpenedLogFollower;
    let ended: AbortController;
    let told: Journal<LogEntry | 'caught up'>;
    beforeEach(async () => {
      opened = await open();
      ended = new AbortController();
      told = new Journal();
    });
    afterEach(async () => {
      ended.abort();
      await opened.close();
    });

    const write = async (stream: string, from: number, count = 1) => {
      await opened.eventStore.append(stream, from - 1, newEvents(count));
    };
    const follow = (afterPosition?: string) =>
      opened.logFollower.follow(
        { onEntry: (entry) => told.note(entry), onCaughtUp: () => told.note('caught up') },
        { signal: ended.signal, ...(afterPosition === undefined ? {} : { afterPosition }) },
      );
    const entries = () => told.entries.filter((entry) => entry !== 'caught up');
    const toldOf = (count: number) => told.until(() => entries().length >= count);
    const caughtUp = () => told.until((all) => all.includes('caught up'));

    it('tells of every event of the category in the order of the log, and when it has told all that there are', async () => {
      const [one, other] = [newStream(), newStream()];
      await write(one, 0, 2);
      await write(newStream('foreign'), 0);
      await write(other, 0);
      await write(one, 2, 300);
      const following = follow();
      await caughtUp();
      expect(told.entries.at(-1)).toBe('caught up');
      const places = entries().map(({ stream, revision }) => [stream, revision]);
      expect(places.slice(0, 4)).toEqual([
        [one, 0],
        [one, 1],
        [other, 0],
        [one, 2],
      ]);
      expect(places).toHaveLength(303);
      const stored = await opened.eventStore.readLast(other);
      expect(entries()[2]).toEqual({
        stream: other,
        revision: 0,
        position: stored?.position,
        eventId: stored?.id,
        type: 'happened.v1',
        recordedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
      });
      ended.abort();
      await following;
    });

    it('goes on with what is appended while it follows', async () => {
      const stream = newStream();
      const following = follow();
      await caughtUp();
      await write(stream, 0, 2);
      await write(newStream('foreign'), 0);
      await write(stream, 2);
      await toldOf(3);
      expect(entries().map(({ revision }) => revision)).toEqual([0, 1, 2]);
      ended.abort();
      await following;
    });

    it('begins after a position that was told before', async () => {
      const stream = newStream();
      for (const revision of [0, 1, 2]) await write(stream, revision);
      const [, second] = await Array.fromAsync(opened.eventStore.read(stream));
      const following = follow(second?.position);
      await caughtUp();
      expect(entries().map(({ revision }) => revision)).toEqual([2]);
      ended.abort();
      await following;
    });

    it('tells nothing more when it is to end, nor to one who has gone before', async () => {
      const stream = newStream();
      const following = follow();
      await caughtUp();
      ended.abort();
      await following;
      const before = told.entries.length;
      await write(stream, 0);
      await follow();
      expect(told.entries).toHaveLength(before);
    });
  });
}
