import {
  type FeedWriter,
  type Leases,
  type OutboxObserver,
  OutboxService,
  type OutboxStore,
  OutboxWorker,
  type ReconciliatorLog,
} from '@tools-provider/event-sourcing';
import { type CloudEventOrigin, toCloudEvent } from './cloud-event.ts';

/** What the outbox is brought into the feed with. */
export interface OutboxParts {
  readonly outbox: OutboxStore;
  readonly leases: Leases;
  readonly feedWriter: FeedWriter;
  readonly origin: CloudEventOrigin;
  /** Differs from every other worker's. */
  readonly owner: string;
  readonly leaseTtlMs: number;
  readonly log: ReconciliatorLog;
  readonly observer?: OutboxObserver;
}

/**
 * The worker that tells the feed of what is stored as its state and has an outbox: views. Each event is in the feed once, those of one
 * aggregate in their order, among those that are projected from the log.
 */
export function createOutboxWorker({ outbox, feedWriter, origin, ...parts }: OutboxParts): OutboxWorker {
  return new OutboxWorker({
    ...parts,
    outbox: new OutboxService(outbox),
    publish: (event) => {
      const { stream, revision } = event;
      return feedWriter.append([{ cloudEvent: toCloudEvent(event, origin), stream, revision }]);
    },
  });
}
