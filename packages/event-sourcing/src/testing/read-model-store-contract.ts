import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ProjectionFailure } from '../reconciliation/projection-status.ts';
import type { ProjectedSpan } from '../reconciliation/read-model-store.ts';
import {
  noteCloudEvent,
  noteSpan,
  type OpenedReadModel,
  PROJECTED_NOTES,
  type ProjectedNote,
} from './projected-note.ts';

/** What every implementation of the ports `ReadModelStore` and `ProjectionStatusQueries` must do, as tests; `open` opens an empty one for each. */
export function readModelStoreContract(name: string, open: () => Promise<OpenedReadModel>): void {
  describe(name, () => {
    let opened: OpenedReadModel;
    beforeEach(async () => {
      opened = await open();
    });
    afterEach(async () => {
      await opened.close();
    });

    const commit = (...spans: ProjectedSpan[]) => opened.readModel.commit(spans);
    const document = (id: string) => opened.documents.get<ProjectedNote>(PROJECTED_NOTES, id);
    const status = async (stream: string) => (await opened.statuses.loadStatuses([stream])).get(stream);
    const sequences = async () =>
      (await opened.feed.page({ after: 0, limit: 500 })).events.map(({ sequence }) => Number(sequence));
    const failureAt = (stream: string, revision: number): ProjectionFailure => ({
      code: 'projection-failed',
      release: '1',
      reason: 'no',
      eventId: `${stream}/${revision}`,
      eventType: 'note.written.v1',
      revision,
      attempts: 3,
      failedAt: '2026-11-21T10:00:00.000Z',
    });
    /** Sets an aggregate aside that is projected up to a revision. */
    const setAside = (stream: string, at: number) =>
      commit({
        ...noteSpan(stream, 'unused', { from: at, to: at }),
        lastEventId: undefined,
        documents: [],
        failure: failureAt(stream, at + 1),
      });

    it('stores documents, status and CloudEvents with the next numbers of the feed', async () => {
      await commit(noteSpan('a', 'First', { to: 1 }), noteSpan('b', 'Second'));
      expect(await document('a')).toMatchObject({ id: 'a', title: 'First', revision: 1 });
      const statuses = await opened.readModel.loadStatuses(['a', 'b', 'c']);
      expect([...statuses.keys()].toSorted()).toEqual(['a', 'b']);
      expect(statuses.get('a')).toMatchObject({ projected: 1, emitted: 1, lastEventId: 'a/1' });
      expect(await sequences()).toEqual([1, 2, 3]);
    });

    it('gives documents back as they were written, those that exist, and replaces them whole', async () => {
      const fields = {
        list: [1, 2.5, { deep: [true, null] }],
        nothing: null,
        when: '2026-01-02T03:04:05.678Z',
      };
      await commit(noteSpan('a', 'First', fields), noteSpan('b', 'Second'));
      const load = () => opened.readModel.loadDocuments(PROJECTED_NOTES, ['a', 'b', 'c']);
      const [a, b] = [
        { id: 'a', title: 'First', searchWords: ['first'], ...fields },
        { id: 'b', title: 'Second', searchWords: ['second'] },
      ];
      expect(await load()).toEqual(
        new Map([
          ['a', a],
          ['b', b],
        ]),
      );
      await commit(noteSpan('a', 'Third', { from: 0, to: 1 }));
      expect((await load()).get('a')).toEqual({ id: 'a', title: 'Third', searchWords: ['third'] });
    });

    it('deletes documents, and keeps the status of their streams', async () => {
      await commit(noteSpan('a', 'First'));
      const last = noteSpan('a', 'unused', { from: 0, to: 1 });
      const gone = last.documents.map((write) => ({ ...write, document: undefined }));
      await commit({ ...last, documents: gone });
      expect(await document('a')).toBeUndefined();
      expect((await opened.readModel.loadDocuments(PROJECTED_NOTES, ['a'])).size).toBe(0);
      expect(await status('a')).toMatchObject({ projected: 1, lastEventId: 'a/1' });
    });

    it('gives the documents whose ids begin alike, and no others', async () => {
      const ids = ['s:b', 's:a/#\u{1f600}', 's:', 's', 't:a', 's:\u{10ffff}', 'S:a', 's;'];
      await commit(...ids.map((id) => noteSpan(id, id)));
      const listed = await opened.readModel.listDocuments({ collection: PROJECTED_NOTES, idPrefix: 's:' });
      const wanted = ids.filter((id) => id.startsWith('s:'));
      expect(listed.toSorted((one, other) => (one.id < other.id ? -1 : 1))).toMatchObject(
        wanted.toSorted().map((id) => ({ id, title: id })),
      );
    });

    it('stores many documents of one stream with it, or none', async () => {
      const span = noteSpan('s', 'unused');
      const many = Array.from({ length: 600 }, (_, n) => {
        const id = `s:${n}`;
        return {
          collection: PROJECTED_NOTES,
          id,
          revision: n,
          document: { id, title: 'x' },
        };
      });
      const list = () => opened.readModel.listDocuments({ collection: PROJECTED_NOTES, idPrefix: 's:' });
      await expect(commit({ ...span, from: 3, documents: many })).rejects.toMatchObject({
        code: 'stale-spans',
      });
      expect(await list()).toEqual([]);
      await commit({ ...span, documents: many });
      expect(await list()).toHaveLength(600);
      expect(await document('s:7')).toMatchObject({ revision: 7 });
      const gone = many.map((write) => ({ ...write, document: undefined }));
      await commit({ ...span, from: 0, to: 1, documents: gone, cloudEvents: [] });
      expect(await list()).toEqual([]);
    });

    it('stores nothing at all when one of its streams has moved on, and names it', async () => {
      await commit(noteSpan('a', 'First'));
      const stale = commit(noteSpan('b', 'Second'), noteSpan('a', 'First again'));
      await expect(stale).rejects.toMatchObject({
        kind: 'conflict',
        code: 'stale-spans',
        streams: expect.arrayContaining(['a']),
      });
      const ahead = commit(noteSpan('b', 'Second'), noteSpan('c', 'Third', { from: 4, to: 5 }));
      await expect(ahead).rejects.toMatchObject({ code: 'stale-spans' });
      expect(await document('b')).toBeUndefined();
      expect(await status('b')).toBeUndefined();
      expect((await document('a'))?.title).toBe('First');
      expect(await sequences()).toEqual([1]);
    });

    it('stores nothing at all of documents of another generation than the one that is shown', async () => {
      const { generation } = opened.readModel;
      await commit(noteSpan('a', 'First', { generation }));
      for (const other of [generation + 1, generation - 1]) {
        const stale = commit(
          noteSpan('b', 'Second', { generation }),
          noteSpan('a', 'Other', { from: 0, to: 1, generation: other }),
        );
        await expect(stale).rejects.toMatchObject({ code: 'stale-spans', streams: ['a'] });
      }
      expect(await document('b')).toBeUndefined();
      expect(await status('a')).toMatchObject({ projected: 0 });
      expect(await sequences()).toEqual([1]);
    });

    it('adds no CloudEvent that the feed holds already, and gives the others the next numbers', async () => {
      await commit(noteSpan('a', 'First'));
      const twice = {
        ...noteSpan('b', 'Second', { to: 1 }),
        cloudEvents: [noteCloudEvent('b', 0), noteCloudEvent('a', 0), noteCloudEvent('b', 1)],
      };
      await commit(twice, noteSpan('c', 'Third'));
      expect(await status('b')).toMatchObject({ projected: 1, emitted: 1 });
      const { events } = await opened.feed.page({ after: 0, limit: 10 });
      expect(events.map(({ id, sequence }) => [id, Number(sequence)])).toEqual([
        ['a/0', 1],
        ['b/0', 2],
        ['b/1', 3],
        ['c/0', 4],
      ]);
    });

    it('of many at once gives each its own numbers, without a gap', async () => {
      const streams = Array.from({ length: 20 }, () => randomUUID());
      await Promise.all(streams.map((stream) => commit(noteSpan(stream, stream, { to: 2 }))));
      expect(await sequences()).toEqual(Array.from({ length: 60 }, (_, n) => n + 1));
    });

    it('lets one of several who project the same events win, and tells the others', async () => {
      const outcomes = await Promise.allSettled(
        Array.from({ length: 5 }, (_, n) => commit(noteSpan('a', `Worker ${n}`, { to: 2 }))),
      );
      const lost = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason] : []));
      expect(lost).toHaveLength(4);
      for (const reason of lost) expect(reason).toMatchObject({ code: 'stale-spans' });
      expect(await sequences()).toEqual([1, 2, 3]);
    });

    it('sets an aggregate aside, and takes it back with the next span', async () => {
      await commit(noteSpan('a', 'First'));
      await setAside('a', 0);
      expect(await status('a')).toMatchObject({
        projected: 0,
        lastEventId: 'a/0',
        failure: failureAt('a', 1),
      });
      expect(await opened.statuses.countFailures()).toEqual(new Map([['projection-failed', 1]]));
      await commit(noteSpan('a', 'Second', { from: 0, to: 1 }));
      expect((await status('a'))?.failure).toBeUndefined();
      expect(await opened.statuses.countFailures()).toEqual(new Map());
    });

    it('sets an aggregate aside at its first event, and begins it when that can be projected', async () => {
      await setAside('a', -1);
      expect(await status('a')).toMatchObject({ projected: -1, emitted: -1, failure: { revision: 0 } });
      expect((await status('a'))?.lastEventId).toBeUndefined();
      expect(await opened.statuses.countFailures()).toEqual(new Map([['projection-failed', 1]]));
      await commit(noteSpan('a', 'First'));
      expect(await status('a')).toMatchObject({ projected: 0, emitted: 0, lastEventId: 'a/0' });
      expect(await opened.statuses.countFailures()).toEqual(new Map());
    });

    it('lists statuses and those that are set aside by the names of their streams, page by page', async () => {
      await commit(...['c', 'a', 'd', 'b'].map((stream) => noteSpan(stream, stream)));
      for (const stream of ['d', 'a']) await setAside(stream, 0);
      const names = async (list: 'listStatuses' | 'listFailures', limit: number, after?: string) =>
        (await opened.statuses[list]({ limit, ...(after === undefined ? {} : { after }) })).map(
          ({ stream }) => stream,
        );
      expect(await names('listStatuses', 3)).toEqual(['a', 'b', 'c']);
      expect(await names('listStatuses', 3, 'c')).toEqual(['d']);
      expect(await names('listFailures', 1)).toEqual(['a']);
      expect(await names('listFailures', 5, 'a')).toEqual(['d']);
    });

    it('keeps the mark of an aggregate that was set aside while it is told to, and takes it away with the next span', async () => {
      await setAside('a', -1);
      await commit({ ...noteSpan('a', 'First'), keepsFailure: true });
      expect(await status('a')).toMatchObject({ projected: 0, failure: failureAt('a', 0) });
      expect((await document('a'))?.title).toBe('First');
      await commit(noteSpan('a', 'Second', { from: 0, to: 1 }));
      expect((await status('a'))?.failure).toBeUndefined();
    });

    it('remembers which events were left out, and what is still to be told of them', async () => {
      await setAside('a', -1);
      const skipped = {
        id: randomUUID(),
        stream: 'a',
        revision: 0,
        eventId: 'a/0',
        eventType: 'note.written.v1',
        reason: 'no',
        note: 'Written by mistake',
        skippedBy: 'ada',
        skippedAt: '2026-11-21T10:00:00.000Z',
      };
      await commit({ ...noteSpan('a', 'unused'), documents: [], skipped });
      await commit(noteSpan('a', 'First', { from: 0, to: 1 }));
      const { id, stream, eventType, reason, ...kept } = skipped;
      expect(await status('a')).toMatchObject({ projected: 1, failure: undefined, skipped: [kept] });
      expect(await opened.quarantine.unrecorded(10)).toEqual([skipped]);
      await opened.quarantine.recorded(id);
      expect(await opened.quarantine.unrecorded(10)).toEqual([]);
      expect((await status('b'))?.skipped).toBeUndefined();
    });

    it('sets a stream back to what its log says now, and begins it anew when there is none', async () => {
      await commit(noteSpan('a', 'Lost', { to: 5 }), noteSpan('b', 'Lost', { to: 5 }));
      await setAside('a', 5);
      const found = { ...noteSpan('a', 'Found', { from: 5, to: 2 }), emitted: 2, cloudEvents: [] };
      await commit({ ...found, isSetBack: true });
      expect(await status('a')).toMatchObject({ projected: 2, emitted: 2, lastEventId: 'a/2' });
      expect((await status('a'))?.failure).toBeUndefined();
      const none = { from: 5, to: -1, emitted: -1, lastEventId: undefined, documents: [], cloudEvents: [] };
      await commit({ ...noteSpan('b', 'unused'), ...none, isSetBack: true });
      expect(await status('b')).toMatchObject({ projected: -1, emitted: -1 });
      expect((await status('b'))?.lastEventId).toBeUndefined();
      const again = { ...noteSpan('b', 'Again'), cloudEvents: [noteCloudEvent('b', 6)] };
      await commit(again);
      expect(await status('b')).toMatchObject({ projected: 0, emitted: 0, lastEventId: 'b/0' });
    });

    it('remembers up to where the feed was told, also of spans that tell it nothing', async () => {
      await commit(noteSpan('a', 'First', { to: 2 }));
      await commit({ ...noteSpan('a', 'Again', { from: 2, to: 3 }), emitted: 1, cloudEvents: [] });
      expect(await status('a')).toMatchObject({ projected: 3, emitted: 2 });
    });

    it('writes whatever is there when it is told to do without its guard', async () => {
      const documents = ['a', 'b'].flatMap((id) => noteSpan(id, 'Late', { from: 2, to: 3 }).documents);
      const commandId = randomUUID();
      const metadata = {
        $correlationId: commandId,
        $causationId: commandId,
        commandId,
        sequenceNumber: 0,
        actor: 'otto',
        occurredAt: '2026-11-21T10:00:00.000Z',
      };
      const event = {
        id: 'a/3',
        type: 'note.written.v1',
        data: {},
        stream: 'a',
        revision: 3,
        position: '1',
        metadata,
      };
      await opened.readModel.writeUnguarded(documents, event, [noteCloudEvent('a', 3)]);
      for (const id of ['a', 'b']) expect(await document(id)).toMatchObject({ title: 'Late', revision: 3 });
      expect(await status('a')).toMatchObject({ projected: 3, emitted: 3, lastEventId: 'a/3' });
      expect(await sequences()).toEqual([1]);
    });
  });
}
