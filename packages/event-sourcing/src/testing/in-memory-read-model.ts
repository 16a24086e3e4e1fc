import { NO_REVISION } from '../aggregate/aggregate-root.ts';
import type { RecordedEvent } from '../aggregate/domain-event.ts';
import { StaleSpansError } from '../errors.ts';
import { type SkipRecord, type SkipRecords, skippedEventOf } from '../quarantine/skip-records.ts';
import type { ProjectionStatusQueries, StatusPage } from '../read-side/projection-status-queries.ts';
import type { FailureCode } from '../reconciliation/failure-code.ts';
import type { CloudEventJson, EntitiesPlace, ReadDocument } from '../reconciliation/projection.ts';
import type { ProjectionStatus } from '../reconciliation/projection-status.ts';
import type { DocumentWrite, ProjectedSpan, ReadModelStore } from '../reconciliation/read-model-store.ts';
import { InMemoryDocuments } from './in-memory-documents.ts';
import { InMemoryFeed } from './in-memory-feed.ts';
import type { InMemoryProjectionSignals } from './in-memory-projection-signals.ts';
import { InMemoryRebuildStore } from './in-memory-rebuild-store.ts';

/**
 * A read model that lasts as long as the process, with the semantics of the ports: what the reconciliator writes, and documents, status,
 * feed and signals as those who read see them.
 */
export class InMemoryReadModel implements ReadModelStore, ProjectionStatusQueries, SkipRecords {
  /** What was projected, for those who read it. */
  readonly documents = new InMemoryDocuments();
  /** What was told, in order; others than the reconciliator may add to it, too. */
  readonly feed = new InMemoryFeed();
  readonly #statuses = new Map<string, ProjectionStatus>();
  readonly #skips = new Map<string, SkipRecord>();
  /** Makes further generations of the documents. */
  readonly rebuildStore = new InMemoryRebuildStore(this.documents, (generation) => {
    this.#generation = generation;
    this.signals.tell({ what: 'swapped' });
  });
  #generation = 0;

  get generation(): number {
    return this.#generation;
  }

  /** Tells of what is projected, set aside, or only in the feed. */
  get signals(): InMemoryProjectionSignals {
    return this.feed.signals;
  }

  async loadStatuses(streams: readonly string[]): Promise<ReadonlyMap<string, ProjectionStatus>> {
    const known = streams.flatMap((stream) => this.#statuses.get(stream) ?? []);
    return new Map(known.map((status) => [status.stream, status]));
  }

  async listStatuses({ after = '', limit }: StatusPage): Promise<readonly ProjectionStatus[]> {
    return [...this.#statuses.values()]
      .filter(({ stream }) => stream > after)
      .toSorted((one, other) => (one.stream < other.stream ? -1 : 1))
      .slice(0, limit);
  }

  async listFailures(page: StatusPage): Promise<readonly ProjectionStatus[]> {
    const all = await this.listStatuses({ ...page, limit: Number.POSITIVE_INFINITY });
    return all.filter(({ failure }) => failure !== undefined).slice(0, page.limit);
  }

  async countFailures(): Promise<ReadonlyMap<FailureCode, number>> {
    const codes = [...this.#statuses.values()].flatMap(({ failure }) => failure?.code ?? []);
    return new Map(
      Map.groupBy(codes, (code) => code)
        .entries()
        .map(([code, all]) => [code, all.length]),
    );
  }

  async unrecorded(limit: number): Promise<readonly SkipRecord[]> {
    return [...this.#skips.values()].slice(0, limit);
  }

  async recorded(id: string): Promise<void> {
    this.#skips.delete(id);
  }

  async loadDocuments(
    collection: string,
    ids: readonly string[],
  ): Promise<ReadonlyMap<string, ReadDocument>> {
    return this.documents.load(collection, ids);
  }

  async listDocuments({ collection, idPrefix }: EntitiesPlace): Promise<readonly ReadDocument[]> {
    const ids = this.documents.ids(collection).filter((id) => id.startsWith(idPrefix));
    return [...this.documents.load(collection, ids).values()];
  }

  async commit(spans: readonly ProjectedSpan[]): Promise<void> {
    const projectedAt = new Date().toISOString();
    this.#refuseOtherGenerations(spans);
    const statuses = this.#statusesAfter(spans, projectedAt);
    for (const { skipped } of spans) if (skipped !== undefined) this.#skips.set(skipped.id, skipped);
    for (const status of statuses) this.#statuses.set(status.stream, status);
    this.rebuildStore.noteTouched(spans);
    for (const { documents, stream, cloudEvents } of spans) {
      for (const write of documents) this.documents.write(write, projectedAt);
      this.#addToFeed(stream, cloudEvents);
    }
    for (const { stream, failure } of spans) {
      if (failure !== undefined) this.signals.tell({ what: 'set-aside', stream, revision: failure.revision });
    }
  }

  async writeUnguarded(
    writes: readonly DocumentWrite[],
    { id, stream, revision }: RecordedEvent,
    cloudEvents: readonly CloudEventJson[],
  ): Promise<void> {
    const projectedAt = new Date().toISOString();
    const before = this.#statuses.get(stream);
    for (const write of writes) this.documents.write(write, projectedAt);
    this.#statuses.set(stream, {
      stream,
      projected: Math.max(before?.projected ?? NO_REVISION, revision),
      emitted: Math.max(before?.emitted ?? NO_REVISION, revision),
      lastEventId: id,
      projectedAt,
      failure: before?.failure,
      skipped: before?.skipped ?? [],
    });
    this.#addToFeed(stream, cloudEvents);
  }

  #statusesAfter(spans: readonly ProjectedSpan[], projectedAt: string): Iterable<ProjectionStatus> {
    const after = new Map<string, ProjectionStatus>();
    const stale = new Set<string>();
    for (const span of spans) {
      const { stream, from } = span;
      const before = after.get(stream) ?? this.#statuses.get(stream);
      if ((before?.projected ?? NO_REVISION) !== from) stale.add(stream);
      after.set(stream, statusAfter(before, span, projectedAt));
    }
    if (stale.size > 0) throw new StaleSpansError([...stale]);
    return after.values();
  }

  #refuseOtherGenerations(spans: readonly ProjectedSpan[]): void {
    const others = spans.filter(({ generation }) => generation !== this.#generation);
    if (others.length > 0) throw new StaleSpansError(others.map(({ stream }) => stream));
  }

  #addToFeed(stream: string, cloudEvents: readonly CloudEventJson[]): void {
    for (const cloudEvent of cloudEvents.filter(({ id }) => !this.feed.has(id)))
      this.feed.add({ cloudEvent, stream, revision: Number(cloudEvent.revision) }, 'projected');
  }
}

/** Status is kept for good: what was emitted never becomes less, and the last event is that of the last span which had one. */
function statusAfter(
  before: ProjectionStatus | undefined,
  { stream, to, emitted, lastEventId, failure, keepsFailure, skipped, isSetBack }: ProjectedSpan,
  projectedAt: string,
): ProjectionStatus {
  if (isSetBack === true)
    return { stream, projected: to, emitted, lastEventId, projectedAt, failure, skipped: [] };
  return {
    stream,
    projected: to,
    emitted: Math.max(before?.emitted ?? NO_REVISION, emitted),
    lastEventId: lastEventId ?? before?.lastEventId,
    projectedAt,
    failure: keepsFailure === true ? before?.failure : failure,
    skipped: [...(before?.skipped ?? []), ...(skipped === undefined ? [] : [skippedEventOf(skipped)])],
  };
}
