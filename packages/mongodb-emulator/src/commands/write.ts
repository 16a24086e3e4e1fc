import { Int32 } from 'bson';
import type { Doc } from '../bson/codec.ts';
import { isDocument, isTrue, wholeNumber } from '../bson/values.ts';
import { findDocuments } from '../engine/find-documents.ts';
import type { WriteView } from '../engine/views.ts';
import { notServed, ServerError } from '../errors.ts';
import { compileFilter } from '../query/filter.ts';
import { parseSort } from '../query/sort.ts';
import { compileUpdate } from '../update/compile-update.ts';
import type { SentDocument } from '../wire/messages.ts';
import { type Command, type CommandContext, collectionOf, listOf, namespaceOf } from './command.ts';
import { insertDocument, removeDocument, updateDocument, upsertDocument } from './document-writes.ts';
import { answerOf, type Progress, runStatements, type StatementResult } from './statements.ts';

const UPDATE_FIELDS = new Set(['q', 'u', 'upsert', 'multi', 'arrayFilters', 'sort']);
const DELETE_FIELDS = new Set(['q', 'limit']);

function statements(context: CommandContext, field: string, served: ReadonlySet<string>): Doc[] {
  const list = listOf(context, field).map(({ doc }) => doc);
  if (list.length === 0 || list.length > 100_000) {
    throw new ServerError(
      16,
      `Write batch sizes must be between 1 and 100000. Got ${list.length} operations.`,
    );
  }
  for (const statement of list) {
    const unknown = Object.keys(statement).find((name) => !served.has(name));
    if (unknown !== undefined) throw notServed(`the field '${unknown}' of ${field}`);
    if (!isDocument(statement.q)) throw new ServerError(14, `the field 'q' of ${field} must be an object`);
  }
  return list;
}

async function insert(context: CommandContext): Promise<Doc> {
  const { engine } = context;
  const namespace = namespaceOf(context);
  const documents = listOf(context, 'documents');
  if (documents.length === 0)
    throw new ServerError(16, 'Write batch sizes must be between 1 and 100000. Got 0 operations.');
  collectionOf(context, namespace);
  const run = (view: WriteView, sent: SentDocument): StatementResult => {
    insertDocument(view, engine.ensureCollection(namespace), sent);
    return { n: 1, nModified: 0 };
  };
  return answerOf(await runStatements(context, documents, run));
}

function runUpdate(
  context: CommandContext,
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
  const collection = collectionOf(context, namespaceOf(context));
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
  const inserted = upsertDocument(
    view,
    engine.ensureCollection(namespaceOf(context)),
    filterDocument,
    update,
  );
  return { n: 1, nModified: 0, upsertedId: inserted.doc._id };
}

async function update(context: CommandContext): Promise<Doc> {
  const list = statements(context, 'updates', UPDATE_FIELDS);
  const result = await runStatements(context, list, (view, statement, progress) =>
    runUpdate(context, view, statement, progress),
  );
  return {
    ...answerOf(result),
    nModified: new Int32(result.nModified),
    ...(result.upserted.length > 0 && { upserted: result.upserted }),
  };
}

function runDelete(
  context: CommandContext,
  view: WriteView,
  statement: Doc,
  progress: Progress,
): StatementResult {
  const limit = wholeNumber(statement.limit, 'limit', 0);
  if (limit !== 0 && limit !== 1)
    throw new ServerError(9, `The limit field in delete objects must be 0 or 1. Got ${limit}`);
  const filter = statement.q as Doc;
  compileFilter(filter);
  const collection = collectionOf(context, namespaceOf(context));
  if (!collection) return { n: 0, nModified: 0 };
  const found = [...findDocuments(view, collection, { filter, sort: [], skip: 0, limit })];
  for (const before of found) {
    removeDocument(view, collection, before);
    progress.n += 1;
  }
  return { n: progress.n, nModified: 0 };
}

async function deleteDocuments(context: CommandContext): Promise<Doc> {
  const list = statements(context, 'deletes', DELETE_FIELDS);
  return answerOf(
    await runStatements(context, list, (view, statement, progress) =>
      runDelete(context, view, statement, progress),
    ),
  );
}

const SHARED = ['ordered', 'bypassDocumentValidation', 'stmtId'];

export const writeCommands: Record<string, Command> = {
  insert: { fields: ['documents', ...SHARED], inTransaction: true, isRetryable: true, run: insert },
  update: { fields: ['updates', ...SHARED], inTransaction: true, isRetryable: true, run: update },
  delete: { fields: ['deletes', ...SHARED], inTransaction: true, isRetryable: true, run: deleteDocuments },
};
