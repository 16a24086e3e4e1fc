import type { SkipRecords } from '../quarantine/skip-records.ts';
import type { DocumentQueries } from '../read-side/document-queries.ts';
import type { Feed, ProjectionSignals } from '../read-side/feed.ts';
import type { FeedWriter } from '../read-side/feed-writer.ts';
import type { ProjectionStatusQueries } from '../read-side/projection-status-queries.ts';
import { searchWords } from '../read-side/search-words.ts';
import type { RebuildStore } from '../rebuild/rebuild-store.ts';
import type { CloudEventJson, ReadDocument } from '../reconciliation/projection.ts';
import type { ProjectedSpan, ReadModelStore } from '../reconciliation/read-model-store.ts';

/** A read model under test, through each of its ports, and how to be done with it. The collection {@link PROJECTED_NOTES} is prepared. */
export interface OpenedReadModel {
  readonly readModel: ReadModelStore;
  readonly statuses: ProjectionStatusQueries;
  readonly quarantine: SkipRecords;
  readonly documents: DocumentQueries;
  readonly feed: Feed;
  readonly feedWriter: FeedWriter;
  readonly signals: ProjectionSignals;
  readonly rebuildStore: RebuildStore;
  /** Called once after each test. */
  close(): Promise<void>;
}

/** A collection that a read model under test must have prepared: for documents, with an index on `title`. */
export const PROJECTED_NOTES = 'projected-notes-under-test';

/** The document that the contracts of the read model are tested with. */
export interface ProjectedNote extends ReadDocument {
  readonly title: string;
  readonly searchWords: readonly string[];
  readonly [field: string]: unknown;
}

/** A span that takes a stream to a revision, with one document, whose id is the stream's name, and a CloudEvent for each event. */
export function noteSpan(
  stream: string,
  title: string,
  {
    from = -1,
    to = 0,
    generation = 0,
    ...fields
  }: Readonly<Record<string, unknown>> & { from?: number; to?: number; generation?: number } = {},
): ProjectedSpan {
  const document: ProjectedNote = { id: stream, title, searchWords: searchWords(title), ...fields };
  return {
    stream,
    generation,
    from,
    to,
    lastEventId: `${stream}/${to}`,
    emitted: to,
    documents: [{ collection: PROJECTED_NOTES, id: stream, revision: to, document }],
    cloudEvents: Array.from({ length: to - from }, (_, n) => noteCloudEvent(stream, from + 1 + n)),
  };
}

/** The CloudEvent of one event; its subject is the stream. */
export function noteCloudEvent(stream: string, revision: number): CloudEventJson {
  return { id: `${stream}/${revision}`, type: 'note.written.v1', source: 'test', subject: stream, revision };
}
