import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OutboxStore } from '../outbox/outbox-store.ts';
import type { StateQuery, StateStore } from '../repository/state-store.ts';
import { NOTES, type Note, noteWrite } from './stored-note.ts';

/** A state store under test with its outbox, and how to be done with them. The collection {@link NOTES} is prepared. */
export interface OpenedStateStore {
  readonly store: StateStore;
  readonly outbox: OutboxStore;
  /** Called once, after the last test. */
  close(): Promise<void>;
}

/** What every implementation of the `StateStore` port must do, as tests; each test uses aggregates of its own. */
export function stateStoreContract(name: string, open: () => Promise<OpenedStateStore>): void {
  describe(name, () => {
    let opened: OpenedStateStore;
    beforeAll(async () => {
      opened = await open();
    });
    afterAll(async () => {
      await opened.close();
    });

    const load = (id: string) => opened.store.load<Note>(NOTES, id);
    const messagesOf = async (id: string) =>
      (await opened.outbox.undelivered(`tools_provider-note-${id}`, 10)).map((message) => message.revision);

    it('keeps state, revision and commands as JSON does, whatever the fields are called', async () => {
      const id = randomUUID();
      const state: Note = {
        title: 'First',
        owner: null,
        query: { $where: 'x', 'a.b': 'y', '': 'z', 'created at': '2026-01-02T03:04:05.678Z' },
        list: [1, 2.5, -0.001, { deep: [true, null] }],
        revision: 'not the revision',
        left: undefined,
      };
      const commands = [{ commandId: randomUUID(), requestHash: 'abc', revision: 0, state }];
      await opened.store.save([{ ...noteWrite(id, 0, state), commands }]);
      expect(await load(id)).toStrictEqual(JSON.parse(JSON.stringify({ id, revision: 0, state, commands })));
      expect(await load(randomUUID())).toBeUndefined();
    });

    it('stores the messages with the state', async () => {
      const id = randomUUID();
      const write = noteWrite(id, 0, { title: 'First' });
      await opened.store.save([write]);
      await opened.store.save([noteWrite(id, 1, { title: 'Second' })]);
      expect(await load(id)).toMatchObject({ revision: 1, state: { title: 'Second' } });
      expect(await messagesOf(id)).toEqual([0, 1]);
      const [message] = await opened.outbox.undelivered(`tools_provider-note-${id}`, 1);
      expect(message).toStrictEqual(write.messages[0]);
    });

    it('refuses a write at another revision, says which one there is, and stores nothing of it', async () => {
      const id = randomUUID();
      await opened.store.save([noteWrite(id, 0, { title: 'First' })]);
      for (const revision of [0, 2]) {
        const late = opened.store.save([noteWrite(id, revision, { title: 'Late' })]);
        await expect(late).rejects.toMatchObject({
          kind: 'conflict',
          code: 'revision-conflict',
          currentRevision: 0,
        });
      }
      expect(await load(id)).toMatchObject({ revision: 0, state: { title: 'First' } });
      expect(await messagesOf(id)).toEqual([0]);
    });

    it('stores all of several writes, or nothing when one of them is refused', async () => {
      const [first, second] = [randomUUID(), randomUUID()];
      await opened.store.save([noteWrite(first, 0, { title: 'First' })]);
      const writes = (revision: number) => [
        noteWrite(second, 0, { title: 'Second' }),
        noteWrite(first, revision, { title: 'First again' }),
      ];
      await expect(opened.store.save(writes(7))).rejects.toMatchObject({ currentRevision: 0 });
      expect(await load(second)).toBeUndefined();
      expect(await messagesOf(second)).toEqual([]);
      await opened.store.save(writes(1));
      expect([(await load(first))?.revision, (await load(second))?.revision]).toEqual([1, 0]);
    });

    it('stores nothing when a message of the same id is there already', async () => {
      const [first, second] = [randomUUID(), randomUUID()];
      const write = noteWrite(first, 0, { title: 'First' });
      await opened.store.save([write]);
      const twice = { ...noteWrite(second, 0, { title: 'Second' }), messages: write.messages };
      await expect(opened.store.save([twice])).rejects.toMatchObject({ code: 'revision-conflict' });
      expect(await load(second)).toBeUndefined();
    });

    it('lets one of several writers at the same revision win, and tells the others', async () => {
      const id = randomUUID();
      for (const revision of [0, 1]) {
        const writers = Array.from({ length: 8 }, (_, n) =>
          opened.store.save([noteWrite(id, revision, { title: `Writer ${n}` })]),
        );
        const outcomes = await Promise.allSettled(writers);
        expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
        for (const outcome of outcomes) {
          if (outcome.status === 'rejected')
            expect(outcome.reason).toMatchObject({ code: 'revision-conflict', currentRevision: revision });
        }
      }
      expect(await messagesOf(id)).toEqual([0, 1]);
    });

    it('finds states by their fields, any of several ways, sorted by a field and then by id', async () => {
      const owner = randomUUID();
      const titles = ['b', 'a', 'c', 'b'];
      const ids = titles.map(() => randomUUID()).toSorted();
      const [first = '', second = '', third = '', fourth = ''] = ids;
      const writes = titles.map((title, n) =>
        noteWrite(ids[n] ?? '', 0, { title, owner: n < 2 ? owner : null, group: owner, isShared: n === 3 }),
      );
      await opened.store.save(writes);
      const find = async (anyOf: StateQuery['anyOf'], limit = 10, sort = 'title') =>
        (await opened.store.find<Note>({ collection: NOTES, anyOf, sort, limit })).map(({ id }) => id);
      expect(await find([{ owner }, { group: owner, isShared: true }])).toEqual([second, first, fourth]);
      expect(await find([{ group: owner, owner: null }])).toEqual([fourth, third]);
      expect(await find([{ group: owner }], 2)).toEqual([second, first]);
      expect(await find([{ group: owner }], 3, '-title')).toEqual([third, fourth, first]);
      expect(await find([{ group: owner, title: 'nobody' }])).toEqual([]);
    });
  });
}
