import type { StoredDocument } from '../read-side/document-queries.ts';
import type { ReadDocument } from '../reconciliation/projection.ts';

/** Which documents are wanted, and what of them: in the order of their ids, after one of them. */
export interface ScanQuery {
  readonly collection: string;
  /** The fields that are read, beside id and revision. */
  readonly fields: readonly string[];
  /** Only these. */
  readonly ids?: readonly string[];
  /** Only those whose field is that. */
  readonly where?: Readonly<Record<string, string>>;
  /** Only those that were touched behind this revision. */
  readonly behindRevision?: number;
  readonly after?: string;
  readonly limit: number;
}

/** Reads of many documents of the read model, a part of each. Every method throws `unavailable` when the store cannot be reached. */
export interface DocumentScan {
  /** Which generation of documents is shown now: asked of the store, not remembered. */
  currentGeneration(): Promise<number>;
  /** A page of documents of the generation that is known. */
  scan<Document extends ReadDocument>(
    query: ScanQuery,
  ): Promise<readonly Omit<StoredDocument<Document>, 'projectedAt'>[]>;
}
