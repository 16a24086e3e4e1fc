import type { DerivedProgress, DerivedQuery, DerivedStore, DerivedWrite } from '../derived/derived-store.ts';
import { leaseLost } from '../lease/lease-lost.ts';
import type { Lease } from '../lease/leases.ts';
import type { StoredDocument } from '../read-side/document-queries.ts';
import type { ReadDocument } from '../reconciliation/projection.ts';
import type { InMemoryDocuments } from './in-memory-documents.ts';

interface Position {
  readonly epoch: number;
  readonly progress?: DerivedProgress;
}

/** Derived documents that last as long as the process, with the semantics of the port, beside the documents that they are derived from. */
export class InMemoryDerivedStore implements DerivedStore {
  /** Every write that was carried out, in order. */
  readonly written: DerivedWrite[] = [];
  readonly #documents: InMemoryDocuments;
  readonly #positions = new Map<string, Position>();

  constructor(documents: InMemoryDocuments) {
    this.#documents = documents;
  }

  async claim(projection: string, lease: Lease): Promise<DerivedProgress | undefined> {
    const known = this.#positions.get(projection);
    if (known !== undefined && known.epoch > lease.epoch) throw leaseLost(lease);
    this.#positions.set(projection, { ...known, epoch: lease.epoch });
    return known?.progress;
  }

  async commit(
    projection: string,
    lease: Lease,
    { writes = [], progress }: Parameters<DerivedStore['commit']>[2],
  ): Promise<void> {
    const known = this.#positions.get(projection);
    if (known?.epoch !== lease.epoch) throw leaseLost(lease);
    for (const write of writes) this.#documents.write(write, new Date().toISOString());
    this.written.push(...writes);
    if (progress !== undefined) this.#positions.set(projection, { ...known, progress });
  }

  async find<Document extends ReadDocument>(
    collection: string,
    { field, values, after = '', limit }: DerivedQuery,
  ): Promise<readonly StoredDocument<Document>[]> {
    const rows = this.#documents.all<Document>(collection).filter((row) => {
      const value = (row as unknown as Readonly<Record<string, unknown>>)[field];
      return values.some((wanted) => wanted === value) && row.id > after;
    });
    return rows.slice(0, limit);
  }

  async progressOf(projection: string): Promise<DerivedProgress | undefined> {
    return this.#positions.get(projection)?.progress;
  }
}
