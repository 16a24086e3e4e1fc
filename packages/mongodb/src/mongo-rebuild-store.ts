import type {
  DocumentRange,
  DocumentWrite,
  GenerationPlace,
  PlacedDocument,
  RebuildStore,
  ShownProjection,
  TouchedStream,
} from '@tools-provider/event-sourcing';
import { CodedError } from '@tools-provider/mediator';
import type { ClientSession, MongoClient } from 'mongodb';
import { classified, classify } from './classify.ts';
import type { Collections, CounterRow } from './collections.ts';
import type { Generations } from './generations.ts';
import { type CollectionSpec, createUnlessThere, indexesOf } from './prepare-collections.ts';
import { documentOperation, idsWith, toDocument } from './read-model-rows.ts';
import { inTransaction } from './transactions.ts';

/** What stands between a projection's name and its generation's number, in the name of a collection. */
const MARK = '~';

/** The {@link RebuildStore} on MongoDB: a generation is a collection for each projection, and the feed's counter says which ones are shown. */
export class MongoRebuildStore implements RebuildStore {
  readonly #client: MongoClient;
  readonly #collections: Collections;
  readonly #generations: Generations;
  readonly #specs: readonly CollectionSpec[];

  constructor(
    client: MongoClient,
    collections: Collections,
    generations: Generations,
    specs: readonly CollectionSpec[],
  ) {
    this.#client = client;
    this.#collections = collections;
    this.#generations = generations;
    this.#specs = specs;
  }

