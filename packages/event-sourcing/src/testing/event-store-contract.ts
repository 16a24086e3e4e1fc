import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RecordedEvent } from '../aggregate/domain-event.ts';
import type { EventStore, ReadRange } from '../repository/event-store.ts';
import { newEvent, newStream } from './new-event.ts';

/** An event store under test, and how to be done with it. */
export interface OpenedEventStore {
  readonly store: EventStore;
  /** Called once, after the last test. */
  close(): Promise<void>;
}

/** What every implementation of the `EventStore` port must do, as tests; each test uses a stream of its own. */
export function eventStoreContract(name: string, open: () => Promise<OpenedEventStore>): void {
  describe(name, () => {
    let opened: OpenedEventStore;
    beforeAll(async () => {
      opened = await open();
    });
    afterAll(async () => {
      await opened.close();
    });

    const read = (stream: string, range?: ReadRange): Promise<RecordedEvent[]> =>
      Array.fromAsync(opened.store.read(stream, range));

    it('keeps the events of a stream in order, from revision 0', async () => {
      const stream = newStream();
      const [first, second, third] = [newEvent(), newEvent(), newEvent()];
      expect(await opened.store.append(stream, -1, [first, second])).toEqual({ revision: 1 });
      expect(await opened.store.append(stream, 1, [third])).toEqual({ revision: 2 });
      expect((await read(stream)).map(({ id, revision }) => [id, revision])).toEqual([
        [first.id, 0],
        [second.id, 1],
        [third.id, 2],
      ]);
      expect((await read(stream, { from: 1, limit: 1 })).map(({ id }) => id)).toEqual([second.id]);
      expect(await opened.store.readLast(stream)).toMatchObject({ id: third.id, revision: 2, stream });
    });

    it('gives type, data and metadata back as they were, and positions that grow', async () => {
      const stream = newStream();
      const events = [newEvent(), newEvent()];
      await opened.store.append(stream, -1, events);
      const stored = await read(stream);
      expect(stored.map(({ id, type, data, metadata }) => ({ id, type, data, metadata }))).toEqual(events);
      const [first, second] = stored.map(({ position }) => BigInt(position));
      expect(second).toBeGreaterThan(first ?? 0n);
    });

    it('says when it took an event: never before it occurred, to the second at least', async () => {
      const stream = newStream();
      const [old, event] = [newEvent(), newEvent()];
      const before = Date.now();
      const justNow = { ...event.metadata, occurredAt: new Date(before).toISOString() };
      await opened.store.append(stream, -1, [old, { ...event, metadata: justNow }]);
      const after = Date.now();
      const [first, second] = (await read(stream)).map(({ recordedAt = '' }) => Date.parse(recordedAt));
      expect(first).toBeGreaterThan(before - 1_000);
      expect(first).toBeLessThanOrEqual(after);
      expect(second).toBeGreaterThanOrEqual(before);
      expect(second).toBeLessThanOrEqual(after);
    });

    it('refuses an append at another revision, says which one it is at, and stores nothing of it', async () => {
      const stream = newStream();
      await opened.store.append(stream, -1, [newEvent()]);
      for (const expected of [-1, 1]) {
        await expect(opened.store.append(stream, expected, [newEvent(), newEvent()])).rejects.toMatchObject({
          kind: 'conflict',
          code: 'revision-conflict',
          currentRevision: 0,
        });
      }
      expect(await read(stream)).toHaveLength(1);
    });

    it('takes an append that is repeated with the same ids for the one it has', async () => {
      const stream = newStream();
      const events = [newEvent(), newEvent()];
      await opened.store.append(stream, -1, events);
      await opened.store.append(stream, 1, [newEvent()]);
      expect(await opened.store.append(stream, -1, events)).toEqual({ revision: 1 });
      expect(await read(stream)).toHaveLength(3);
    });

    it('lets one of several writers at the same revision win, and tells the others', async () => {
      const stream = newStream();
      await opened.store.append(stream, -1, [newEvent()]);
      const writers = Array.from({ length: 8 }, () => opened.store.append(stream, 0, [newEvent()]));
      const outcomes = await Promise.allSettled(writers);
      expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      for (const outcome of outcomes) {
        if (outcome.status === 'rejected')
          expect(outcome.reason).toMatchObject({ code: 'revision-conflict' });
      }
      expect(await read(stream)).toHaveLength(2);
    });

    it('says that a stream does not exist when it is read, and has no last event of it', async () => {
      const stream = newStream();
      await expect(read(stream)).rejects.toMatchObject({ kind: 'not-found', code: 'stream-not-found' });
      expect(await opened.store.readLast(stream)).toBeUndefined();
    });
  });
}
