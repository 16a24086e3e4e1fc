import {
  type CloudEventJson,
  type DocumentWrite,
  type EntitiesPlace,
  type FailureCode,
  type ProjectedSpan,
  type ProjectionStatus,
  type ProjectionStatusQueries,
  type ReadDocument,
  type ReadModelStore,
  type RecordedEvent,
  type SkipRecord,
  StaleSpansError,
  type StatusPage,
  skippedEventOf,
} from '@tools-provider/event-sourcing';
import { CodedError } from '@tools-provider/mediator';
import type { ClientSession, Collection, Filter, MongoClient } from 'mongodb';
import { classified } from './classify.ts';
import type { Collections, SkipRow, StatusRow } from './collections.ts';
import { claimNumbers, feedRow } from './feed-rows.ts';
import type { Generations } from './generations.ts';
import { RefusedWrite, type Write, writeAsOneCommand } from './one-command.ts';
import { documentOperation, idsWith, toDocument, toStatus } from './read-model-rows.ts';
import { inTransaction } from './transactions.ts';

/** The {@link ReadModelStore} on MongoDB: one transaction for documents, status and feed. */
export class MongoReadModelStore implements ReadModelStore, ProjectionStatusQueries {
  readonly #client: MongoClient;
  readonly #collections: Collections;
  readonly #generations: Generations;

  readonly #onLostRace: () => void;

  constructor(
    client: MongoClient,
    collections: Collections,
    generations: Generations,
    onLostRace: () => void = () => undefined,
  ) {
    this.#client = client;
    this.#collections = collections;
    this.#generations = generations;
    this.#onLostRace = onLostRace;
  }

  get generation(): number {
    return this.#generations.generation;
  }

