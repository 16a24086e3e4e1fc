import { Int32, Long } from 'bson';
import { type Doc, encode } from '../bson/codec.ts';
import { isDocument, isTrue, wholeNumber } from '../bson/values.ts';
import type { WriteView } from '../engine/views.ts';
import { badValue, notServed, ServerError } from '../errors.ts';
import type { Namespace } from '../storage/collection.ts';
import type { SentDocument } from '../wire/messages.ts';
import { type Command, type CommandContext, collectionOf, listOf } from './command.ts';
import { type Progress, runStatements, type StatementResult } from './statements.ts';
import { deleteWhere, insertOne, updateWhere } from './write-statement.ts';

type Kind = 'insert' | 'update' | 'delete';

/** One of the command's operations, on the namespace that it names by its place in `nsInfo`. */
interface Operation {
  readonly kind: Kind;
  run(view: WriteView, progress: Progress): StatementResult;
}

const MOST_OPERATIONS = 100_000;

const FIELDS: Readonly<Record<Kind, ReadonlySet<string>>> = {
  insert: new Set(['insert', 'document']),
  update: new Set(['update', 'filter', 'updateMods', 'multi', 'upsert', 'arrayFilters', 'sort']),
  delete: new Set(['delete', 'filter', 'multi']),
};

function namespacesOf(context: CommandContext): Namespace[] {
  return listOf(context, 'nsInfo').map(({ doc }) => {
    const unknown = Object.keys(doc).find((name) => name !== 'ns');
    if (unknown !== undefined) throw notServed(`the field '${unknown}' of nsInfo`);
    const ns = String(doc.ns);
    const dot = ns.indexOf('.');
    if (dot < 1 || dot === ns.length - 1) throw new ServerError(73, `Invalid namespace specified '${ns}'`);
    const namespace = { db: ns.slice(0, dot), name: ns.slice(dot + 1) };
    collectionOf(context, namespace);
    return namespace;
  });
}

function operationOf(
  context: CommandContext,
  sent: SentDocument,
  namespaces: readonly Namespace[],
): Operation {
  const { doc } = sent;
  const kind = Object.keys(doc)[0] as Kind;
  const served = Object.hasOwn(FIELDS, kind) ? FIELDS[kind] : undefined;
  if (served === undefined) throw new ServerError(9, `Unrecognized operation '${kind}' in ops`);
  const unknown = Object.keys(doc).find((name) => !served.has(name));
  if (unknown !== undefined) throw notServed(`the field '${unknown}' of an operation '${kind}'`);
  const namespace = namespaces[wholeNumber(doc[kind], kind, -1)];
  if (namespace === undefined) throw badValue(`BulkWrite ops entry has an invalid nsInfo index`);
  if (kind === 'insert') {
    const document = embedded(sent);
    return { kind, run: (view) => insertOne(context, namespace, view, document) };
  }
  if (!isDocument(doc.filter)) throw new ServerError(14, `the field 'filter' of ops must be an object`);
  const { filter: q, updateMods: u, multi, upsert, arrayFilters, sort } = doc;
  if (kind === 'delete') {
    const limit = new Int32(isTrue(multi) ? 0 : 1);
    return { kind, run: (view, progress) => deleteWhere(context, namespace, view, { q, limit }, progress) };
  }
  const statement = { q, u, multi, upsert, arrayFilters, sort };
  return { kind, run: (view, progress) => updateWhere(context, namespace, view, statement, progress) };
}

/** How the driver's operations begin: `insert` as an Int32, and then the field `document`. */
const NUMBER_AND_DOCUMENT = { insertAt: 5, documentAt: 16, bytesAt: 26 };

/** The document of an insert with its bytes, which are cut out of the operation's where these are as the driver makes them. */
function embedded({ raw, doc }: SentDocument): SentDocument {
  const { document } = doc;
  if (!isDocument(document)) throw new ServerError(14, `the field 'document' of ops must be an object`);
  const { insertAt, documentAt, bytesAt } = NUMBER_AND_DOCUMENT;
  const isUsual =
    raw.toString('latin1', insertAt - 1, insertAt + 7) === '\x10insert\0' &&
    raw.toString('latin1', documentAt, bytesAt) === '\x03document\0';
  if (!isUsual) return { raw: encode(document), doc: document };
  return { raw: raw.subarray(bytesAt, bytesAt + raw.readInt32LE(bytesAt)), doc: document };
}

function noteOf(kind: Kind, { n, nModified, upsertedId }: StatementResult, index: number): Doc {
  return {
    ok: 1,
    idx: new Int32(index),
    n: new Int32(n),
    ...(kind === 'update' && { nModified: new Int32(nModified) }),
    ...(upsertedId !== undefined && { upserted: { _id: upsertedId } }),
  };
}

async function bulkWrite(context: CommandContext): Promise<Doc> {
  const { body } = context;
  const namespaces = namespacesOf(context);
  const operations = listOf(context, 'ops').map((sent) => operationOf(context, sent, namespaces));
  if (operations.length === 0 || operations.length > MOST_OPERATIONS) {
    throw new ServerError(
      16,
      `Write batch sizes must be between 1 and ${MOST_OPERATIONS}. Got ${operations.length} operations.`,
    );
  }
  const isVerbose = !isTrue(body.errorsOnly);
  const notes: Doc[] = [];
  const counts = { nInserted: 0, nMatched: 0, nModified: 0, nUpserted: 0, nDeleted: 0 };
  const { writeErrors } = await runStatements(
    context,
    operations,
    (view, operation, progress) => operation.run(view, progress),
    (result, index) => {
      const { kind } = operations[index] as Operation;
      if (kind === 'insert') counts.nInserted += result.n;
      else if (kind === 'delete') counts.nDeleted += result.n;
      else if (result.upsertedId !== undefined) counts.nUpserted += 1;
      else counts.nMatched += result.n;
      counts.nModified += result.nModified;
      if (isVerbose) notes.push(noteOf(kind, result, index));
    },
  );
  const errors = writeErrors.map(({ index, ...error }) => ({
    ok: 0,
    idx: new Int32(Number(index)),
    ...error,
    n: new Int32(0),
  }));
  const firstBatch = [...notes, ...errors].toSorted((a, b) => Number(a.idx) - Number(b.idx));
  return {
    cursor: { id: Long.ZERO, firstBatch, ns: 'admin.$cmd.bulkWrite' },
    nErrors: new Int32(errors.length),
    ...Object.fromEntries(Object.entries(counts).map(([name, count]) => [name, new Int32(count)])),
  };
}

export const bulkWriteCommands: Record<string, Command> = {
  bulkWrite: {
    fields: ['ops', 'nsInfo', 'errorsOnly', 'ordered', 'bypassDocumentValidation', 'stmtId', 'cursor'],
    inTransaction: true,
    isRetryable: true,
    run: bulkWrite,
  },
};
