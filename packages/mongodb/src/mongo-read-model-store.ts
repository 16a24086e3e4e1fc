import {
  type CloudEventJson,
  type DocumentWrite,
  type ProjectedSpan,
  type ProjectionStatus,
  type ReadDocument,
  type ReadModelStore,
  type RecordedEvent,
  StaleSpansError,
} from '@tools-provider/event-sourcing';
import type { AnyBulkWriteOperation, ClientSession, MongoClient } from 'mongodb';
import { classified } from './classify.ts';
import type { Collections, FeedRow, ProjectedRow, StatusRow } from './collections.ts';
import { claimNumbers, feedRow } from './feed-rows.ts';
import type { Generations } from './generations.ts';
import { inTransaction } from './transactions.ts';

/** The {@link ReadModelStore} on MongoDB: one transaction for documents, status and feed. */
export class MongoReadModelStore implements ReadModelStore {
  readonly #client: MongoClient;
  readonly #collections: Collections;
  readonly #generations: Generations;

  constructor(client: MongoClient, collections: Collections, generations: Generations) {
    this.#client = client;
    this.#collections = collections;
    this.#generations = generations;
  }

  get generation(): number {
    return this.#generations.generation;
  }

  loadStatuses(streams: readonly string[]): Promise<ReadonlyMap<string, ProjectionStatus>> {
    return classified(async () => {
      const rows = await this.#collections.statuses.find({ _id: { $in: [...streams] } }).toArray();
      return new Map(rows.map((row) => [row._id, toStatus(row)]));
    });
  }

  loadDocuments(collection: string, ids: readonly string[]): Promise<ReadonlyMap<string, ReadDocument>> {
    return classified(async () => {
      const rows = await this.#collections
        .documents(this.#generations.collectionOf(collection))
        .find({ _id: { $in: [...ids] } })
        .toArray();
      return new Map(rows.map((row) => [row._id, toDocument(row)]));
    });
  }

  /** How many aggregates are set aside. */
  countFailures(): Promise<number> {
    return classified(() => this.#collections.statuses.countDocuments({ 'failure.revision': { $gte: 0 } }));
  }

  commit(spans: readonly ProjectedSpan[]): Promise<void> {
    return classified(() => inTransaction(this.#client, (session) => this.#write(spans, session)));
  }

  writeUnguarded(
    write: DocumentWrite,
    event: RecordedEvent,
    cloudEvents: readonly CloudEventJson[],
  ): Promise<void> {
    const { stream, revision, id } = event;
    const projectedAt = now();
    return classified(async () => {
      const shown = this.#collections.documents(this.#generations.collectionOf(write.collection));
      await shown.bulkWrite([documentOperation(write, projectedAt)]);
      await this.#collections.statuses.updateOne(
        { _id: stream },
        { $set: { lastEventId: id, projectedAt }, $max: { projected: revision, emitted: revision } },
        { upsert: true },
      );
      const { first } = await claimNumbers(this.#collections, cloudEvents.length);
      const rows = cloudEvents.map((cloudEvent, index) => feedRow(cloudEvent, stream, first + index));
      if (rows.length > 0) await this.#collections.feed.insertMany(rows);
    });
  }

  async #write(spans: readonly ProjectedSpan[], session: ClientSession): Promise<void> {
    const projectedAt = now();
    const total = spans.reduce((sum, { cloudEvents }) => sum + cloudEvents.length, 0);
    // The counter comes first: of two workers that write at once, one loses here, before any work was done.
    const { first, counter } = await claimNumbers(this.#collections, total, session);
    this.#generations.learn(counter);
    refuseOtherGenerations(spans, this.generation);
    if (counter.rebuilding !== undefined) await this.#noteAsTouched(spans, session);

    const statuses = spans.map((span) => statusOperation(span, projectedAt));
    const { matchedCount, upsertedCount } = await this.#collections.statuses
      .bulkWrite(statuses, { session, ordered: true })
      .catch((error: unknown) => {
        throw isDuplicateKey(error) ? new StaleSpansError(spans.map(({ stream }) => stream)) : error;
      });
    if (matchedCount + upsertedCount < spans.length)
      throw new StaleSpansError(spans.map(({ stream }) => stream));

    for (const [collection, writes] of byCollection(spans)) {
      const operations = writes.map((write) => documentOperation(write, projectedAt));
      const shown = this.#collections.documents(counter.collections?.[collection] ?? collection);
      await shown.bulkWrite(operations, { session, ordered: true });
    }
    const rows: FeedRow[] = [];
    let sequence = first;
    for (const { stream, cloudEvents } of spans) {
      for (const cloudEvent of cloudEvents) rows.push(feedRow(cloudEvent, stream, sequence++));
    }
    if (rows.length > 0) await this.#collections.feed.insertMany(rows, { session, ordered: true });
    const setAside = spans.flatMap(({ stream, failure }) =>
      failure === undefined ? [] : [{ stream, revision: failure.revision, failure }],
    );
    if (setAside.length > 0) await this.#collections.quarantineLog.insertMany(setAside, { session });
  }

  /** Tells the rebuild that runs which streams it has to look at once more. */
  async #noteAsTouched(spans: readonly ProjectedSpan[], session: ClientSession): Promise<void> {
    const notes = spans.map(({ stream, to }) => ({
      updateOne: { filter: { _id: stream }, update: { $max: { projected: to } }, upsert: true },
    }));
    await this.#collections.rebuildTouched.bulkWrite(notes, { session, ordered: true });
  }
}

/** Documents of another generation may have been made by other code, and must not be mixed with those of this one. */
function refuseOtherGenerations(spans: readonly ProjectedSpan[], generation: number): void {
  const others = spans.filter((span) => span.generation !== generation);
  if (others.length > 0) throw new StaleSpansError(others.map(({ stream }) => stream));
}

function now(): string {
  return new Date().toISOString();
}

/** The guard: it matches only a stream that is still where the span began, or, for a new one, that has no status yet. */
function statusOperation(span: ProjectedSpan, projectedAt: string): AnyBulkWriteOperation<StatusRow> {
  const { stream, from, to, lastEventId, emitted, failure } = span;
  const set = { projected: to, projectedAt, ...(lastEventId === undefined ? {} : { lastEventId }) };
  return {
    updateOne: {
      filter: { _id: stream, projected: from },
      update: {
        $set: failure === undefined ? set : { ...set, failure },
        $max: { emitted },
        ...(failure === undefined ? { $unset: { failure: 1 } } : {}),
      },
      upsert: from < 0,
    },
  };
}

function documentOperation(write: DocumentWrite, projectedAt: string): AnyBulkWriteOperation<ProjectedRow> {
  const { id, revision, document } = write;
  if (document === undefined) return { deleteOne: { filter: { _id: id } } };
  const { id: _, ...fields } = document;
  return {
    replaceOne: { filter: { _id: id }, replacement: { ...fields, revision, projectedAt }, upsert: true },
  };
}

function byCollection(spans: readonly ProjectedSpan[]): Map<string, DocumentWrite[]> {
  return Map.groupBy(
    spans.flatMap(({ documents }) => documents),
    ({ collection }) => collection,
  );
}

function toStatus(row: StatusRow): ProjectionStatus {
  const { _id, projected, emitted, lastEventId, projectedAt, failure } = row;
  return { stream: _id, projected, emitted, lastEventId, projectedAt, failure };
}

function toDocument(row: ProjectedRow): ReadDocument {
  const { _id, revision: _, projectedAt: __, ...fields } = row;
  return { ...fields, id: _id };
}

function isDuplicateKey(error: unknown): boolean {
  return (error as { code?: unknown }).code === 11000;
}