  loadStatuses(streams: readonly string[]): Promise<ReadonlyMap<string, ProjectionStatus>> {
    return classified(async () => {
      const found = this.#collections.statuses.find({ _id: { $in: [...streams] } }).toArray();
      // Whoever asks for statuses goes on with documents: not with those of a generation that is long gone.
      const [rows] = await Promise.all([found, this.#generations.lookAgainWhenOld()]);
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

  listDocuments({ collection, idPrefix }: EntitiesPlace): Promise<readonly ReadDocument[]> {
    return classified(async () => {
      const rows = await this.#collections
        .documents(this.#generations.collectionOf(collection))
        .find({ _id: idsWith(idPrefix) })
        .toArray();
      return rows.map(toDocument);
    });
  }

  listStatuses(page: StatusPage): Promise<readonly ProjectionStatus[]> {
    return this.#pageOf({}, page);
  }

  listFailures(page: StatusPage): Promise<readonly ProjectionStatus[]> {
    return this.#pageOf(IS_SET_ASIDE, page);
  }

  countFailures(): Promise<ReadonlyMap<FailureCode, number>> {
    return classified(async () => {
      const counts = await this.#collections.statuses
        .aggregate<{ _id: FailureCode | null; count: number }>([
          { $match: IS_SET_ASIDE },
          { $group: { _id: '$failure.code', count: { $sum: 1 } } },
        ])
        .toArray();
      return new Map(counts.map(({ _id, count }) => [_id ?? 'projection-failed', count]));
    });
  }

  async commit(spans: readonly ProjectedSpan[]): Promise<void> {
    await classified(async () => {
      const write = (isFeedSearched: boolean) =>
        inTransaction(
          this.#client,
          (session) => this.#write(spans, session, isFeedSearched),
          this.#onLostRace,
        );
      try {
        await write(false);
      } catch (error) {
        if (!(error instanceof KnownCloudEvent)) throw error;
        // Rare, so it is not looked for beforehand: statuses that are older than the feed, as after a restore of one of them.
        await write(true);
      }
    });
  }

  writeUnguarded(
    writes: readonly DocumentWrite[],
    event: RecordedEvent,
    cloudEvents: readonly CloudEventJson[],
  ): Promise<void> {
    const { stream, revision, id } = event;
    const projectedAt = now();
    return classified(async () => {
      const documents = writes.map((write) => {
        const shown = this.#collections.documents(this.#generations.collectionOf(write.collection));
        return documentWrite(shown.namespace, write, projectedAt);
      });
      if (documents.length > 0) await writeAsOneCommand(this.#client, documents);
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

  async #pageOf(
    filter: Filter<StatusRow>,
    { after = '', limit }: StatusPage,
  ): Promise<readonly ProjectionStatus[]> {
    const rows = await classified(() =>
      this.#collections.statuses
        .find({ ...filter, _id: { $gt: after } })
        .sort({ _id: 1 })
        .limit(limit)
        .toArray(),
    );
    return rows.map(toStatus);
  }

  async #write(
    spans: readonly ProjectedSpan[],
    session: ClientSession,
    isFeedSearched: boolean,
  ): Promise<void> {
    const projectedAt = now();
    const known = isFeedSearched ? await this.#knownIds(spans, session) : NONE;
    const news = spans.flatMap(({ stream, cloudEvents }) =>
      cloudEvents.flatMap((cloudEvent) => (known.has(cloudEvent.id) ? [] : [{ stream, cloudEvent }])),
    );
    // The counter comes first: of two workers that write at once, one loses here, before any work was done.
    const { first, counter } = await claimNumbers(this.#collections, news.length, session);
    this.#generations.learn(counter);
    refuseOtherGenerations(spans, this.generation);
    const rows = news.map(({ stream, cloudEvent }, index) => feedRow(cloudEvent, stream, first + index));
    const writes = [
      ...spans.map((span) => statusWrite(this.#collections.statuses.namespace, span, projectedAt)),
      ...spans.flatMap(({ documents }) =>
        documents.map((write) => {
          const shown = counter.collections?.[write.collection] ?? write.collection;
          return documentWrite(this.#collections.documents(shown).namespace, write, projectedAt);
        }),
      ),
      ...this.#touchedWrites(spans, counter.rebuilding?.generation),
      ...insertsInto(this.#collections.feed, rows),
      ...insertsInto(
        this.#collections.skips,
        spans.flatMap(({ skipped }) => (skipped === undefined ? [] : [skipRow(skipped)])),
      ),
      ...insertsInto(
        this.#collections.quarantineLog,
        spans.flatMap(({ stream, failure }) =>
          failure === undefined ? [] : [{ stream, revision: failure.revision, failure }],
        ),
      ),
    ];
    const haveFound = await writeAsOneCommand(this.#client, writes, session).catch((error: unknown) => {
      throw error instanceof RefusedWrite ? this.#reasonOf(error, spans) : error;
    });
    if (!haveFound) throw staleSpans(spans);
  }

  /** Tells the rebuild that runs which streams it has to look at once more. */
  #touchedWrites(spans: readonly ProjectedSpan[], generation: number | undefined): readonly Write[] {
    if (generation === undefined) return [];
    const { namespace } = this.#collections.rebuildTouched;
    return spans.map(({ stream, to }) => ({
      name: 'updateOne',
      namespace,
      filter: { _id: stream },
      update: { $max: { projected: to }, $set: { generation } },
      upsert: true,
    }));
  }

  #reasonOf({ write, haveUpdatesFound, cause }: RefusedWrite, spans: readonly ProjectedSpan[]): Error {
    if (!haveUpdatesFound) return staleSpans(spans);
    if (!isDuplicateKey(cause)) return cause;
    if (write?.namespace === this.#collections.statuses.namespace) return staleSpans(spans);
    return write?.namespace === this.#collections.feed.namespace ? duplicateInFeed(cause) : cause;
  }

  async #knownIds(spans: readonly ProjectedSpan[], session: ClientSession): Promise<ReadonlySet<string>> {
    const ids = spans.flatMap(({ cloudEvents }) => cloudEvents.map(({ id }) => id));
    const rows = await this.#collections.feed
      .find({ _id: { $in: ids } }, { session, projection: { _id: 1 } })
      .toArray();
    return new Set(rows.map(({ _id }) => _id));
  }
}

/** Documents of another generation may have been made by other code, and must not be mixed with those of this one. */
function refuseOtherGenerations(spans: readonly ProjectedSpan[], generation: number): void {
  const others = spans.filter((span) => span.generation !== generation);
  if (others.length > 0) throw staleSpans(others);
}

function staleSpans(spans: readonly ProjectedSpan[]): StaleSpansError {
  return new StaleSpansError(spans.map(({ stream }) => stream));
}

const NONE: ReadonlySet<string> = new Set();

/** Found by its index, and whatever version of the product stored it. */
const IS_SET_ASIDE: Filter<StatusRow> = { 'failure.revision': { $gte: 0 } };

/** The feed holds a CloudEvent that a span brings. */
class KnownCloudEvent extends Error {}

/** Which of the feed's unique keys was there already: an event, or a number, which can only be when the counter is older than the feed. */
function duplicateInFeed(error: unknown): Error {
  if (!(error as { message?: string }).message?.includes('sequence')) return new KnownCloudEvent();
  return new CodedError(
    'unavailable',
    'feed-counter-behind',
    'The feed holds events beyond its counter, as after a restore of a part of MongoDB: restore the rest, or set counters.feed.sequence to the highest sequence in cloudevents',
    { cause: error },
  );
}

function now(): string {
  return new Date().toISOString();
}

/** The guard: it matches only a stream that is still where the span began, or, for a new one, that has no status yet. */
function statusWrite(namespace: string, span: ProjectedSpan, projectedAt: string): Write {
  const { stream, from, to, lastEventId, emitted, failure, keepsFailure, skipped } = span;
  if (span.isSetBack === true) return setBackWrite(namespace, span, projectedAt);
  const set = { projected: to, projectedAt, ...(lastEventId === undefined ? {} : { lastEventId }) };
  return {
    name: 'updateOne',
    namespace,
    filter: { _id: stream, projected: from },
    update: {
      $set: failure === undefined ? set : { ...set, failure },
      $max: { emitted },
      ...(failure === undefined && keepsFailure !== true ? { $unset: { failure: 1 } } : {}),
      ...(skipped === undefined ? {} : { $push: { skipped: skippedEventOf(skipped) } }),
    },
    upsert: from < 0,
  };
}

/** A projection that is set back to where its log ends. */
function setBackWrite(
  namespace: string,
  { stream, from, to, lastEventId, emitted }: ProjectedSpan,
  projectedAt: string,
): Write {
  const set = { projected: to, emitted, projectedAt };
  const update =
    lastEventId === undefined
      ? { $set: set, $unset: { lastEventId: 1, failure: 1, skipped: 1 } }
      : { $set: { ...set, lastEventId }, $unset: { failure: 1, skipped: 1 } };
  return { name: 'updateOne', namespace, filter: { _id: stream, projected: from }, update, upsert: false };
}

function documentWrite(namespace: string, write: DocumentWrite, projectedAt: string): Write {
  const operation = documentOperation(write, projectedAt);
  return 'deleteOne' in operation
    ? { name: 'deleteOne', namespace, ...operation.deleteOne }
    : { name: 'replaceOne', namespace, ...operation.replaceOne };
}

function insertsInto<Row extends object>({ namespace }: Collection<Row>, rows: readonly Row[]): Write[] {
  return rows.map((document) => ({ name: 'insertOne', namespace, document }));
}

function skipRow({ id, ...record }: SkipRecord): SkipRow {
  return { _id: id, ...record, isRecorded: false };
}

function isDuplicateKey(error: unknown): boolean {
  return (error as { code?: unknown }).code === 11000;
}
