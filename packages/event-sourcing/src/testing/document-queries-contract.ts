import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DocumentQuery } from '../read-side/document-queries.ts';
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
      expect(note).toEqual({ id: 'a', title: 'First', searchText: 'first', revision: 1 });
      expect(new Date(projectedAt ?? '').toISOString()).toBe(projectedAt);
      expect(await opened.documents.get(PROJECTED_NOTES, 'b')).toBeUndefined();
      expect(await list({})).toEqual({ items: [{ ...note, projectedAt }] });
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
        [next, 'searchText', false],
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

    it('finds a text as it is written, never as a pattern or a field', async () => {
      await commit(noteSpan('a', 'Cost in $searchText'), noteSpan('b', 'a.*b'), noteSpan('c', 'aXXb'));
      expect(await idsOf({ search: '$SEARCHTEXT' })).toEqual(['a']);
      expect(await idsOf({ search: 'a.*B' })).toEqual(['b']);
      expect(await idsOf({ search: '' })).toHaveLength(3);
      expect(await walk({ search: 'b', limit: 1 })).toEqual(['b', 'c']);
    });
  });
}
