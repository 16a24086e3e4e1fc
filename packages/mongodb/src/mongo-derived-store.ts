import {
  type DerivedProgress,
  type DerivedQuery,
  type DerivedStore,
  type DerivedWrite,
  type Lease,
  leaseLost,
  type ReadDocument,
  type StoredDocument,
} from '@tools-provider/event-sourcing';
import type { MongoClient } from 'mongodb';
import { classified } from './classify.ts';
import type { Collections } from './collections.ts';
import { RefusedWrite, type Write, writeAsOneCommand } from './one-command.ts';
import { documentOperation, toStored } from './read-model-rows.ts';
import { inTransaction } from './transactions.ts';

const TO_MAJORITY = { writeConcern: { w: 'majority' } } as const;
const DUPLICATE_KEY = 11000;

/** The {@link DerivedStore} on MongoDB: a row for each projection keeps the newest epoch, and every commit claims it first. */
export class MongoDerivedStore implements DerivedStore {
  readonly #client: MongoClient;
  readonly #collections: Collections;

  constructor(client: MongoClient, collections: Collections) {
    this.#client = client;
    this.#collections = collections;
  }

  claim(projection: string, lease: Lease): Promise<DerivedProgress | undefined> {
    const { epoch } = lease;
    return classified(async () => {
      try {
        const position = await this.#collections.derivedPositions.findOneAndUpdate(
          { _id: projection, epoch: { $lte: epoch } },
          { $set: { epoch } },
          { upsert: true, returnDocument: 'after', ...TO_MAJORITY },
        );
        return position?.progress;
      } catch (error) {
        // There is a row, and it is not one of this epoch or an older one.
        if ((error as { code?: unknown }).code === DUPLICATE_KEY) throw leaseLost(lease);
        throw error;
      }
    });
  }

  commit(
    projection: string,
    lease: Lease,
    { writes = [], progress }: Parameters<DerivedStore['commit']>[2],
  ): Promise<void> {
    const projectedAt = new Date().toISOString();
    const operations = writes.map((write) => this.#operation(write, projectedAt));
    const isOwn = { _id: projection, epoch: lease.epoch };
    const saved = progress === undefined ? {} : { $set: { progress } };
    const claimed = { $inc: { writes: 1 }, ...saved };
    return classified(async () => {
      const { derivedPositions } = this.#collections;
      if (operations.length === 0) {
        const { matchedCount } = await derivedPositions.updateOne(isOwn, claimed, TO_MAJORITY);
        if (matchedCount === 0) throw leaseLost(lease);
        return;
      }
      await inTransaction(this.#client, async (session) => {
        const { matchedCount } = await derivedPositions.updateOne(isOwn, claimed, { session });
        if (matchedCount === 0) throw leaseLost(lease);
        await writeAsOneCommand(this.#client, operations, session).catch((error: unknown) => {
          throw error instanceof RefusedWrite ? error.cause : error;
        });
      });
    });
  }

  find<Document extends ReadDocument>(
    collection: string,
    { field, values, after = '', limit }: DerivedQuery,
  ): Promise<readonly StoredDocument<Document>[]> {
    return classified(async () => {
      const rows = await this.#collections
        .documents(collection)
        .find({ [field]: { $in: [...values] }, _id: { $gt: after } })
        .sort({ _id: 1 })
        .limit(limit)
        .toArray();
      return rows.map((row) => toStored<Document>(row));
    });
  }

  progressOf(projection: string): Promise<DerivedProgress | undefined> {
    return classified(async () => {
      const position = await this.#collections.derivedPositions.findOne({ _id: projection });
      return position?.progress;
    });
  }

  #operation({ collection, id, document, revision }: DerivedWrite, projectedAt: string): Write {
    const { namespace } = this.#collections.documents(collection);
    const operation = documentOperation({ collection, id, document, revision }, projectedAt);
    return 'deleteOne' in operation
      ? { name: 'deleteOne', namespace, ...operation.deleteOne }
      : { name: 'replaceOne', namespace, ...operation.replaceOne };
  }
}
