import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DocumentFilter, DocumentQuery } from '../read-side/document-queries.ts';
import type { ProjectedSpan } from '../reconciliation/read-model-store.ts';
import { noteSpan, type OpenedReadModel, PROJECTED_NOTES, type ProjectedNote } from './projected-note.ts';

/** More than any test stores: pages without an end are noticed. */
const MOST_DOCUMENTS = 10;

/** What every implementation of the `DocumentQueries` port must do, as tests; `open` opens an empty read model for each. */
export function documentQueriesContract(name: string, open: () => Promise<OpenedReadModel>): void {
  describe(name, () => {
    let opened: OpenedReadModel;
    beforeEach(async () => {
      opened = await open();
    });
    afterEach(async () => {
      await opened.close();
    });

    const commit = (...spans: ProjectedSpan[]) => opened.readModel.commit(spans);
    const list = (query: Partial<DocumentQuery>) =>
      opened.documents.list<ProjectedNote>({
        collection: PROJECTED_NOTES,
        where: {},
        sort: { field: 'title', descending: false },
        limit: MOST_DOCUMENTS,
        ...query,
      });
    const idsOf = async (query: Partial<DocumentQuery>) => (await list(query)).items.map(({ id }) => id);

    /** What is seen by whoever goes through all pages. */
    async function walk(query: Partial<DocumentQuery>): Promise<string[]> {
      const seen: string[] = [];
      for (let cursor: string | undefined; ; ) {
        const page = await list({ ...query, ...(cursor === undefined ? {} : { cursor }) });
        expect(page.items.length).toBeLessThanOrEqual(query.limit ?? MOST_DOCUMENTS);
        seen.push(...page.items.map(({ id }) => id));
        expect(seen.length).toBeLessThanOrEqual(MOST_DOCUMENTS);
        cursor = page.next;
        if (cursor === undefined) return seen;
      }
    }

    it('gives one document with its revision and when it was projected, and nothing for an id that there is not', async () => {
      await commit(noteSpan('a', 'First', { to: 1 }));
      const { projectedAt, ...note } = (await opened.documents.get(PROJECTED_NOTES, 'a')) ?? {};
      expect(note).toEqual({ id: 'a', title: 'First', searchWords: ['first'], revision: 1 });
      expect(new Date(projectedAt ?? '').toISOString()).toBe(projectedAt);
      expect(await opened.documents.get(PROJECTED_NOTES, 'b')).toBeUndefined();
      expect(await list({})).toEqual({ items: [{ ...note, projectedAt }] });
    });

    it('gives many documents at once by their ids, those that there are, without the fields that are not wanted', async () => {
      await commit(noteSpan('a', 'First', { heavy: 1 }), noteSpan('b', 'Second'), noteSpan('c', 'Third'));
      const found = await opened.documents.getMany<ProjectedNote>(PROJECTED_NOTES, ['c', 'none', 'a', 'c']);
      expect([...found.keys()].toSorted()).toEqual(['a', 'c']);
      expect(found.get('a')).toEqual(await opened.documents.get(PROJECTED_NOTES, 'a'));
      const light = await opened.documents.getMany<ProjectedNote>(PROJECTED_NOTES, ['a'], {
        omit: ['heavy'],
      });
      expect(light.get('a')).toMatchObject({ id: 'a', title: 'First', revision: 0 });
      expect(light.get('a')).not.toHaveProperty('heavy');
      expect(await opened.documents.getMany(PROJECTED_NOTES, [])).toEqual(new Map());
    });

    it('lists in pages that miss and repeat nothing, in both directions, also where values are equal', async () => {
      const titles = ['b', 'a', 'c', 'b', 'b', 'a', 'd'];
      await commit(...titles.map((title, n) => noteSpan(`n-${n}`, title)));
      const sorted = titles
        .map((title, n) => `${title} n-${n}`)
        .toSorted()
        .map((both) => both.slice(2));
      for (const descending of [false, true]) {
        const seen = await walk({ sort: { field: 'title', descending }, limit: 2 });
        expect(seen).toEqual(descending ? sorted.toReversed() : sorted);
      }
    });

    it('lists in pages that miss and repeat nothing where documents lack the field it is sorted by, which come first', async () => {
      const ranks = [undefined, 2, null, 1, undefined, 2];
      await commit(...ranks.map((rank, n) => noteSpan(`n-${n}`, 'x', rank === undefined ? {} : { rank })));
      const sorted = ['n-0', 'n-2', 'n-4', 'n-3', 'n-1', 'n-5'];
      for (const descending of [false, true]) {
        const seen = await walk({ sort: { field: 'rank', descending }, limit: 1 });
        expect(seen).toEqual(descending ? sorted.toReversed() : sorted);
      }
    });

    it('has no further page when the last one is full', async () => {
      await commit(noteSpan('a', 'x'), noteSpan('b', 'y'));
      expect(await list({ limit: 2 })).not.toHaveProperty('next');
    });

    it('refuses a cursor that is none, or of another order', async () => {
      await commit(noteSpan('a', 'x'), noteSpan('b', 'y'));
      const { next = '' } = await list({ limit: 1 });
      for (const [cursor, field, descending] of [
        ['nonsense', 'title', false],
        [next, 'title', true],
        [next, 'rank', false],
      ] as const) {
        await expect(list({ cursor, sort: { field, descending } })).rejects.toMatchObject({
          kind: 'invalid',
          code: 'invalid-cursor',
          places: [{ pointer: '?cursor' }],
        });
      }
    });

    it('finds documents whose fields equal what is wanted, all of them, and of the same type', async () => {
      await commit(
        noteSpan('a', 'x', { owner: 'otto', size: 1, isOpen: true }),
        noteSpan('b', 'x', { owner: 'otto', size: 2, isOpen: true }),
        noteSpan('c', 'x', { owner: 'ada', size: '1', isOpen: false }),
      );
      expect(await idsOf({ where: { owner: 'otto' } })).toEqual(['a', 'b']);
      expect(await idsOf({ where: { size: 1 } })).toEqual(['a']);
      expect(await idsOf({ where: { isOpen: true, size: 2 } })).toEqual(['b']);
      expect(await idsOf({ where: { owner: 'ada', isOpen: true } })).toEqual([]);
      expect(await walk({ where: { owner: 'otto' }, limit: 1 })).toEqual(['a', 'b']);
    });

    it('finds documents that hold a value in a list', async () => {
      await commit(
        noteSpan('a', 'x', { labels: ['red', 'blue'] }),
        noteSpan('b', 'x', { labels: [] }),
        noteSpan('c', 'x', { labels: ['red'] }),
      );
      expect(await walk({ where: { labels: 'red' }, limit: 1 })).toEqual(['a', 'c']);
      expect(await idsOf({ where: { labels: 'green' } })).toEqual([]);
    });

    it('finds documents whose fields lie in a range, which holds its beginning and not its end', async () => {
      await commit(
        noteSpan('a', 'x', { size: 1, name: 'alpha' }),
        noteSpan('b', 'x', { size: 2, name: 'beta' }),
        noteSpan('c', 'x', { size: 3, name: 'gamma' }),
        noteSpan('d', 'x', { size: '2', name: null }),
        noteSpan('e', 'x'),
      );
      expect(await idsOf({ ranges: { size: { from: 2 } } })).toEqual(['b', 'c']);
      expect(await idsOf({ ranges: { size: { from: 1, before: 3 } } })).toEqual(['a', 'b']);
      expect(await idsOf({ ranges: { name: { before: 'gamma' } }, where: { size: 2 } })).toEqual(['b']);
      expect(await walk({ ranges: { name: { from: '' } }, limit: 1 })).toEqual(['a', 'b', 'c']);
      expect(await idsOf({ ranges: { name: {} } })).toHaveLength(5);
    });

    it('finds documents by the beginnings of words, never by a pattern or a field', async () => {
      await commit(
        noteSpan('a', 'Cost in $searchWords'),
        noteSpan('b', 'a.*b'),
        noteSpan('c', 'aXXb'),
        noteSpan('d', 'Bare costs'),
      );
      expect(await idsOf({ search: '$SEARCHWORDS' })).toEqual(['a']);
      expect(await idsOf({ search: 'a.*B' })).toEqual(['b']);
      expect(await idsOf({ search: 'cos' })).toEqual(['d', 'a']);
      expect(await idsOf({ search: 'cost ba' })).toEqual(['d']);
      expect(await idsOf({ search: 'ost' })).toEqual([]);
      expect(await idsOf({ search: '.*' })).toEqual([]);
      expect(await idsOf({ search: '' })).toHaveLength(4);
      expect(await walk({ search: 'b', limit: 1 })).toEqual(['d', 'b']);
    });

    it('does not take the end of one word and the beginning of another for one word between', async () => {
      await commit(noteSpan('a', 'apple zebra'));
      expect(await idsOf({ search: 'mango' })).toEqual([]);
    });

    it('leaves fields out that are not wanted, and still goes on by them', async () => {
      await commit(noteSpan('a', 'x', { heavy: { of: [1] } }), noteSpan('b', 'y', { heavy: 1 }));
      const page = await list({ omit: ['heavy', 'title'], limit: 1 });
      expect(page.items.map((item) => [item.id, 'heavy' in item, 'title' in item])).toEqual([
        ['a', false, false],
      ]);
      expect(await walk({ omit: ['heavy', 'title'], limit: 1 })).toEqual(['a', 'b']);
    });

    it('counts what a list would hold, all pages together', async () => {
      await commit(
        ...['x', 'x', 'y'].map((title, n) => noteSpan(`n-${n}`, title, { size: n, labels: [title] })),
      );
      const count = (filter: Partial<DocumentFilter>) =>
        opened.documents.count({ collection: PROJECTED_NOTES, where: {}, ...filter });
      expect(await count({})).toBe(3);
      expect(await count({ where: { title: 'x' } })).toBe(2);
      expect(await count({ where: { labels: 'y' }, ranges: { size: { from: 1 } } })).toBe(1);
      expect(await count({ where: { title: 'x' }, search: 'x' })).toBe(2);
      expect(await count({ search: 'z' })).toBe(0);
    });
  });
}
