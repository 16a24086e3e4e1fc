import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DerivedProgress, DerivedStore, DerivedWrite } from '../derived/derived-store.ts';
import type { DocumentScan } from '../derived/document-scan.ts';
import type { Lease } from '../lease/leases.ts';
import type { ReadDocument } from '../reconciliation/projection.ts';

/** A store under test with a scan of what it stores, and how to be done with them. */
export interface OpenedDerivedStore {
  readonly store: DerivedStore;
  readonly scan: DocumentScan;
  /** Called once after each test. */
  close(): Promise<void>;
}

/** The collection that the documents of the contract are in. */
export const DERIVED_NOTES = 'derived-notes';

interface DerivedNote extends ReadDocument {
  readonly of: string;
  readonly text: string;
}

const NAME = 'notes';

/** What every implementation of the `DerivedStore` and `DocumentScan` ports must do, as tests; `open` opens empty ones for each. */
export function derivedStoreContract(name: string, open: () => Promise<OpenedDerivedStore>): void {
  describe(name, () => {
    let opened: OpenedDerivedStore;
    beforeEach(async () => {
      opened = await open();
    });
    afterEach(async () => {
      await opened.close();
    });

    const leaseOf = (epoch: number): Lease => ({ name: 'derived', owner: `o-${epoch}`, epoch, until: '' });
    const upTo = (takenUpTo: number): DerivedProgress => ({
      takenUpTo,
      generation: 0,
      savedAt: '2026-01-02T03:04:05.000Z',
    });
    const note = (id: string, of: string, revision = 1): DerivedWrite => {
      const document: DerivedNote = { id, of, text: `Note ${id}` };
      return { collection: DERIVED_NOTES, id, revision, document };
    };
    const idsOf = (rows: readonly { readonly id: string }[]) => rows.map(({ id }) => id);
    const all = async () =>
      idsOf(await opened.scan.scan({ collection: DERIVED_NOTES, fields: [], limit: 10 }));

    it('knows nothing of a projection that nobody has begun with, and afterwards how far it is', async () => {
      const { store } = opened;
      expect(await store.progressOf(NAME)).toBeUndefined();
      expect(await store.claim(NAME, leaseOf(1))).toBeUndefined();
      await store.commit(NAME, leaseOf(1), { progress: upTo(7) });
      expect(await store.progressOf(NAME)).toEqual(upTo(7));
      expect(await store.claim(NAME, leaseOf(2))).toEqual(upTo(7));
    });

    it('stores, replaces and deletes documents together with the progress', async () => {
      const { store } = opened;
      await store.claim(NAME, leaseOf(1));
      await store.commit(NAME, leaseOf(1), { writes: [note('a', 'x'), note('b', 'x')], progress: upTo(1) });
      const gone = { collection: DERIVED_NOTES, id: 'b', document: undefined, revision: 0 };
      await store.commit(NAME, leaseOf(1), { writes: [note('a', 'y', 2), gone] });
      expect(await store.find(DERIVED_NOTES, { field: 'of', values: ['x', 'y'], limit: 10 })).toMatchObject([
        { id: 'a', of: 'y', text: 'Note a', revision: 2, projectedAt: expect.any(String) },
      ]);
      expect(await store.progressOf(NAME)).toEqual(upTo(1));
    });

    it('takes nothing from who held an older lease', async () => {
      const { store } = opened;
      await store.claim(NAME, leaseOf(1));
      await store.claim(NAME, leaseOf(2));
      const lost = expect.objectContaining({ kind: 'conflict', code: 'lease-lost' });
      await expect(store.commit(NAME, leaseOf(1), { writes: [note('a', 'x')] })).rejects.toEqual(lost);
      await expect(store.commit(NAME, leaseOf(1), { progress: upTo(1) })).rejects.toEqual(lost);
      await expect(store.claim(NAME, leaseOf(1))).rejects.toEqual(lost);
      expect(await all()).toEqual([]);
      expect(await store.progressOf(NAME)).toBeUndefined();
    });

    it('finds those with one of the values, a page at a time', async () => {
      const { store } = opened;
      await store.claim(NAME, leaseOf(1));
      const writes = [note('d', 'x'), note('a', 'x'), note('b', 'y'), note('c', 'z')];
      await store.commit(NAME, leaseOf(1), { writes });
      const query = { field: 'of', values: ['x', 'y'], limit: 2 };
      expect(idsOf(await store.find(DERIVED_NOTES, query))).toEqual(['a', 'b']);
      expect(idsOf(await store.find(DERIVED_NOTES, { ...query, after: 'b' }))).toEqual(['d']);
    });

    it('can be scanned for a part of its documents, by id, by a field, by what was touched since, a page at a time', async () => {
      const { store, scan } = opened;
      await store.claim(NAME, leaseOf(1));
      await store.commit(NAME, leaseOf(1), {
        writes: [note('c', 'x', 3), note('a', 'x', 1), note('b', 'y', 2)],
      });
      const query = { collection: DERIVED_NOTES, fields: ['of'], limit: 10 };
      expect(await scan.scan({ ...query, limit: 1 })).toEqual([{ id: 'a', of: 'x', revision: 1 }]);
      expect(idsOf(await scan.scan({ ...query, after: 'a' }))).toEqual(['b', 'c']);
      expect(idsOf(await scan.scan({ ...query, ids: ['c', 'a', 'no'] }))).toEqual(['a', 'c']);
      expect(idsOf(await scan.scan({ ...query, where: { of: 'x' }, behindRevision: 1 }))).toEqual(['c']);
      expect(await scan.currentGeneration()).toBe(0);
    });
  });
}
