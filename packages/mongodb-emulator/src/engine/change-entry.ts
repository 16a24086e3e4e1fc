import { type Doc, encode } from '../bson/codec.ts';
import { getField, isDocument, typeAlias } from '../bson/values.ts';
import type { Operation } from '../storage/oplog.ts';
import type { Change } from './history.ts';

interface Difference {
  readonly updatedFields: Doc;
  readonly removedFields: string[];
  readonly truncatedArrays: { field: string; newSize: number }[];
}

function isSame(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeAlias(a) !== typeAlias(b)) return false;
  if (typeAlias(a) === 'decimal' || typeAlias(a) === 'javascript') return String(a) === String(b);
  return encode({ a }).equals(encode({ a: b }));
}

function diffDocuments(before: Doc, after: Doc, prefix: string, into: Difference): void {
  for (const key of Object.keys(before)) {
    if (!Object.hasOwn(after, key)) into.removedFields.push(prefix + key);
  }
  for (const key of Object.keys(after)) diffValues(getField(before, key), after[key], prefix + key, into);
}

function diffArrays(before: unknown[], after: unknown[], path: string, into: Difference): void {
  for (const [i, item] of after.entries()) diffValues(before[i], item, `${path}.${i}`, into);
  if (after.length < before.length) into.truncatedArrays.push({ field: path, newSize: after.length });
}

function diffValues(before: unknown, after: unknown, path: string, into: Difference): void {
  if (before !== undefined && isSame(before, after)) return;
  if (isDocument(before) && isDocument(after)) diffDocuments(before, after, `${path}.`, into);
  else if (Array.isArray(before) && Array.isArray(after)) diffArrays(before, after, path, into);
  else into.updatedFields[path] = after;
}

/** What an update changed, as `updateDescription` of a change event says it. */
export function describeUpdate(before: Doc, after: Doc): Difference {
  const difference: Difference = { updatedFields: {}, removedFields: [], truncatedArrays: [] };
  diffDocuments(before, after, '', difference);
  return difference;
}

/** The log entry of a write: an insert's is the document itself, the others' name its key and what changed. */
export function changeEntry({ before, after, isReplacement }: Change): [Operation, Buffer] {
  if (!after) return ['delete', encode({ documentKey: { _id: before?.doc._id } })];
  if (!before) return ['insert', after.raw];
  const documentKey = { _id: after.doc._id };
  if (isReplacement) return ['replace', encode({ documentKey, fullDocument: after.doc })];
  return ['update', encode({ documentKey, updateDescription: describeUpdate(before.doc, after.doc) })];
}