  begin(projections: readonly string[]): Promise<number> {
    return classified(async () => {
      const { counters, rebuildTouched } = this.#collections;
      // From here on no earlier rebuild can swap any more: what it has made may go.
      const counter = await counters.findOneAndUpdate(
        { _id: 'feed' },
        { $inc: { lastGeneration: 1 }, $unset: { rebuilding: 1 } },
        { returnDocument: 'after' },
      );
      const generation = counter?.lastGeneration ?? 1;
      if (counter !== null) await this.#dropFormer(counter);
      for (const projection of projections)
        await createUnlessThere(this.#collections, nameOf(projection, generation));
      await rebuildTouched.deleteMany({ generation: { $lt: generation } });
      // Whoever commits from now on notes what it touches.
      const { matchedCount } = await counters.updateOne(
        { _id: 'feed', lastGeneration: generation },
        { $set: { rebuilding: { generation } } },
      );
      if (matchedCount === 0) throw overtaken(generation);
      return generation;
    });
  }

  loadPlaced(
    place: GenerationPlace,
    collection: string,
    ids: readonly string[],
  ): Promise<ReadonlyMap<string, PlacedDocument>> {
    return classified(async () => {
      const rows = await (await this.#documents(place, collection))
        .find({ _id: { $in: [...ids] } })
        .toArray();
      return new Map(rows.map((row) => [row._id, { document: toDocument(row), revision: row.revision }]));
    });
  }

  listIds(
    place: GenerationPlace,
    collection: string,
    { after = '', idPrefix, limit }: DocumentRange,
  ): Promise<readonly string[]> {
    return classified(async () => {
      const documents = await this.#documents(place, collection);
      const rows = await documents
        .find(
          { _id: { ...(idPrefix === undefined ? {} : idsWith(idPrefix)), $gt: after } },
          { projection: { _id: 1 } },
        )
        .sort({ _id: 1 })
        .limit(limit)
        .toArray();
      return rows.map(({ _id }) => _id);
    });
  }

  async write(generation: number, writes: readonly DocumentWrite[]): Promise<void> {
    const projectedAt = new Date().toISOString();
    for (const [projection, ofProjection] of Map.groupBy(writes, ({ collection }) => collection)) {
      const operations = ofProjection.map((write) => documentOperation(write, projectedAt));
      const documents = this.#collections.documents(nameOf(projection, generation));
      await classified(() => documents.bulkWrite(operations, { ordered: true }));
    }
  }

  async complete(generation: number, projections: readonly string[]): Promise<void> {
    const wanted = this.#specs.filter(({ name }) => projections.includes(name));
    try {
      // Indexes of what is there already may take their time.
      for (const { name, indexedFields } of wanted) {
        const indexes = indexesOf(indexedFields);
        const documents = this.#collections.documents(nameOf(name, generation));
        if (indexes.length > 0) await documents.createIndexes(indexes);
      }
    } catch (error) {
      throw classify(error);
    }
  }

  loadTouched(limit: number): Promise<readonly TouchedStream[]> {
    return classified(() => this.#touched(limit));
  }

  isTouched(stream: string): Promise<boolean> {
    return classified(async () => (await this.#collections.rebuildTouched.findOne({ _id: stream })) !== null);
  }

  async forgetTouched(generation: number, touched: readonly TouchedStream[]): Promise<void> {
    if (touched.length === 0) return;
    const notes = touched.map(({ stream, projected }) => ({
      deleteOne: { filter: { _id: stream, projected: { $lte: projected }, generation } },
    }));
    await classified(() => this.#collections.rebuildTouched.bulkWrite(notes, { ordered: false }));
  }

  async swap(
    generation: number,
    projections: readonly string[],
    { maxTouched, settle }: Parameters<RebuildStore['swap']>[2],
  ): Promise<boolean> {
    try {
      const isSwapped = await inTransaction(this.#client, async (session) => {
        // Claimed first: from here on nobody else can commit.
        const counter = await this.#claim(generation, session);
        // It was a commit that got no answer.
        if (counter.generation === generation) return true;
        const touched = await this.#touched(maxTouched + 1, session);
        if (touched.length > maxTouched) return false;
        if (!(await settle(touched))) return false;
        await this.#show(counter, generation, projections, session);
        return true;
      });
      if (isSwapped) await this.#generations.lookAgain();
      return isSwapped;
    } catch (error) {
      const classified = classify(error);
      // Others were faster, again and again: nothing has happened, and they have added to what is to be worked off first.
      if (classified.code === 'lost-race') return false;
      throw classified;
    }
  }

  discard(generation: number): Promise<void> {
    return classified(async () => {
      const { counters } = this.#collections;
      const isOwn = { _id: 'feed' as const, 'rebuilding.generation': generation };
      const { matchedCount } = await counters.updateOne(isOwn, { $unset: { rebuilding: 1 } });
      if (matchedCount === 0) return;
      for (const { name } of this.#specs) await this.#collections.db.dropCollection(nameOf(name, generation));
    });
  }

  describe(projections: readonly string[]): Promise<readonly ShownProjection[]> {
    return classified(async () => {
      await this.#generations.lookAgainWhenOld();
      const described = projections.map(async (projection) => {
        const name = this.#generations.collectionOf(projection);
        const documents = await this.#collections.documents(name).estimatedDocumentCount();
        const generation = generationOf(projection, name) ?? 0;
        return { projection, generation, documents };
      });
      return await Promise.all(described);
    });
  }

  dropReplaced(ageMs: number): Promise<void> {
    return classified(async () => {
      const { counters, generations } = this.#collections;
      const [counter, last] = await Promise.all([
        counters.findOne({ _id: 'feed' }),
        generations.findOne({}, { sort: { _id: -1 } }),
      ]);
      const isOld = last !== null && Date.now() - Date.parse(last.swappedAt) >= ageMs;
      if (counter === null || counter.rebuilding !== undefined || !isOld) return;
      await this.#dropFormer(counter);
    });
  }

  async #documents(place: GenerationPlace, projection: string) {
    if (place !== 'shown') return this.#collections.documents(nameOf(projection, place.generation));
    await this.#generations.lookAgainWhenOld();
    return this.#collections.documents(this.#generations.collectionOf(projection));
  }

  async #touched(limit: number, session?: ClientSession): Promise<readonly TouchedStream[]> {
    const inSession = session === undefined ? {} : { session };
    const rows = await this.#collections.rebuildTouched.find({}, { limit, ...inSession }).toArray();
    return rows.map(({ _id, projected }) => ({ stream: _id, projected }));
  }

  async #claim(generation: number, session: ClientSession): Promise<CounterRow> {
    const counter = await this.#collections.counters.findOneAndUpdate(
      { _id: 'feed', 'rebuilding.generation': generation },
      { $inc: { claims: 1 } },
      { session, returnDocument: 'after' },
    );
    if (counter !== null) return counter;
    const current = await this.#collections.counters.findOne({ _id: 'feed' }, { session });
    if (current?.generation === generation) return current;
    throw overtaken(generation);
  }

  async #show(
    counter: CounterRow,
    generation: number,
    projections: readonly string[],
    session: ClientSession,
  ): Promise<void> {
    const changed = projections.map((projection) => [projection, nameOf(projection, generation)]);
    const collections = { ...counter.collections, ...Object.fromEntries(changed) };
    await this.#collections.counters.updateOne(
      { _id: 'feed' },
      { $set: { generation, collections }, $unset: { rebuilding: 1 } },
      { session },
    );
    const swappedAt = new Date().toISOString();
    await this.#collections.generations.insertOne({ _id: generation, collections, swappedAt }, { session });
  }

  /** Drops what is of an earlier generation than the last one and not shown: nothing of it can be shown again, whoever has begun what since. */
  async #dropFormer({ collections = {}, lastGeneration = 0 }: CounterRow): Promise<void> {
    const { db } = this.#collections;
    const listed = await db.listCollections({}, { nameOnly: true }).toArray();
    for (const { name: projection } of this.#specs) {
      const shown = collections[projection] ?? projection;
      const former = listed.filter(({ name }) => {
        const generation = generationOf(projection, name);
        return generation !== undefined && generation < lastGeneration && name !== shown;
      });
      for (const { name } of former) await db.dropCollection(name);
    }
  }
}

function nameOf(projection: string, generation: number): string {
  return `${projection}${MARK}${generation}`;
}

/** The generation of a projection that a collection holds, 0 for the one from before the first rebuild; `undefined` when it holds none. */
function generationOf(projection: string, name: string): number | undefined {
  if (name === projection) return 0;
  const number = name.startsWith(`${projection}${MARK}`) ? name.slice(projection.length + MARK.length) : '';
  return /^\d+$/.test(number) ? Number(number) : undefined;
}

function overtaken(generation: number): CodedError {
  const sentence = `Another rebuild has begun since generation ${generation}`;
  return new CodedError('conflict', 'rebuild-overtaken', sentence);
}
