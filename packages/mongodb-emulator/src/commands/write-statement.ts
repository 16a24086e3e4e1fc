import type { Doc } from '../bson/codec.ts';
import { isTrue, wholeNumber } from '../bson/values.ts';
import { findDocuments } from '../engine/find-documents.ts';
import type { WriteView } from '../engine/views.ts';
import { ServerError } from '../errors.ts';
import { compileFilter } from '../query/filter.ts';
import { parseSort } from '../query/sort.ts';
import type { Namespace } from '../storage/collection.ts';
import { compileUpdate } from '../update/compile-update.ts';
import type { SentDocument } from '../wire/messages.ts';
import { type CommandContext, collectionOf } from './command.ts';
import { insertDocument, removeDocument, updateDocument, upsertDocument } from './document-writes.ts';
import type { Progress, StatementResult } from './statements.ts';

/** Inserts one document; the collection is made when missing. */
export function insertOne(
  { engine }: CommandContext,
  namespace: Namespace,
  view: WriteView,
  sent: SentDocument,
): StatementResult {
  insertDocument(view, engine.ensureCollection(namespace), sent);
  return { n: 1, nModified: 0 };
}

/** Does one statement of an update: `q`, `u`, and the fields beside them. */
export function updateWhere(
  context: CommandContext,
  namespace: Namespace,
  view: WriteView,
  statement: Doc,
  progress: Progress,
): StatementResult {
  const { engine } = context;
  const filterDocument = statement.q as Doc;
  const isMulti = isTrue(statement.multi);
  const sort = parseSort(statement.sort);
  if (isMulti && sort.length > 0) throw new ServerError(9, 'Cannot specify sort with multi=true');
  const filter = compileFilter(filterDocument);
  const update = compileUpdate(statement.u, statement.arrayFilters, new Date());
  if (isMulti && update.isReplacement)
    throw new ServerError(9, 'multi update is not supported for replacement-style update');
  const collection = collectionOf(context, namespace);
  const query = { filter: filterDocument, sort, skip: 0, limit: isMulti ? 0 : 1 };
  const found = collection ? [...findDocuments(view, collection, query)] : [];
  if (collection && found.length + progress.n > 0) {
    for (const before of found) {
      if (progress.done.has(before.rid)) continue;
      const { isModified } = updateDocument(view, collection, before, update, filter);
      progress.done.add(before.rid);
      progress.n += 1;
      progress.nModified += Number(isModified);
    }
    return { n: progress.n, nModified: progress.nModified };
  }
  if (!isTrue(statement.upsert)) return { n: 0, nModified: 0 };
  const inserted = upsertDocument(view, engine.ensureCollection(namespace), filterDocument, update);
  return { n: 1, nModified: 0, upsertedId: inserted.doc._id };
}

/** Does one statement of a delete: `q` and `limit`. */
export function deleteWhere(
  context: CommandContext,
  namespace: Namespace,
  view: WriteView,
  statement: Doc,
  progress: Progress,
): StatementResult {
  const limit = wholeNumber(statement.limit, 'limit', 0);
  if (limit !== 0 && limit !== 1)
    throw new ServerError(9, `The limit field in delete objects must be 0 or 1. Got ${limit}`);
  const filter = statement.q as Doc;
  compileFilter(filter);
  const collection = collectionOf(context, namespace);
  if (!collection) return { n: 0, nModified: 0 };
  const found = [...findDocuments(view, collection, { filter, sort: [], skip: 0, limit })];
  for (const before of found) {
    removeDocument(view, collection, before);
    progress.n += 1;
  }
  return { n: progress.n, nModified: 0 };
}
