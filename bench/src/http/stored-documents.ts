import type { ReadDocument } from '@tools-provider/event-sourcing';
import type { Db } from 'mongodb';

const BATCH = 2_000;

/** Stores the documents with these numbers as the read model has them, past the log; answers their ids. */
export async function storeDocuments(
  db: Db,
  collection: string,
  documentOf: (n: number) => ReadDocument & { readonly updatedAt: string },
  from: number,
  to: number,
): Promise<readonly string[]> {
  const ids: string[] = [];
  for (let begin = from; begin < to; begin += BATCH) {
    const rows = Array.from({ length: Math.min(BATCH, to - begin) }, (_, n) => {
      const { id, ...document } = documentOf(begin + n);
      return { ...document, _id: id, revision: 0, projectedAt: document.updatedAt };
    });
    await db.collection<{ _id: string }>(collection).insertMany(rows, { ordered: false });
    ids.push(...rows.map(({ _id }) => _id));
  }
  return ids;
}

/** A time for each number, a second after the one before. */
export function timeOf(n: number): string {
  return new Date(Date.UTC(2026, 0, 1) + n * 1000).toISOString();
}

/** An id for each number. */
export function uuidOf(n: number): string {
  return `00000000-0000-4000-8000-${n.toString(16).padStart(12, '0')}`;
}
