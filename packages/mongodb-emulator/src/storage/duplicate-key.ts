import { Binary, type ObjectId } from 'bson';
import type { Doc } from '../bson/codec.ts';
import { binaryBytes, bsonType, isDocument } from '../bson/values.ts';
import { ServerError } from '../errors.ts';
import type { IndexDefinition } from './index-definition.ts';

function show(value: unknown): string {
  if (value === null || value === undefined) return 'null';
  if (typeof value === 'string') return JSON.stringify(value);
  if (value instanceof Date) return `new Date(${value.getTime()})`;
  if (bsonType(value) === 'ObjectId') return `ObjectId('${(value as ObjectId).toHexString()}')`;
  if (value instanceof Binary) {
    const hex = Buffer.from(binaryBytes(value)).toString('hex');
    return value.sub_type === Binary.SUBTYPE_UUID && hex.length === 32
      ? `UUID("${hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')}")`
      : `BinData(${value.sub_type}, ${hex.toUpperCase()})`;
  }
  if (Array.isArray(value)) return `[ ${value.map(show).join(', ')} ]`;
  if (isDocument(value))
    return `{ ${Object.entries(value)
      .map(([key, item]) => `${key}: ${show(item)}`)
      .join(', ')} }`;
  return String(value);
}

/** Error 11000 with `keyPattern` and `keyValue`, as the server answers a duplicate key. */
export function duplicateKey(ns: string, index: IndexDefinition, doc: Doc): ServerError {
  const keyValue = index.keyValueOf(doc);
  return new ServerError(
    11000,
    `E11000 duplicate key error collection: ${ns} index: ${index.name} dup key: ${show(keyValue)}`,
    { keyPattern: index.spec.key, keyValue },
  );
}
