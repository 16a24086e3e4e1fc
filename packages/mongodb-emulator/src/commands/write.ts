import { Int32 } from 'bson';
import type { Doc } from '../bson/codec.ts';
import { isDocument } from '../bson/values.ts';
import { notServed, ServerError } from '../errors.ts';
import { type Command, type CommandContext, collectionOf, listOf, namespaceOf } from './command.ts';
import { answerOf, runStatements } from './statements.ts';
import { deleteWhere, insertOne, updateWhere } from './write-statement.ts';

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
  const namespace = namespaceOf(context);
  const documents = listOf(context, 'documents');
  if (documents.length === 0)
    throw new ServerError(16, 'Write batch sizes must be between 1 and 100000. Got 0 operations.');
  collectionOf(context, namespace);
  return answerOf(
    await runStatements(context, documents, (view, sent) => insertOne(context, namespace, view, sent)),
  );
}

async function update(context: CommandContext): Promise<Doc> {
  const list = statements(context, 'updates', UPDATE_FIELDS);
  const result = await runStatements(context, list, (view, statement, progress) =>
    updateWhere(context, namespaceOf(context), view, statement, progress),
  );
  return {
    ...answerOf(result),
    nModified: new Int32(result.nModified),
    ...(result.upserted.length > 0 && { upserted: result.upserted }),
  };
}

async function deleteDocuments(context: CommandContext): Promise<Doc> {
  const list = statements(context, 'deletes', DELETE_FIELDS);
  return answerOf(
    await runStatements(context, list, (view, statement, progress) =>
      deleteWhere(context, namespaceOf(context), view, statement, progress),
    ),
  );
}

const SHARED = ['ordered', 'bypassDocumentValidation', 'stmtId'];

export const writeCommands: Record<string, Command> = {
  insert: { fields: ['documents', ...SHARED], inTransaction: true, isRetryable: true, run: insert },
  update: { fields: ['updates', ...SHARED], inTransaction: true, isRetryable: true, run: update },
  delete: { fields: ['deletes', ...SHARED], inTransaction: true, isRetryable: true, run: deleteDocuments },
};
