import { Int32 } from 'bson';
import { type Doc, encode } from '../bson/codec.ts';
import { isDocument, isTrue, numericValue, wholeNumber } from '../bson/values.ts';
import { ChangeStreamCursor, type Watched } from '../cursors/change-stream-cursor.ts';
import { readChangeStream } from '../cursors/change-stream-options.ts';
import type { Query } from '../engine/find-documents.ts';
import { badValue, notServed, ServerError } from '../errors.ts';
import { compilePipeline, stageOf } from '../query/pipeline.ts';
import { parseSort } from '../query/sort.ts';
import type { StoredDocument } from '../storage/stored-document.ts';
import { type Command, type CommandContext, documentField, namespaceOf } from './command.ts';
import { answerWithDocuments, answerWithSource, batchSizeOf, FIRST_BATCH } from './cursor-answer.ts';
import { countFound, readDocuments } from './read.ts';

const EVENT_STAGES = new Set([
  '$match',
  '$project',
  '$addFields',
  '$set',
  '$unset',
  '$replaceRoot',
  '$replaceWith',
]);

/** The stages a query can do with an index: one each, in this order, at the start. */
const QUERY_STAGES = ['$match', '$sort', '$skip', '$limit'];

function splitQuery(stages: readonly unknown[]): { query: Query; rest: readonly unknown[] } {
  const query = { filter: {} as Doc, sort: parseSort(undefined), skip: 0, limit: 0 };
  let taken = 0;
  let step = 0;
  for (const stage of stages) {
    const [name, spec] = stageOf(stage);
    const at = QUERY_STAGES.indexOf(name, step);
    if (at === -1) break;
    if (name === '$match') {
      if (!isDocument(spec)) break;
      query.filter = spec;
    } else if (name === '$sort') query.sort = parseSort(spec);
    else {
      const count = wholeNumber(spec, name, 0);
      if (count < 0 || (name === '$limit' && count === 0)) break;
      query[name === '$skip' ? 'skip' : 'limit'] = count;
    }
    step = at + 1;
    taken += 1;
  }
  return { query, rest: stages.slice(taken) };
}

/** The field of a `$group` that only counts, as the driver's `countDocuments` sends it. */
function countField(stages: readonly unknown[]): string | undefined {
  const [name, spec] = stages.length === 1 ? stageOf(stages[0]) : [];
  if (name !== '$group' || !isDocument(spec)) return undefined;
  const [field, ...others] = Object.keys(spec).filter((key) => key !== '_id');
  const sum = field === undefined ? undefined : spec[field];
  const isOne = isDocument(sum) && Object.keys(sum).length === 1 && numericValue(sum.$sum) === 1;
  return isOne && numericValue(spec._id) === 1 && others.length === 0 ? field : undefined;
}

/** Counting needs the documents decoded only where the filter does, and none where an index says all of it. */
function* counted(context: CommandContext, { filter, skip, limit }: Query, field: string): Generator<Buffer> {
  let total = 0;
  if (skip === 0 && limit === 0 && Object.keys(filter).length > 0) total = countFound(context, filter);
  else for (const _ of readDocuments(context, { filter, sort: [], skip, limit })) total += 1;
  if (total > 0) yield encode({ _id: new Int32(1), [field]: new Int32(total) });
}

function* encoded(docs: Iterable<Doc>): Generator<Buffer> {
  for (const doc of docs) yield encode(doc);
}

function* raw(documents: Iterable<StoredDocument>): Generator<Buffer> {
  for (const stored of documents) yield stored.raw;
}

function* decoded(documents: Iterable<StoredDocument>): Generator<Doc> {
  for (const stored of documents) yield stored.doc;
}

function watch(
  context: CommandContext,
  spec: unknown,
  stages: readonly unknown[],
  batchSize: number,
): Promise<Buffer> {
  const { engine, body, db, transaction } = context;
  if (transaction) throw new ServerError(263, '$changeStream cannot run in a multi-document transaction');
  const options = readChangeStream(engine, spec);
  const isCluster = isDocument(spec) && isTrue(spec.allChangesForCluster);
  const name = typeof body.aggregate === 'string' ? body.aggregate : undefined;
  const watched: Watched = isCluster ? {} : { db, name };
  const ns = `${db}.${name ?? '$cmd.aggregate'}`;
  const cursor = new ChangeStreamCursor(engine, ns, watched, options, compilePipeline(stages, EVENT_STAGES));
  return answerWithSource(context, cursor, batchSize);
}

function aggregate(context: CommandContext): Buffer | Promise<Buffer> {
  const { body, db } = context;
  const { pipeline } = body;
  if (!Array.isArray(pipeline)) throw new ServerError(14, "the field 'pipeline' must be an array");
  if (!('cursor' in body))
    throw new ServerError(
      9,
      "The 'cursor' option is required, except for aggregate with the explain argument",
    );
  const batchSize = batchSizeOf(documentField(body, 'cursor').batchSize, FIRST_BATCH);
  const [first, ...others] = pipeline as unknown[];
  if (isDocument(first) && '$changeStream' in first)
    return watch(context, first.$changeStream, others, batchSize);
  if (typeof body.aggregate !== 'string') throw notServed('aggregate on a database without $changeStream');
  const { query, rest } = splitQuery(pipeline);
  const stages = compilePipeline(rest);
  if (isTrue(body.explain)) throw badValue('aggregate with explain is not served');
  const found = readDocuments(context, query);
  const counts = countField(rest);
  const computed = () => (rest.length === 0 ? raw(found) : encoded(stages(decoded(found))));
  const documents = counts === undefined ? computed() : counted(context, query, counts);
  return answerWithDocuments(context, `${db}.${namespaceOf(context).name}`, documents, batchSize);
}

export const aggregateCommands: Record<string, Command> = {
  aggregate: {
    fields: ['pipeline', 'cursor', 'allowDiskUse', 'explain'],
    inTransaction: true,
    run: aggregate,
  },
};
