import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { EventStore, LogEntry, LogPage, LogReader } from '../repository/event-store.ts';
import { newEvents, newStream } from './new-event.ts';

/** A reader under test, of the category `tools_provider` of an empty log, and how to be done with it. */
export interface OpenedLogReader {
  readonly eventStore: EventStore;
  readonly logReader: LogReader;
  /** Called once after each test. */
  close(): Promise<void>;
}

const placesOf = (entries: readonly LogEntry[]) =>
  entries.map(({ stream, revision }) => `${stream} ${revision}`);

/** What every implementation of the `LogReader` port must do, as tests; `open` opens one for each. */
export function logReaderContract(name: string, open: () => Promise<OpenedLogReader>): void {
  describe(name, () => {
    let opened: OpenedLogReader;
    beforeEach(async () => {
      opened = await open();
    });
    afterEach(async () => {
      await opened.close();
    });

    const write = async (stream: string, from: number, count = 1) => {
      await opened.eventStore.append(stream, from - 1, newEvents(count));
    };
    /** Reads on, page after page, until one is not full. */
    async function pages(limit: number, afterPosition?: string): Promise<LogPage[]> {
      const page = await opened.logReader.readForwards({ afterPosition, limit });
      return page.entries.length < limit ? [page] : [page, ...(await pages(limit, page.lookedUpTo))];
    }

    it('answers the entries of all streams of the category, in the order of the log, as they were stored', async () => {
      const [one, other] = [newStream(), newStream()];
      await write(one, 0, 2);
      await write(newStream('foreign'), 0);
      await write(other, 0);
      await write(one, 2, 300);
      const { entries } = await opened.logReader.readForwards({ limit: 1_000 });
      expect(placesOf(entries).slice(0, 4)).toEqual([`${one} 0`, `${one} 1`, `${other} 0`, `${one} 2`]);
      expect(entries).toHaveLength(303);
      const stored = await opened.eventStore.readLast(other);
      expect(entries[2]).toEqual({
        stream: other,
        revision: 0,
        position: stored?.position,
        eventId: stored?.id,
        type: 'happened.v1',
        recordedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
      });
      expect(Math.abs(Date.now() - Date.parse(entries[2]?.recordedAt ?? ''))).toBeLessThan(60_000);
    });

    it('answers page after page, each entry once, whichever size the pages have', async () => {
      const [one, other] = [newStream(), newStream()];
      for (const revision of [0, 1, 2]) {
        await write(one, revision);
        await write(newStream('foreign'), 0, 2);
        await write(other, revision);
      }
      const whole = placesOf((await opened.logReader.readForwards({ limit: 100 })).entries);
      expect(whole).toHaveLength(6);
      for (const limit of [1, 2, 3, 4]) {
        const read = await pages(limit);
        expect(read.flatMap(({ entries }) => placesOf(entries))).toEqual(whole);
        expect(read.length).toBe(Math.floor(6 / limit) + 1);
      }
    });

    it('says how far it has looked when there was nothing, so that nobody looks there again', async () => {
      const nothing = await opened.logReader.readForwards({ limit: 10 });
      expect(nothing.entries).toEqual([]);
      await write(newStream('foreign'), 0, 5);
      const foreign = await opened.logReader.readForwards({ limit: 10, afterPosition: nothing.lookedUpTo });
      expect(foreign.entries).toEqual([]);
      expect(BigInt(foreign.lookedUpTo ?? 0)).toBeGreaterThan(BigInt(nothing.lookedUpTo ?? 0));
      const again = await opened.logReader.readForwards({ limit: 10, afterPosition: foreign.lookedUpTo });
      expect(again).toEqual({ entries: [], lookedUpTo: foreign.lookedUpTo });
      const stream = newStream();
      await write(stream, 0);
      const own = await opened.logReader.readForwards({ limit: 10, afterPosition: foreign.lookedUpTo });
      expect(placesOf(own.entries)).toEqual([`${stream} 0`]);
    });

    it('begins behind the position of an entry', async () => {
      const stream = newStream();
      for (const revision of [0, 1, 2]) await write(stream, revision);
      const [, second] = await Array.fromAsync(opened.eventStore.read(stream));
      const { entries } = await opened.logReader.readForwards({ limit: 10, afterPosition: second?.position });
      expect(placesOf(entries)).toEqual([`${stream} 2`]);
    });

    it('answers the last entry of the category, whatever else came after it', async () => {
      const { logReader } = opened;
      for (const read of [() => logReader.readLastEntry(), () => logReader.readLastOfCategory()]) {
        expect(await read()).toBeUndefined();
        await write(newStream('foreign'), 0);
        expect(await read()).toBeUndefined();
      }
      const stream = newStream();
      await write(stream, 0, 2);
      await write(newStream('foreign'), 0, 200);
      const last = await logReader.readLastEntry();
      const stored = await opened.eventStore.readLast(stream);
      expect(last).toMatchObject({ stream, revision: 1, eventId: stored?.id, position: stored?.position });
      const ofCategory = await logReader.readLastOfCategory();
      expect(ofCategory).toMatchObject({ stream, revision: 1, eventId: stored?.id });
    });
  });
}
