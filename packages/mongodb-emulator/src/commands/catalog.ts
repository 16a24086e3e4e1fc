import { setImmediate } from 'node:timers/promises';
import { Binary, Int32, Long } from 'bson';
import { type Doc, encode } from '../bson/codec.ts';
import { compareValues } from '../bson/compare.ts';
import { isDocument, isTrue } from '../bson/values.ts';
import { badValue, ServerError } from '../errors.ts';
import { compileFilter } from '../query/filter.ts';
import type { Collection } from '../storage/collection.ts';
import type { IndexTable } from '../storage/index-table.ts';
import { type Command, type CommandContext, documentField, listOf, namespaceOf } from './command.ts';
import { answerWithDocuments, batchSizeOf, FIRST_BATCH } from './cursor-answer.ts';

function listDatabases({ engine, body }: CommandContext): Doc {
  const names = [...new Set(engine.catalog.list().map(({ db }) => db))];
  const filter = compileFilter(documentField(body, 'filter'));
  const databases = names
    .map((name) => ({ name, sizeOnDisk: Long.ZERO, empty: false }))
    .filter((doc) => filter(doc));
  if (isTrue(body.nameOnly)) return { databases: databases.map(({ name }) => ({ name })) };
  return { databases, totalSize: Long.ZERO, totalSizeMb: Long.ZERO };
}

function describe(collection: Collection, isNameOnly: boolean): Doc {
  const head = { name: collection.name, type: 'collection' };
  if (isNameOnly) return head;
  return {
    ...head,
    options: {},
    info: { readOnly: false, uuid: new Binary(collection.uuid, Binary.SUBTYPE_UUID) },
    idIndex: collection.idIndex.spec,
  };
}

function listCollections(context: CommandContext): Buffer {
  const { engine, db, body } = context;
  const filter = compileFilter(documentField(body, 'filter'));
  const found = engine.catalog
    .list(db)
    .map((collection) => describe(collection, isTrue(body.nameOnly)))
    .filter((doc) => filter(doc));
  const batchSize = batchSizeOf(documentField(body, 'cursor').batchSize, FIRST_BATCH);
  return answerWithDocuments(context, `${db}.$cmd.listCollections`, found.map(encode), batchSize);
}

function existing(context: CommandContext): Collection {
  const namespace = namespaceOf(context);
  const collection = context.engine.catalog.find(namespace);
  if (!collection) throw new ServerError(26, `ns does not exist: ${namespace.db}.${namespace.name}`);
  return collection;
}

function listIndexes(context: CommandContext): Buffer {
  const collection = existing(context);
  const batchSize = batchSizeOf(documentField(context.body, 'cursor').batchSize, FIRST_BATCH);
  return answerWithDocuments(
    context,
    collection.ns,
    collection.indexes.map(({ spec }) => encode(spec)),
    batchSize,
  );
}

async function untilUnwritten({ engine }: CommandContext, collection: Collection): Promise<void> {
  for (let writer = engine.writerOf(collection); writer; writer = engine.writerOf(collection))
    await writer.finished;
}

function create(context: CommandContext): Doc {
  const { engine } = context;
  const namespace = namespaceOf(context);
  if (engine.catalog.find(namespace)) {
    throw new ServerError(48, `Collection ${namespace.db}.${namespace.name} already exists.`);
  }
  engine.create(namespace);
  return {};
}

async function drop(context: CommandContext): Promise<Doc> {
  const namespace = namespaceOf(context);
  const collection = context.engine.catalog.find(namespace);
  if (!collection) return { ns: `${namespace.db}.${namespace.name}` };
  await untilUnwritten(context, collection);
  const nIndexesWas = new Int32(collection.indexes.length);
  if (!collection.isDropped) context.engine.drop(collection);
  return { nIndexesWas, ns: collection.ns };
}

async function dropDatabase(context: CommandContext): Promise<Doc> {
  const { engine, db } = context;
  for (const collection of engine.catalog.list(db)) await untilUnwritten(context, collection);
  if (engine.catalog.list(db).length === 0) return {};
  engine.dropDatabase(db);
  return { dropped: db };
}

async function createIndexes(context: CommandContext): Promise<Doc> {
  const { engine } = context;
  const specs = listOf(context, 'indexes').map(({ doc }) => doc);
  if (specs.length === 0) throw badValue('Must specify at least one index to create');
  const namespace = namespaceOf(context);
  const createdCollectionAutomatically = !engine.catalog.find(namespace);
  const collection = engine.ensureCollection(namespace);
  await untilUnwritten(context, collection);
  const numIndexesBefore = new Int32(collection.indexes.length);
  for (const spec of specs) {
    engine.addIndex(collection, spec);
    // An index of many documents takes its time: others come in between, as on a real server.
    await setImmediate();
    await untilUnwritten(context, collection);
    if (collection.isDropped)
      throw new ServerError(276, `the collection ${collection.ns} was dropped meanwhile`);
  }
  const numIndexesAfter = new Int32(collection.indexes.length);
  return { numIndexesBefore, numIndexesAfter, createdCollectionAutomatically };
}

function wanted(collection: Collection, index: unknown): IndexTable[] {
  if (index === '*') return collection.indexes.slice(1);
  if (Array.isArray(index)) return index.flatMap((item) => wanted(collection, item));
  const isWanted = ({ name, spec }: IndexTable) =>
    isDocument(index) ? compareValues(spec.key, index) === 0 : name === index;
  const found = collection.indexes.filter(isWanted);
  if (found.length === 0) throw new ServerError(27, `index not found with name [${String(index)}]`);
  return found;
}

async function dropIndexes(context: CommandContext): Promise<Doc> {
  const collection = existing(context);
  await untilUnwritten(context, collection);
  const nIndexesWas = new Int32(collection.indexes.length);
  const indexes = wanted(collection, context.body.index);
  if (indexes.includes(collection.idIndex)) throw new ServerError(72, 'cannot drop _id index');
  for (const index of indexes) context.engine.dropIndex(collection, index);
  return { nIndexesWas };
}

export const catalogCommands: Record<string, Command> = {
  listDatabases: { fields: ['filter', 'nameOnly', 'authorizedDatabases'], run: listDatabases },
  listCollections: {
    fields: ['filter', 'nameOnly', 'cursor', 'authorizedCollections'],
    run: listCollections,
  },
  listIndexes: { fields: ['cursor'], run: listIndexes },
  create: { fields: [], run: create },
  drop: { fields: [], run: drop },
  dropDatabase: { fields: [], run: dropDatabase },
  createIndexes: { fields: ['indexes', 'commitQuorum'], run: createIndexes },
  dropIndexes: { fields: ['index'], run: dropIndexes },
};
