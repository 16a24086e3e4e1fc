import type {
  DocumentWrite,
  ProjectionStatus,
  ReadDocument,
  StoredDocument,
} from '@tools-provider/event-sourcing';
import type { ProjectedRow, StatusRow } from './collections.ts';

/** What failures lack that an earlier version of the product has stored. */
const EARLIER_FAILURE = { code: 'projection-failed', release: '' } as const;

/** The operation that stores a document whole, or deletes it. */
export function documentOperation(write: DocumentWrite, projectedAt: string) {
  const { id, revision, document } = write;
  if (document === undefined) return { deleteOne: { filter: { _id: id } } };
  const { id: _, ...fields } = document;
  return {
    replaceOne: { filter: { _id: id }, replacement: { ...fields, revision, projectedAt }, upsert: true },
  };
}

/** A status as the port has it. */
export function toStatus(row: StatusRow): ProjectionStatus {
  const { _id, projected, emitted, lastEventId, projectedAt, failure, skipped = [] } = row;
  return {
    stream: _id,
    projected,
    emitted,
    lastEventId,
    projectedAt,
    failure: failure === undefined ? undefined : { ...EARLIER_FAILURE, ...failure },
    skipped,
  };
}

/** A document as its projection made it. */
export function toDocument(row: ProjectedRow): ReadDocument {
  const { _id, revision: _, projectedAt: __, ...fields } = row;
  return { ...fields, id: _id };
}

/** The ids that begin with a prefix, as a range of the index that each collection has. The prefix must not be empty. */
export function idsWith(prefix: string): { readonly $gte: string; readonly $lt: string } {
  const last = prefix.codePointAt(prefix.length - 1) ?? 0;
  return { $gte: prefix, $lt: `${prefix.slice(0, -1)}${String.fromCodePoint(last + 1)}` };
}

/** A document as readers get it, without the fields that they leave out. */
export function toStored<Document extends ReadDocument>(
  row: ProjectedRow,
  omit: readonly string[] = [],
): StoredDocument<Document> {
  const { _id, ...fields } = row;
  const kept = omit.length === 0 ? fields : without(fields, omit);
  return { ...kept, id: _id } as unknown as StoredDocument<Document>;
}

function without(fields: object, omit: readonly string[]): object {
  return Object.fromEntries(Object.entries(fields).filter(([name]) => !omit.includes(name)));
}
