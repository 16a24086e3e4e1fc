import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { EventLog } from '../rebuild/event-log.ts';
import type { EventStore } from '../repository/event-store.ts';
import { newEvents, newStream } from './new-event.ts';

/** A log under test, of the category `tools_provider`, empty, and how to be done with it. */
export interface OpenedEventLog {
  readonly eventStore: EventStore;
  readonly eventLog: EventLog;
  /** Called once after each test. */
  close(): Promise<void>;
}

/** What every implementation of the `EventLog` port must do, as tests; `open` opens one for each. */
export function eventLogContract(name: string, open: () => Promise<OpenedEventLog>): void {
  describe(name, () => {
    let opened: OpenedEventLog;
    beforeEach(async () => {
      opened = await open();
    });
    afterEach(async () => {
      await opened.close();
    });

    const write = async (stream: string, from: number, count = 1) => {
      await opened.eventStore.append(stream, from - 1, newEvents(count));
    };
    const read = (afterPosition?: string) => Array.fromAsync(opened.eventLog.readAll(afterPosition));

    it('reads all events of the category as their streams have them, in the order of the log', async () => {
      const [one, other] = [newStream(), newStream()];
      await write(one, 0, 2);
      await write(newStream('foreign'), 0);
      await write(other, 0);
      await write(one, 2, 300);
      const events = await read();
      expect(events.map(({ stream, revision }) => `${stream} ${revision}`).slice(0, 4)).toEqual([
        `${one} 0`,
        `${one} 1`,
        `${other} 0`,
        `${one} 2`,
      ]);
      expect(events.filter(({ stream }) => stream === one)).toEqual(
        await Array.fromAsync(opened.eventStore.read(one)),
      );
      expect(events).toHaveLength(303);
    });

    it('goes on behind a position, as often as it is asked', async () => {
      const stream = newStream();
      for (const revision of [0, 1, 2, 3]) await write(stream, revision);
      const all = await read();
      expect(await read(all[1]?.position)).toEqual(all.slice(2));
      expect(await read(all.at(-1)?.position)).toEqual([]);
      await write(stream, 4);
      expect((await read(all.at(-1)?.position)).map(({ revision }) => revision)).toEqual([4]);
    });

    it('can be left in the midst of it', async () => {
      await write(newStream(), 0, 400);
      for await (const { revision } of opened.eventLog.readAll()) if (revision === 3) break;
      expect(await read()).toHaveLength(400);
    });

    it('counts the events, if it does', async () => {
      expect((await opened.eventLog.countEvents()) ?? 0).toBe(0);
      await write(newStream(), 0, 12);
      await write(newStream(), 0, 3);
      expect((await opened.eventLog.countEvents()) ?? 15).toBe(15);
    });
  });
}
