import type { Mediator } from '@tools-provider/mediator';
import { NO_REVISION } from '../aggregate/aggregate-root.ts';
import type { RecordedEvent } from '../aggregate/domain-event.ts';
import type { Upcasters } from '../aggregate/upcaster.ts';
import type { Feed } from '../read-side/feed.ts';
import { BufferedDocumentSession, NOTHING_BELOW } from '../reconciliation/buffered-document-session.ts';
import { newestVersion } from '../reconciliation/newest-version.ts';
import type { CloudEventJson, ReadPathContext } from '../reconciliation/projection.ts';
import type { ProjectionStatus } from '../reconciliation/projection-status.ts';
import type { ProjectedSpan, ReadModelStore } from '../reconciliation/read-model-store.ts';
import { verdictOf } from '../reconciliation/verdict.ts';
import { isNoStream } from '../repository/event-at.ts';
import type { EventStore } from '../repository/event-store.ts';
import type { DocumentOrigins } from './rebuild-store.ts';

/** How many failures are read at a time. */
const PAGE = 500;

/** How often one aggregate is tried while others change it. */
const MAX_ATTEMPTS = 10;

/** What diverged aggregates are healed with. */
export interface Healing {
  /** The read path that ships: its documents and its CloudEvents. */
  readonly mediator: Mediator<never, ReadPathContext>;
  readonly upcasters: Upcasters;
  readonly eventStore: EventStore;
  readonly readModel: Pick<ReadModelStore, 'generation' | 'listDocuments' | 'commit'>;
  readonly statuses: {
    listFailures(page: {
      readonly after?: string;
      readonly limit: number;
    }): Promise<readonly ProjectionStatus[]>;
    loadStatuses(streams: readonly string[]): Promise<ReadonlyMap<string, ProjectionStatus>>;
  };
  readonly feed: Pick<Feed, 'sequenceOf'>;
  readonly origins: DocumentOrigins;
}

/**
 * Brings aggregates up to the log whose log is not the one that was projected (one of the stores was restored): each is folded anew from
 * its first event, and its documents, its status and what the feed has not been told yet are stored in one transaction, unless somebody
 * else has changed it meanwhile. A stream that is no longer in the log is one of which nothing is projected. Answers how many were healed.
 */
export async function healDiverged(healing: Healing, isWanted: (stream: string) => boolean): Promise<number> {
  let healed = 0;
  for (let after = ''; ; ) {
    const page = await healing.statuses.listFailures({ after, limit: PAGE });
    for (const status of page) {
      if (isDiverged(status) && isWanted(status.stream) && (await heal(healing, status.stream))) healed += 1;
    }
    after = page.at(-1)?.stream ?? after;
    if (page.length < PAGE) return healed;
  }
}

/** Answers false when somebody else has healed it. */
async function heal(healing: Healing, stream: string): Promise<boolean> {
  for (let attempt = 1; ; attempt += 1) {
    const status = (await healing.statuses.loadStatuses([stream])).get(stream);
    if (!isDiverged(status)) return false;
    try {
      await healing.readModel.commit([await foldAnew(healing, status)]);
      return true;
    } catch (error) {
      // Somebody else was faster, or another generation is shown than was known.
      if (verdictOf(error) !== 'reload' || attempt === MAX_ATTEMPTS) throw error;
    }
  }
}

function isDiverged(status: ProjectionStatus | undefined): status is ProjectionStatus {
  return status?.failure?.code === 'diverged';
}

async function foldAnew(
  { mediator, upcasters, eventStore, readModel, feed, origins }: Healing,
  { stream, projected }: ProjectionStatus,
): Promise<ProjectedSpan> {
  const { generation } = readModel;
  const documents = new BufferedDocumentSession(NOTHING_BELOW, NO_REVISION);
  // What the log no longer makes goes.
  for (const { collection, id } of origins.documentsOf(stream)) documents.delete(collection, id);
  for (const place of origins.entitiesOf?.(stream) ?? [])
    for (const { id } of await readModel.listDocuments(place)) documents.delete(place.collection, id);
  const told: CloudEventJson[] = [];
  let last: RecordedEvent | undefined;
  for await (const stored of eventsOf(eventStore, stream)) {
    const step = documents.nested(stored.revision);
    try {
      const event = newestVersion(stored, upcasters);
      await mediator.publish(event, {
        event,
        documents: step,
        emit: (cloudEvent) => told.push(cloudEvent),
      });
    } catch (error) {
      if (verdictOf(error) === 'reconnect') throw error;
      // From here on it is for the read path to try again, and to say why it cannot.
      break;
    }
    documents.absorb(step);
    last = stored;
  }
  const to = last?.revision ?? NO_REVISION;
  return {
    stream,
    generation,
    from: projected,
    to,
    isSetBack: true,
    lastEventId: last?.id,
    emitted: to,
    documents: documents.writes,
    cloudEvents: await untold(feed, told),
  };
}

/** The CloudEvents behind the last one that the feed holds. */
async function untold(
  feed: Pick<Feed, 'sequenceOf'>,
  cloudEvents: readonly CloudEventJson[],
): Promise<readonly CloudEventJson[]> {
  for (let from = cloudEvents.length; from > 0; from -= 1) {
    const id = cloudEvents[from - 1]?.id ?? '';
    if ((await feed.sequenceOf(id)) !== undefined) return cloudEvents.slice(from);
  }
  return cloudEvents;
}

async function* eventsOf(eventStore: EventStore, stream: string): AsyncIterable<RecordedEvent> {
  try {
    yield* eventStore.read(stream);
  } catch (error) {
    if (!isNoStream(error)) throw error;
  }
}
