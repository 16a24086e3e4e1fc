import type { RecordedEvent } from '../aggregate/domain-event.ts';
import type { SkipRecord } from '../quarantine/skip-records.ts';
import type { CloudEventJson, EntitiesPlace, ReadDocument } from './projection.ts';
import type { ProjectionFailure, ProjectionStatus } from './projection-status.ts';

/** A document to store, or (`document` undefined) to delete. */
export interface DocumentWrite {
  readonly collection: string;
  readonly id: string;
  /** The revision of the event that wrote it. */
  readonly revision: number;
  readonly document: ReadDocument | undefined;
}

/** What a run of consecutive events of one stream made: to be stored whole, and only if the stream is still at `from`. */
export interface ProjectedSpan {
  readonly stream: string;
  /** The {@link ReadModelStore.generation} as it was before the documents were read that the events were applied to. */
  readonly generation: number;
  /** The revision the documents were at when the events were applied; −1: none. */
  readonly from: number;
  /** The last revision applied; equal to `from` when the span only sets the aggregate aside. */
  readonly to: number;
  readonly lastEventId: string | undefined;
  /** The last revision whose CloudEvent is in the feed once the span is stored. */
  readonly emitted: number;
  readonly documents: readonly DocumentWrite[];
  readonly cloudEvents: readonly CloudEventJson[];
  /** The stream is not the one that was projected: `to` may lie before `from`, and what was emitted is what the span says. */
  readonly isSetBack?: boolean;
  /** More of the stream follows that is wanted: the mark of an aggregate that was set aside stays until the rest is stored, too. */
  readonly keepsFailure?: boolean;
  /** Sets the aggregate aside at `to`. */
  readonly failure?: ProjectionFailure;
  /** The one event of the span was left out, for this reason; it is told of by {@link SkipRecords}. */
  readonly skipped?: SkipRecord;
}

/**
 * Where documents, projection status and CloudEvents are kept, so that they change together.
 * Every method throws `unavailable` when the store cannot be reached.
 */
export interface ReadModelStore {
  /**
   * Which generation of documents is read and written; each rebuild that ends well makes another one. It is what the store knows, which
   * may be old: a commit finds out.
   */
  readonly generation: number;
  /** The status of each stream that has one. */
  loadStatuses(streams: readonly string[]): Promise<ReadonlyMap<string, ProjectionStatus>>;
  /** The documents of a collection by id, those that exist. */
  loadDocuments(collection: string, ids: readonly string[]): Promise<ReadonlyMap<string, ReadDocument>>;
  /** The documents of a stream's entities, without a look at any other. */
  listDocuments(place: EntitiesPlace): Promise<readonly ReadDocument[]>;
  /**
   * Stores all spans in one transaction: documents, status, and their CloudEvents with the next numbers of the feed. All or nothing:
   * throws {@link StaleSpansError} when a stream is no longer at its span's `from`, or another generation is shown than the span's. Lost races for the feed's counter are tried again inside.
   * A CloudEvent whose id the feed holds already keeps the number it has and is not added again.
   */
  commit(spans: readonly ProjectedSpan[]): Promise<void>;
  /** Writes an event's documents and CloudEvents, whatever is there: only for the ordering `none`, which has no guard. */
  writeUnguarded(
    writes: readonly DocumentWrite[],
    event: RecordedEvent,
    cloudEvents: readonly CloudEventJson[],
  ): Promise<void>;
}
