import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { OutboxMessage } from '../outbox/outbox-message.ts';
import type { OpenedStateStore } from './state-store-contract.ts';
import { noteWrite } from './stored-note.ts';

const EARLY = '2026-01-02T03:04:05.000Z';
const LATE = '2026-01-02T03:04:06.000Z';

/** What every implementation of the `OutboxStore` port must do, as tests; `open` opens an empty one for each. */
export function outboxStoreContract(name: string, open: () => Promise<OpenedStateStore>): void {
  describe(name, () => {
    let opened: OpenedStateStore;
    beforeEach(async () => {
      opened = await open();
    });
    afterEach(async () => {
      await opened.close();
    });

    /** Puts messages of a new subject in, revisions 0 to `count` − 1. */
    async function written(count: number, change: Partial<OutboxMessage> = {}): Promise<OutboxMessage[]> {
      const note = randomUUID();
      const messages: OutboxMessage[] = [];
      for (let revision = 0; revision < count; revision += 1) {
        const write = noteWrite(note, revision, { title: 'A note' });
        const changed = write.messages.map((message) => ({ ...message, ...change }));
        await opened.store.save([{ ...write, messages: changed }]);
        messages.push(...changed);
      }
      return messages;
    }
    const fail = (message: OutboxMessage | undefined, status: 'pending' | 'set-aside' = 'pending') =>
      opened.outbox.markFailed({
        id: message?.id ?? '',
        attempts: (message?.attempts ?? 0) + 1,
        nextAttemptAt: LATE,
        lastError: 'no',
        status,
      });
    const undelivered = async (subject = '', limit = 10) =>
      (await opened.outbox.undelivered(subject, limit)).map(({ revision, status }) => [revision, status]);

    it('names the subjects that have something to publish, by the time of their first undelivered message', async () => {
      const [late] = await written(2, { nextAttemptAt: LATE });
      const [early] = await written(1, { nextAttemptAt: EARLY });
      const [done] = await written(1);
      await opened.outbox.markDelivered([done?.id ?? ''], LATE);
      const waiting = [early, late].map((message) => ({
        subject: message?.subject,
        attempts: 0,
        nextAttemptAt: message?.nextAttemptAt,
      }));
      expect(await opened.outbox.waitingSubjects(10)).toEqual(waiting);
      expect(await opened.outbox.waitingSubjects(1)).toEqual(waiting.slice(0, 1));
    });

    it('gives what is undelivered of a subject in the order of its revision', async () => {
      const [first] = await written(12);
      await written(1);
      await opened.outbox.markDelivered([first?.id ?? ''], LATE);
      const pending = Array.from({ length: 11 }, (_, n) => [n + 1, 'pending']);
      expect(await undelivered(first?.subject, 20)).toEqual(pending);
      expect(await undelivered(first?.subject, 3)).toEqual(pending.slice(0, 3));
    });

    it('notes a failure, and puts the subject off until its next attempt', async () => {
      const [first, second] = await written(2);
      expect(await fail(first)).toBe(true);
      expect(await opened.outbox.waitingSubjects(10)).toEqual([
        { subject: first?.subject, attempts: 1, nextAttemptAt: LATE },
      ]);
      expect(await opened.outbox.undelivered(first?.subject ?? '', 10)).toStrictEqual([
        { ...first, attempts: 1, nextAttemptAt: LATE, lastError: 'no' },
        second,
      ]);
    });

    it('notes no failure of a message that somebody else has dealt with meanwhile', async () => {
      const [first, second] = await written(2);
      await opened.outbox.markDelivered([first?.id ?? ''], LATE);
      await fail(second);
      expect(await fail(first)).toBe(false);
      expect(await fail(second)).toBe(false);
      expect(await undelivered(first?.subject)).toEqual([[1, 'pending']]);
    });

    it('lets a subject wait for its message that is set aside, and says why it is', async () => {
      const [first] = await written(2);
      const [other] = await written(1);
      await fail(first, 'set-aside');
      expect((await opened.outbox.waitingSubjects(10)).map(({ subject }) => subject)).toEqual([
        other?.subject,
      ]);
      expect(await undelivered(first?.subject)).toEqual([
        [0, 'set-aside'],
        [1, 'pending'],
      ]);
      expect(await opened.outbox.setAside(10)).toMatchObject([
        { id: first?.id, lastError: 'no', attempts: 1 },
      ]);
      expect(await opened.outbox.counts()).toEqual({ pending: 2, delivered: 0, setAside: 1 });
      expect(await opened.outbox.countUndelivered()).toBe(3);
    });

    it('makes what was set aside pending again, as if it had never been tried', async () => {
      const [first, second] = await written(2);
      const [other] = await written(1);
      await fail(first, 'set-aside');
      await fail(other, 'set-aside');
      expect(await opened.outbox.replay({ id: first?.id ?? '' })).toBe(1);
      const [replayed] = await opened.outbox.undelivered(first?.subject ?? '', 1);
      expect(replayed).toMatchObject({ status: 'pending', attempts: 0 });
      expect(replayed).not.toHaveProperty('lastError');
      expect(await opened.outbox.replay({ status: 'set-aside' })).toBe(1);
      expect(await opened.outbox.replay({ status: 'set-aside' })).toBe(0);
      expect(await opened.outbox.replay({ id: randomUUID() })).toBe(0);
      expect(await opened.outbox.counts()).toEqual({ pending: 3, delivered: 0, setAside: 0 });
      expect(await undelivered(second?.subject)).toHaveLength(2);
    });

    it('makes pending again what was delivered since a moment, in its old order', async () => {
      const messages = await written(3);
      for (const [n, { id }] of messages.entries()) {
        await opened.outbox.markDelivered([id], n === 0 ? EARLY : LATE);
      }
      expect(await opened.outbox.waitingSubjects(10)).toEqual([]);
      expect(await opened.outbox.replay({ deliveredSince: LATE })).toBe(2);
      const again = await opened.outbox.undelivered(messages[0]?.subject ?? '', 10);
      expect(again).toStrictEqual(messages.slice(1));
    });

    it('removes what was delivered before a moment, and nothing else', async () => {
      const messages = await written(3);
      await opened.outbox.markDelivered([messages[0]?.id ?? ''], EARLY);
      await opened.outbox.markDelivered([messages[1]?.id ?? ''], LATE);
      expect(await opened.outbox.prune(LATE)).toBe(1);
      expect(await opened.outbox.prune(LATE)).toBe(0);
      expect(await opened.outbox.counts()).toEqual({ pending: 1, delivered: 1, setAside: 0 });
      expect(await opened.outbox.countUndelivered()).toBe(1);
    });
  });
}
