import type { ReadDocument } from '../reconciliation/projection.ts';

/** A document with the revision of the event that last touched it, and when that was projected. */
export type StoredDocument<Document extends ReadDocument> = Document & {
  readonly revision: number;
  readonly projectedAt: string;
};

/** From `from` on (inclusive), up to what is before `before`; values of another type are none of them. */
export interface FieldRange {
  readonly from?: string | number;
  readonly before?: string | number;
}

/** Which documents of a collection are wanted. */
export interface DocumentFilter {
  readonly collection: string;
  /** Fields and the values they must equal; a field that is a list must hold the value. */
  readonly where: Readonly<Record<string, string | number | boolean>>;
  /** Fields, none of them a list, and the ranges their values must lie in. */
  readonly ranges?: Readonly<Record<string, FieldRange>>;
  /**
   * Every word of this text must begin one of the document's `searchWords` (as `searchWords` makes them); a text of signs alone finds
   * nothing, an empty one restricts nothing. Never read as a pattern.
   */
  readonly search?: string;
}

/** Which page of a collection is wanted. */
export interface DocumentQuery extends DocumentFilter {
  readonly sort: { readonly field: string; readonly descending: boolean };
  /** The `next` of the page before. `invalid` (code `invalid-cursor`) when it is none, or belongs to another query's order. */
  readonly cursor?: string;
  readonly limit: number;
  /** Fields at the top of the documents that are left out of the answer, because they are heavy. */
  readonly omit?: readonly string[];
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
  /** Those of the documents with these ids that the collection holds, by their ids: one read, however many they are. */
  getMany<Document extends ReadDocument>(
    collection: string,
    ids: readonly string[],
    part?: Pick<DocumentQuery, 'omit'>,
  ): Promise<ReadonlyMap<string, StoredDocument<Document>>>;
  /** A page of documents; documents that change between two pages may be missed or come twice. */
  list<Document extends ReadDocument>(query: DocumentQuery): Promise<DocumentPage<Document>>;
  /** How many documents there are, at the moment of asking. It takes the longer the more there are. */
  count(filter: DocumentFilter): Promise<number>;
}
