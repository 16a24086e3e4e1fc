import { Int32 } from 'bson';
import type { Doc } from '../bson/codec.ts';
import { isTrue } from '../bson/values.ts';
import { findDocuments } from '../engine/find-documents.ts';
import type { WriteView } from '../engine/views.ts';
import { badValue, ServerError } from '../errors.ts';
import { compileFilter } from '../query/filter.ts';
import { compileProjection } from '../query/projection.ts';
import { parseSort } from '../query/sort.ts';
import { compileUpdate } from '../update/compile-update.ts';
import { type Command, type CommandContext, collectionOf, documentField, namespaceOf } from './command.ts';
import { removeDocument, updateDocument, upsertDocument } from './document-writes.ts';
import { performWrite } from './perform-write.ts';

function answer(n: number, updatedExisting: boolean | undefined, value: Doc | null, upserted?: unknown): Doc {
  const lastErrorObject = {
    n: new Int32(n),
    ...(updatedExisting !== undefined && { updatedExisting }),
    ...(upserted !== undefined && { upserted }),
  };
  return { lastErrorObject, value };
}

/** Reads the whole command first, so that what is not served is refused before anything is done. */
function prepare(context: CommandContext): (view: WriteView) => Doc {
  const { body, engine } = context;
  const query = { filter: documentField(body, 'query'), sort: parseSort(body.sort), skip: 0, limit: 1 };
  const filter = compileFilter(query.filter);
  const projection = compileProjection(body.fields) ?? ((doc: Doc) => doc);
  const isRemove = isTrue(body.remove);
  const [isUpsert, returnsNew] = [isTrue(body.upsert), isTrue(body.new)];
  if (isRemove && (body.update !== undefined || isUpsert || returnsNew)) {
    throw new ServerError(9, "Cannot specify 'remove' together with an update, upsert or new");
  }
  if (!isRemove && body.update === undefined)
    throw badValue('Either an update or remove=true must be specified');
  const update = isRemove ? undefined : compileUpdate(body.update, body.arrayFilters, new Date());
  return (view) => {
    const collection = collectionOf(context, namespaceOf(context));
    const [before] = collection ? findDocuments(view, collection, query) : [];
    if (!update) {
      if (!collection || !before) return answer(0, undefined, null);
      removeDocument(view, collection, before);
      return answer(1, undefined, projection(before.doc));
    }
    if (collection && before) {
      const { after } = updateDocument(view, collection, before, update, filter);
      return answer(1, true, projection((returnsNew ? after : before).doc));
    }
    if (!isUpsert) return answer(0, false, null);
    const { doc } = upsertDocument(view, engine.ensureCollection(namespaceOf(context)), query.filter, update);
    return answer(1, false, returnsNew ? projection(doc) : null, doc._id);
  };
}

async function findAndModify(context: CommandContext): Promise<Doc> {
  const { retry, session, engine } = context;
  const known = retry?.results.get(0);
  if (known) return known;
  const result = await performWrite(context, prepare(context), () => {});
  if (retry && session !== undefined) {
    retry.results.set(0, result);
    engine.saveRetry(session, retry);
  }
  return result;
}

const FIELDS = [
  'query',
  'sort',
  'remove',
  'update',
  'new',
  'fields',
  'upsert',
  'arrayFilters',
  'bypassDocumentValidation',
  'stmtId',
];

const command: Command = { fields: FIELDS, inTransaction: true, isRetryable: true, run: findAndModify };

export const findAndModifyCommands: Record<string, Command> = {
  findAndModify: command,
  findandmodify: command,
};
