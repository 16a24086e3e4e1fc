export {
  BufferedDocumentSession,
  type DocumentsBelow,
  NOTHING_BELOW,
} from '../reconciliation/buffered-document-session.ts';
export { duplicated, shuffled } from './disorder.ts';
export { disorderly } from './disorderly-subscription.ts';
export { type ExpectedRefusal, givenAggregate, type History, type Outcome } from './given-aggregate.ts';
export {
  type ExpectedStep,
  givenSaga,
  type SagaHappening,
  type SagaHistory,
  type SagaOutcome,
} from './given-saga.ts';
export { InMemoryBulkJobs } from './in-memory-bulk-jobs.ts';
export { InMemoryCategorySubscription, type ParkedTap } from './in-memory-category-subscription.ts';
export { InMemoryDerivedStore } from './in-memory-derived-store.ts';
export { InMemoryDocumentScan } from './in-memory-document-scan.ts';
export { InMemoryDocumentSession } from './in-memory-document-session.ts';
export { InMemoryDocuments } from './in-memory-documents.ts';
export { InMemoryEventLog } from './in-memory-event-log.ts';
export { InMemoryEventStore, type LogTold } from './in-memory-event-store.ts';
export { InMemoryFeed } from './in-memory-feed.ts';
export { InMemoryLeases } from './in-memory-leases.ts';
export { InMemoryLogFollower } from './in-memory-log-follower.ts';
export { InMemoryLogReader } from './in-memory-log-reader.ts';
export { InMemoryOutboxStore } from './in-memory-outbox-store.ts';
export { InMemoryPipelineTraces } from './in-memory-pipeline-traces.ts';
export { InMemoryProjectionSignals, type ReadModelChange } from './in-memory-projection-signals.ts';
export { InMemoryReadModel } from './in-memory-read-model.ts';
export { InMemoryRebuildJobs } from './in-memory-rebuild-jobs.ts';
export { InMemoryRebuildStore } from './in-memory-rebuild-store.ts';
export { InMemorySagaStore } from './in-memory-saga-store.ts';
export { InMemorySinkPositions } from './in-memory-sink-positions.ts';
export { InMemoryStateStore } from './in-memory-state-store.ts';
export { InMemoryUpkeep } from './in-memory-upkeep.ts';
export { InMemoryWorkerRegistry } from './in-memory-worker-registry.ts';
export { InMemoryWorkerSwitches } from './in-memory-worker-switches.ts';
export { newCommandContext } from './new-command-context.ts';
