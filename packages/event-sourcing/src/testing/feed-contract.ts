import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ProjectionObserver } from '../read-side/feed.ts';
import type { FeedEntry } from '../read-side/feed-writer.ts';
import type { ProjectedSpan } from '../reconciliation/read-model-store.ts';
import { noteCloudEvent, noteSpan, type OpenedReadModel } from './projected-note.ts';

/** What every implementation of the ports `Feed`, `FeedWriter` and `ProjectionSignals` must do, as tests; `open` opens an empty read model for each. */
export function feedContract(name: string, open: () => Promise<OpenedReadModel>): void {
  describe(name, () => {
    let opened: OpenedReadModel;
    beforeEach(async () => {
      opened = await open();
    });
    afterEach(async () => {
      await opened.close();
    });

    const commit = (...spans: ProjectedSpan[]) => opened.readModel.commit(spans);
    const append = (...entries: FeedEntry[]) => opened.feedWriter.append(entries);
    const entry = (stream: string, revision: number, type = 'note.shared.v1'): FeedEntry => ({
      cloudEvent: { ...noteCloudEvent(stream, revision), id: randomUUID(), type },
      stream,
      revision,
    });
    const events = async () => (await opened.feed.page({ after: 0, limit: 500 })).events;
    const idsOf = (entries: readonly FeedEntry[]) => entries.map(({ cloudEvent }) => cloudEvent.id);
    const numbersUpTo = (count: number) => Array.from({ length: count }, (_, n) => n + 1);

    it('says up to where it has looked, also where a filter lets nothing through', async () => {
      expect(await opened.feed.head()).toBe(0);
      expect(await opened.feed.page({ after: 0, limit: 2 })).toEqual({ events: [], lookedUpTo: 0 });
      await commit(noteSpan('a', 'x', { to: 4 }));
      const page = await opened.feed.page({ after: 1, limit: 2 });
      expect(page).toMatchObject({ lookedUpTo: 3, events: [{ revision: 1 }, { revision: 2 }] });
      expect(await opened.feed.page({ after: 1, limit: 2, subject: 'nobody' })).toEqual({
        events: [],
        lookedUpTo: 5,
      });
      expect(await opened.feed.page({ after: 5, limit: 2 })).toEqual({ events: [], lookedUpTo: 5 });
      expect(await opened.feed.head()).toBe(5);
      expect(await opened.feed.sequenceOf('a/3')).toBe(4);
      expect(await opened.feed.sequenceOf('unknown')).toBeUndefined();
    });

    it('gives events of some types or of one subject, as many as are wanted', async () => {
      await commit(noteSpan('a', 'x', { to: 1 }), noteSpan('b', 'y'));
      await append(entry('a', 2));
      const revisions = async (query: { types?: string[]; subject?: string }, after = 0, limit = 10) => {
        const page = await opened.feed.page({ after, limit, ...query });
        return [page.events.map(({ subject, revision }) => `${subject} ${revision}`), page.lookedUpTo];
      };
      expect(await revisions({ subject: 'a' })).toEqual([['a 0', 'a 1', 'a 2'], 4]);
      expect(await revisions({ types: ['note.written.v1'] }, 1)).toEqual([['a 1', 'b 0'], 4]);
      expect(await revisions({ types: ['note.shared.v1'], subject: 'b' })).toEqual([[], 4]);
      expect(await revisions({ types: ['note.shared.v1', 'note.written.v1'] }, 2)).toEqual([
        ['b 0', 'a 2'],
        4,
      ]);
      expect(await revisions({ types: [] })).toEqual([[], 4]);
      expect(await revisions({ subject: 'a' }, 0, 2)).toEqual([['a 0', 'a 1'], 2]);
    });

    it('gives the last events from its end or from before one of them, in its order', async () => {
      await commit(noteSpan('a', 'x', { to: 2 }), noteSpan('b', 'y'));
      await append(entry('a', 3));
      const last = async (
        limit: number,
        query: { before?: number; types?: string[]; subject?: string } = {},
      ) => {
        const page = await opened.feed.lastPage({ limit, ...query });
        return [page.events.map(({ subject, revision }) => `${subject} ${revision}`), page.lookedUpTo];
      };
      expect(await last(2)).toEqual([['b 0', 'a 3'], 5]);
      expect(await last(2, { before: 4 })).toEqual([['a 1', 'a 2'], 3]);
      expect(await last(9, { subject: 'a', before: 5 })).toEqual([['a 0', 'a 1', 'a 2'], 4]);
      expect(await last(1, { types: ['note.written.v1'] })).toEqual([['b 0'], 5]);
      expect(await last(2, { before: 1 })).toEqual([[], 0]);
      expect(await last(1, { before: 99 })).toEqual([['a 3'], 5]);
    });

    it('takes events in their order with the next numbers, among those that are projected', async () => {
      const entries = [entry('a', 0), entry('a', 1), entry('b', 0)];
      await commit(noteSpan('z', 'x'));
      await append(...entries);
      await commit(noteSpan('z', 'y', { from: 0, to: 1 }));
      const all = await events();
      expect(all.map(({ id }) => id)).toEqual(['z/0', ...idsOf(entries), 'z/1']);
      expect(all.map(({ sequence }) => sequence)).toEqual(
        numbersUpTo(5).map((n) => String(n).padStart(20, '0')),
      );
      const [, ...added] = all;
      expect(added[1]).toEqual({ ...entries[1]?.cloudEvent, sequence: added[1]?.sequence });
    });

    it('takes nothing twice: what is repeated keeps its number, and no number is left out', async () => {
      const [first, second, third] = [entry('a', 0), entry('a', 1), entry('a', 2)];
      await append(first, second);
      await append(first, second);
      await append(second, third, third);
      await append();
      const all = await events();
      expect(all.map(({ id }) => id)).toEqual(idsOf([first, second, third]));
      expect(all.map(({ sequence }) => Number(sequence))).toEqual(numbersUpTo(3));
    });

    it('takes each event once and without a gap when many add at once, among them the read path', async () => {
      const entries = Array.from({ length: 10 }, (_, n) => entry('a', n));
      await Promise.all([
        ...entries.map((each) => append(each)),
        ...entries.map((each) => append(each)),
        ...entries.map(() => commit(noteSpan(randomUUID(), 'x'))),
      ]);
      const all = await events();
      expect(all.map(({ sequence }) => Number(sequence))).toEqual(numbersUpTo(20));
      expect(new Set(all.map(({ id }) => id)).size).toBe(20);
    });

    describe('its signals', () => {
      /** Follows, does something once the follower is open, and answers what was told until so much had been. */
      async function told(count: number, act: () => Promise<void>): Promise<string[]> {
        const seen: string[] = [];
        const isOpen = Promise.withResolvers<void>();
        const ended = new AbortController();
        const see = (what: string) => {
          seen.push(what);
          if (seen.length === count) ended.abort();
        };
        const observer: ProjectionObserver = {
          onOpen: isOpen.resolve,
          onProjected: ({ stream, revision }) => see(`${stream} ${revision}`),
          onFeedGrown: () => see('grown'),
        };
        const following = opened.signals.follow(observer, { signal: ended.signal });
        await isOpen.promise;
        await act();
        await following;
        return seen;
      }

      it('tell of each event that is projected, once the follower is open', async () => {
        await commit(noteSpan('before', 'x'));
        const seen = await told(4, () => commit(noteSpan('a', 'x', { to: 1 })));
        expect(seen).toEqual(['a 0', 'grown', 'a 1', 'grown']);
      });

      it('let followers know that the feed has grown, and call nothing projected that has no projection', async () => {
        const added = entry('b', 0);
        const seen = await told(3, async () => {
          await append(added);
          await append(added);
          await commit(noteSpan('a', 'x'));
        });
        expect(seen).toEqual(['grown', 'a 0', 'grown']);
      });

      it('tell that an aggregate is set aside, which adds nothing to the feed', async () => {
        const failedAt = '2026-11-21T10:00:00.000Z';
        const event = { eventId: 'a/1', eventType: 'x', revision: 1 };
        const why = { code: 'projection-failed', reason: 'no', release: '1' } as const;
        const failure = { ...event, ...why, attempts: 3, failedAt };
        const seen = await told(5, async () => {
          await commit(noteSpan('a', 'x'));
          await commit({ ...noteSpan('a', 'x', { from: 0, to: 0 }), documents: [], failure });
          await commit(noteSpan('b', 'y'));
        });
        expect(seen).toEqual(['a 0', 'grown', 'a 1', 'b 0', 'grown']);
      });

      it('have nothing to say to a follower that has gone before it could follow', async () => {
        const seen: string[] = [];
        const observer: ProjectionObserver = {
          onOpen: () => seen.push('open'),
          onProjected: () => seen.push('projected'),
        };
        await opened.signals.follow(observer, { signal: AbortSignal.abort() });
        expect(seen).toEqual([]);
      });
    });
  });
}
