import type { ReadDocument } from '../reconciliation/projection.ts';

/** A document with the revision of the event that last touched it, and when that was projected. */
export type StoredDocument<Document extends ReadDocument> = Document & {
  readonly revision: number;
  readonly projectedAt: string;
};

/** Which page of a collection is wanted. */
export interface DocumentQuery {
  readonly collection: string;
  /** Fields and the values they must equal. */
  readonly where: Readonly<Record<string, string | number | boolean>>;
  /** Text that the document's `searchText` must contain; compared in lower case, never read as a pattern. */
  readonly search?: string;
  readonly sort: { readonly field: string; readonly descending: boolean };
  /** The `next` of the page before. `invalid` (code `invalid-cursor`) when it is none, or belongs to another query's order. */
  readonly cursor?: string;
  readonly limit: number;
}

/** What a reader knows of the document that it asks for. */
export interface DocumentWish {
  /** The document has this revision, or a later one, if what the reader has heard is still so: with less, the store looks whether a rebuild has put its documents elsewhere. */
  readonly minRevision?: number;
}

/** A page of documents; `next` is the cursor of the page after it, absent on the last. */
export interface DocumentPage<Document extends ReadDocument> {
  readonly items: readonly StoredDocument<Document>[];
  readonly next?: string;
}

/** Reads of the read model. Every method throws `unavailable` when the store cannot be reached. */
export interface DocumentQueries {
  /** One document, `undefined` when the collection does not hold it. */
  get<Document extends ReadDocument>(
    collection: string,
    id: string,
    wish?: DocumentWish,
  ): Promise<StoredDocument<Document> | undefined>;
  /** A page of documents; documents that change between two pages may be missed or come twice. */
  list<Document extends ReadDocument>(query: DocumentQuery): Promise<DocumentPage<Document>>;
}
