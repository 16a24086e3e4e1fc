import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { GenerationPlace, TouchedStream } from '../rebuild/rebuild-store.ts';
import type { ProjectedSpan } from '../reconciliation/read-model-store.ts';
import { noteSpan, type OpenedReadModel, PROJECTED_NOTES, type ProjectedNote } from './projected-note.ts';

/** What every implementation of the `RebuildStore` port must do, as tests; `open` opens a read model of its own for each. */
export function rebuildStoreContract(name: string, open: () => Promise<OpenedReadModel>): void {
  describe(name, () => {
    let opened: OpenedReadModel;
    beforeEach(async () => {
      opened = await open();
      isSettled = true;
    });
    afterEach(async () => {
      await opened.close();
    });

    const store = () => opened.rebuildStore;
    const commit = (...spans: ProjectedSpan[]) => opened.readModel.commit(spans);
    const shown = async (id: string) =>
      (await opened.documents.get<ProjectedNote>(PROJECTED_NOTES, id))?.title;
    const begin = () => store().begin([PROJECTED_NOTES]);
    const write = (generation: number, id: string, title: string, revision = 0) =>
      store().write(generation, noteSpan(id, title, { to: revision }).documents);
    const settled: TouchedStream[][] = [];
    let isSettled = true;
    const swap = (
      generation: number,
      maxTouched = 100,
      settle: (id: string) => Promise<void> = async () => {},
    ) => {
      settled.length = 0;
      return store().swap(generation, [PROJECTED_NOTES], {
        maxTouched,
        settle: async (touched) => {
          settled.push([...touched]);
          for (const { stream } of touched) await settle(stream);
          return isSettled;
        },
      });
    };

    it('shows nothing of a generation until it is swapped, and then all of it', async () => {
      await commit(noteSpan('a', 'Old'), noteSpan('b', 'Old, too'));
      const generation = await begin();
      expect(generation).toBeGreaterThan(opened.readModel.generation);
      await write(generation, 'a', 'New');
      await store().complete(generation, [PROJECTED_NOTES]);
      expect([await shown('a'), await shown('b')]).toEqual(['Old', 'Old, too']);
      expect(await swap(generation)).toBe(true);
      expect([await shown('a'), await shown('b')]).toEqual(['New', undefined]);
      expect(opened.readModel.generation).toBe(generation);
    });

    it('answers a swap that has happened already as done, and settles nothing again', async () => {
      const generation = await begin();
      await write(generation, 'a', 'New');
      expect(await swap(generation)).toBe(true);
      await commit(noteSpan('a', 'Newer', { from: -1, to: 1, generation }));
      expect(await swap(generation)).toBe(true);
      expect(settled).toEqual([]);
      expect(await shown('a')).toBe('Newer');
    });

    it('lets commits go on in the generation that is shown, and refuses what was made of the one before', async () => {
      await commit(noteSpan('a', 'Old'));
      const generation = await begin();
      await write(generation, 'a', 'New');
      await swap(generation);
      const stale = commit(noteSpan('a', 'Stale', { from: 0, to: 1, generation: 0 }));
      await expect(stale).rejects.toMatchObject({ code: 'stale-spans' });
      await commit(noteSpan('a', 'Newer', { from: 0, to: 1, generation }));
      expect(await shown('a')).toBe('Newer');
      expect([...(await opened.readModel.loadDocuments(PROJECTED_NOTES, ['a'])).values()]).toMatchObject([
        { title: 'Newer' },
      ]);
    });

    it('tells followers of a swap before it tells of anything that is projected after it', async () => {
      const seen: string[] = [];
      const ended = new AbortController();
      const isOpen = Promise.withResolvers<void>();
      const following = opened.signals.follow(
        {
          onOpen: isOpen.resolve,
          onSwapped: () => seen.push('swapped'),
          onProjected: ({ stream }) => {
            seen.push(stream);
            if (stream === 'b') ended.abort();
          },
        },
        { signal: ended.signal },
      );
      await isOpen.promise;
      await commit(noteSpan('a', 'Old'));
      const generation = await begin();
      await swap(generation);
      await commit(noteSpan('b', 'New', { generation }));
      await following;
      expect(seen).toEqual(['a', 'swapped', 'b']);
    });

    it('notes what is projected while a rebuild runs, how far, and nothing before and after', async () => {
      await commit(noteSpan('a', 'Old'));
      const generation = await begin();
      expect(await store().loadTouched(10)).toEqual([]);
      await commit(noteSpan('b', 'New'));
      await commit(noteSpan('a', 'New', { from: 0, to: 3 }));
      const touched = (await store().loadTouched(10)).toSorted(
        (one, other) => one.projected - other.projected,
      );
      expect(touched).toEqual([
        { stream: 'b', projected: 0 },
        { stream: 'a', projected: 3 },
      ]);
      expect(await store().loadTouched(1)).toHaveLength(1);
      expect([await store().isTouched('b'), await store().isTouched('c')]).toEqual([true, false]);
      await store().discard(generation);
      await commit(noteSpan('c', 'Later'));
      await begin();
      expect(await store().loadTouched(10)).toEqual([]);
    });

    it('forgets a note only if nothing was projected since, and none of another rebuild', async () => {
      const former = await begin();
      const generation = await begin();
      await commit(noteSpan('a', 'New'), noteSpan('b', 'New'));
      const touched = await store().loadTouched(10);
      await commit(noteSpan('a', 'Newer', { from: 0, to: 1 }));
      await store().forgetTouched(former, touched);
      expect(await store().loadTouched(10)).toHaveLength(2);
      await store().forgetTouched(generation, touched);
      expect(await store().loadTouched(10)).toEqual([{ stream: 'a', projected: 1 }]);
    });

    it('settles what was touched within the swap, and does not swap when that is too much', async () => {
      const generation = await begin();
      await commit(noteSpan('a', 'One'), noteSpan('b', 'Two'));
      expect(await swap(generation, 1)).toBe(false);
      expect(settled).toEqual([]);
      expect(await shown('a')).toBe('One');
      isSettled = false;
      expect(await swap(generation, 2)).toBe(false);
      expect(await shown('a')).toBe('One');
      isSettled = true;
      expect(await swap(generation, 2, (id) => write(generation, id, `Settled ${id}`))).toBe(true);
      expect(
        settled
          .flat()
          .map(({ stream }) => stream)
          .toSorted(),
      ).toEqual(['a', 'b']);
      expect([await shown('a'), await shown('b')]).toEqual(['Settled a', 'Settled b']);
    });

    it('swaps nothing when what was touched cannot be settled', async () => {
      await commit(noteSpan('a', 'Old'));
      const generation = await begin();
      await commit(noteSpan('a', 'Newer', { from: 0, to: 1 }));
      const failing = swap(generation, 10, () => Promise.reject(new Error('cannot')));
      await expect(failing).rejects.toThrow('cannot');
      expect(await shown('a')).toBe('Newer');
      await commit(noteSpan('a', 'Newest', { from: 1, to: 2, generation: 0 }));
    });

    it('refuses the swap of a rebuild that another one has taken over from, or that was discarded', async () => {
      await commit(noteSpan('a', 'Old'));
      const first = await begin();
      const second = await begin();
      expect(second).toBeGreaterThan(first);
      await expect(swap(first)).rejects.toMatchObject({ kind: 'conflict', code: 'rebuild-overtaken' });
      await store().discard(first);
      await write(second, 'a', 'New');
      await store().discard(second);
      await expect(swap(second)).rejects.toMatchObject({ code: 'rebuild-overtaken' });
      expect(await shown('a')).toBe('Old');
    });

    it('reads a generation as it is written, beside the one that is shown', async () => {
      await commit(noteSpan('a', 'Old', { to: 2 }), noteSpan('c', 'Old'));
      const generation = await begin();
      await store().write(generation, [
        ...noteSpan('a', 'First', { to: 1 }).documents,
        ...noteSpan('b', 'Second', { to: 4 }).documents,
      ]);
      await write(generation, 'a', 'Third', 3);
      const [gone] = noteSpan('b', 'unused', { to: 5 }).documents;
      if (gone !== undefined) await store().write(generation, [{ ...gone, document: undefined }]);
      const titles = async (place: GenerationPlace) =>
        [...(await store().loadPlaced(place, PROJECTED_NOTES, ['a', 'b', 'c']))].map(
          ([id, { document, revision }]) => [id, (document as ProjectedNote).title, revision],
        );
      expect(await titles({ generation })).toEqual([['a', 'Third', 3]]);
      expect((await titles('shown')).toSorted()).toEqual([
        ['a', 'Old', 2],
        ['c', 'Old', 0],
      ]);
    });

    it('lists ids page by page, in their order', async () => {
      await commit(...['d', 'b', 'a', 'c', 'e'].map((id) => noteSpan(id, 'Note')));
      const ids = (after?: string) => store().listIds('shown', PROJECTED_NOTES, { after, limit: 2 });
      expect([await ids(), await ids('b'), await ids('d')]).toEqual([['a', 'b'], ['c', 'd'], ['e']]);
    });

    it('lists ids that begin alike page by page, and no others', async () => {
      await commit(...['s', 's:c', 's:a', 't:a', 's:b', 's;'].map((id) => noteSpan(id, 'Note')));
      const ids = (after?: string) =>
        store().listIds('shown', PROJECTED_NOTES, { after, idPrefix: 's:', limit: 2 });
      expect([await ids(), await ids('s:b'), await ids('s:c')]).toEqual([['s:a', 's:b'], ['s:c'], []]);
    });

    it('goes on from generation to generation, and drops what was replaced only when it is old enough', async () => {
      await commit(noteSpan('a', 'Old'), noteSpan('b', 'Old'));
      expect(await store().describe([PROJECTED_NOTES])).toEqual([
        { projection: PROJECTED_NOTES, generation: 0, documents: 2 },
      ]);
      for (const title of ['Second', 'Third']) {
        const generation = await begin();
        await write(generation, 'a', title);
        await swap(generation);
        expect(await shown('a')).toBe(title);
        const described = [{ projection: PROJECTED_NOTES, generation, documents: 1 }];
        expect(await store().describe([PROJECTED_NOTES])).toEqual(described);
        await store().dropReplaced(600_000);
        await store().dropReplaced(0);
        expect(await shown('a')).toBe(title);
      }
    });
  });
}
