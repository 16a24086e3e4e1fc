import { Int32, Long } from 'bson';
import { type Doc, encode } from '../bson/codec.ts';
import { encodeKey } from '../bson/key-encoding.ts';
import { bsonType, isTrue, wholeNumber } from '../bson/values.ts';
import { countDocuments } from '../engine/count-documents.ts';
import { findDocuments, type Query } from '../engine/find-documents.ts';
import { badValue, notServed, ServerError } from '../errors.ts';
import { compileFilter } from '../query/filter.ts';
import { collectValues, pathParts } from '../query/path.ts';
import { compileProjection, type Projection } from '../query/projection.ts';
import { parseSort } from '../query/sort.ts';
import type { StoredDocument } from '../storage/stored-document.ts';
import { encodeCursorReply } from '../wire/cursor-reply.ts';
import {
  type Command,
  type CommandContext,
  collectionOf,
  documentField,
  namespaceOf,
  viewOf,
} from './command.ts';
import { answerWithDocuments, batchSizeOf, FIRST_BATCH } from './cursor-answer.ts';

const DEFAULT_AWAIT_MS = 1_000;

/** Finds the documents of a query in what the command sees; a filter is checked even when there is nothing to read. */
export function readDocuments(context: CommandContext, query: Query): Iterable<StoredDocument> {
  const collection = collectionOf(context, namespaceOf(context));
  if (collection) return findDocuments(viewOf(context), collection, query);
  compileFilter(query.filter);
  return [];
}

/** How many documents a filter finds in what the command sees. */
export function countFound(context: CommandContext, filter: Doc): number {
  const collection = collectionOf(context, namespaceOf(context));
  if (collection) return countDocuments(viewOf(context), collection, filter);
  compileFilter(filter);
  return 0;
}

function* projected(
  documents: Iterable<StoredDocument>,
  projection: Projection | undefined,
): Generator<Buffer> {
  for (const stored of documents) yield projection ? encode(projection(stored.doc)) : stored.raw;
}

function natural(value: unknown, name: string): number {
  const number = wholeNumber(value, name, 0);
  if (number < 0) throw badValue(`the field '${name}' must not be negative`);
  return number;
}

function find(context: CommandContext): Buffer {
  const { body, db } = context;
  const { name } = namespaceOf(context);
  const limit = natural(body.limit, 'limit');
  const query = {
    filter: documentField(body, 'filter'),
    sort: parseSort(body.sort),
    skip: natural(body.skip, 'skip'),
    limit,
  };
  for (const option of ['tailable', 'awaitData', 'returnKey', 'showRecordId']) {
    if (isTrue(body[option])) throw notServed(`find with ${option}`);
  }
  const documents = projected(readDocuments(context, query), compileProjection(body.projection));
  return answerWithDocuments(
    context,
    `${db}.${name}`,
    documents,
    batchSizeOf(body.batchSize, FIRST_BATCH),
    isTrue(body.singleBatch),
  );
}

async function getMore(context: CommandContext): Promise<Buffer> {
  const { body, cursors, connection, transaction } = context;
  const id = body.getMore;
  if (bsonType(id) !== 'Long') throw new ServerError(14, "the field 'getMore' must be a 64-bit integer");
  const source = cursors.get(id as Long);
  if (source.ns !== `${context.db}.${String(body.collection)}`) {
    throw new ServerError(13, `the cursor belongs to another namespace, ${source.ns}`);
  }
  if (source.owner !== transaction) throw new ServerError(50738, 'the cursor belongs to another transaction');
  const batchSize = batchSizeOf(body.batchSize, Number.POSITIVE_INFINITY) || Number.POSITIVE_INFINITY;
  try {
    const waitMs = wholeNumber(body.maxTimeMS, 'maxTimeMS', DEFAULT_AWAIT_MS);
    const batch = await source.next({
      batchSize,
      waitMs,
      onCancel: (listener) => connection.onClose(listener),
    });
    if (batch.isDone) cursors.kill(id as Long);
    const next = batch.isDone ? Long.ZERO : (id as Long);
    return encodeCursorReply(
      false,
      { id: next, ns: source.ns, postBatchResumeToken: batch.resumeToken },
      batch.documents,
    );
  } catch (error) {
    cursors.kill(id as Long);
    throw error;
  }
}

function killCursors({ body, cursors }: CommandContext): Doc {
  const ids = body.cursors;
  if (!Array.isArray(ids) || !ids.every((id) => bsonType(id) === 'Long'))
    throw badValue('cursors must be an array of ids');
  const killed = ids.filter((id: Long) => cursors.kill(id));
  return {
    cursorsKilled: killed,
    cursorsNotFound: ids.filter((id) => !killed.includes(id)),
    cursorsAlive: [],
    cursorsUnknown: [],
  };
}

function count(context: CommandContext): Doc {
  const { body, engine } = context;
  const filter = documentField(body, 'query');
  const skip = natural(body.skip, 'skip');
  const limit = Math.abs(wholeNumber(body.limit, 'limit', 0));
  if (Object.keys(filter).length === 0 && skip === 0 && limit === 0) {
    return { n: new Int32(engine.catalog.find(namespaceOf(context))?.count() ?? 0) };
  }
  if (skip === 0 && limit === 0) return { n: new Int32(countFound(context, filter)) };
  let n = 0;
  for (const _ of readDocuments(context, { filter, sort: [], skip, limit })) n += 1;
  return { n: new Int32(n) };
}

function distinct(context: CommandContext): Doc {
  const { body } = context;
  if (typeof body.key !== 'string') throw new ServerError(14, "the field 'key' must be a string");
  const parts = pathParts(body.key);
  const found = new Map<string, unknown>();
  const query = { filter: documentField(body, 'query'), sort: [], skip: 0, limit: 0 };
  for (const { doc } of readDocuments(context, query)) {
    for (const value of collectValues(doc, parts).values) {
      if (value !== undefined && typeof value !== 'symbol')
        found.set(encodeKey(value).toString('latin1'), value);
    }
  }
  const keys = [...found.keys()].sort((a, b) => (a < b ? -1 : 1));
  return { values: keys.map((key) => found.get(key)) };
}

const CURSOR_FLAGS = [
  'tailable',
  'awaitData',
  'oplogReplay',
  'noCursorTimeout',
  'allowPartialResults',
  'allowDiskUse',
];

export const readCommands: Record<string, Command> = {
  find: {
    fields: [
      'filter',
      'sort',
      'projection',
      'skip',
      'limit',
      'batchSize',
      'singleBatch',
      'returnKey',
      'showRecordId',
      ...CURSOR_FLAGS,
    ],
    inTransaction: true,
    run: find,
  },
  getMore: { fields: ['collection', 'batchSize'], inTransaction: true, run: getMore },
  killCursors: { fields: ['cursors'], inTransaction: true, run: killCursors },
  count: { fields: ['query', 'skip', 'limit'], run: count },
  distinct: { fields: ['key', 'query'], inTransaction: true, run: distinct },
};
