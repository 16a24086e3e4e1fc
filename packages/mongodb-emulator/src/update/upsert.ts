import { ObjectId } from 'bson';
import type { Doc } from '../bson/codec.ts';
import { bsonType, cloneValue, isDocument } from '../bson/values.ts';
import { ServerError } from '../errors.ts';
import { isOperatorDocument } from '../query/filter.ts';
import { pathParts } from '../query/path.ts';
import type { Update } from './compile-update.ts';
import { modifyPath } from './modify-path.ts';

function equalities(filter: Doc, found: Map<string, unknown>): void {
  for (const [key, condition] of Object.entries(filter)) {
    if (key === '$and' && Array.isArray(condition)) {
      for (const part of condition) if (isDocument(part)) equalities(part, found);
    } else if (
      key === '$or' &&
      Array.isArray(condition) &&
      condition.length === 1 &&
      isDocument(condition[0])
    ) {
      equalities(condition[0], found);
    } else if (!key.startsWith('$')) {
      const value = equalityOf(condition);
      if (value === undefined) continue;
      if (found.has(key))
        throw new ServerError(54, `cannot infer query fields to set, path '${key}' is matched twice`);
      found.set(key, value);
    }
  }
}

function equalityOf(condition: unknown): unknown {
  if (bsonType(condition) === 'BSONRegExp') return undefined;
  if (!isOperatorDocument(condition)) return condition;
  if ('$eq' in condition) return condition.$eq;
  const all = condition.$all;
  return Array.isArray(all) && all.length === 1 && !isOperatorDocument(all[0]) ? all[0] : undefined;
}

/**
 * The document an upsert inserts: the filter's equalities (of a replacement only `_id`), then the update;
 * `_id` comes first and is made when there is none.
 */
export function upsertedDocument(filter: Doc, update: Update): Doc {
  const found = new Map<string, unknown>();
  equalities(filter, found);
  const base: Doc = {};
  for (const [path, value] of found) {
    if (update.isReplacement && path !== '_id') continue;
    modifyPath(base, pathParts(path), () => cloneValue(value), true);
  }
  const made = update.apply(base, undefined, true);
  if ('_id' in base && !('_id' in made))
    throw new ServerError(66, "the update would remove the immutable field '_id'");
  const { _id = new ObjectId(), ...rest } = made;
  return { _id, ...rest };
}
