import type { DocumentScan, ScanQuery } from '../derived/document-scan.ts';
import type { StoredDocument } from '../read-side/document-queries.ts';
import type { ReadDocument } from '../reconciliation/projection.ts';
import type { InMemoryDocuments } from './in-memory-documents.ts';

/** The scan of {@link InMemoryDocuments}, with the semantics of the port. */
export class InMemoryDocumentScan implements DocumentScan {
  readonly #documents: InMemoryDocuments;
  readonly #generation: () => number;

  constructor(documents: InMemoryDocuments, generation: () => number = () => 0) {
    this.#documents = documents;
    this.#generation = generation;
  }

  async currentGeneration(): Promise<number> {
    return this.#generation();
  }

  async scan<Document extends ReadDocument>({
    collection,
    fields,
    ids,
    where = {},
    behindRevision = -1,
    after = '',
    limit,
  }: ScanQuery): Promise<readonly Omit<StoredDocument<Document>, 'projectedAt'>[]> {
    const rows = this.#documents.all<Document & Readonly<Record<string, unknown>>>(collection);
    const wanted = rows.filter(
      (row) =>
        row.id > after &&
        row.revision > behindRevision &&
        (ids === undefined || ids.includes(row.id)) &&
        Object.entries(where).every(([field, value]) => row[field] === value),
    );
    const read = new Set(['id', 'revision', ...fields]);
    return wanted
      .slice(0, limit)
      .map(
        (row) =>
          Object.fromEntries(Object.entries(row).filter(([field]) => read.has(field))) as unknown as Omit<
            StoredDocument<Document>,
            'projectedAt'
          >,
      );
  }
}
