export { bulkJobsContract, type OpenedBulkJobs } from './bulk-jobs-contract.ts';
export {
  categorySubscriptionContract,
  type OpenedCategorySubscription,
} from './category-subscription-contract.ts';
export { DERIVED_NOTES, derivedStoreContract, type OpenedDerivedStore } from './derived-store-contract.ts';
export { documentQueriesContract } from './document-queries-contract.ts';
export { eventLogContract, type OpenedEventLog } from './event-log-contract.ts';
export { eventStoreContract, type OpenedEventStore } from './event-store-contract.ts';
export { feedContract } from './feed-contract.ts';
export { leasesContract, type OpenedLeases } from './leases-contract.ts';
export { logFollowerContract, type OpenedLogFollower } from './log-follower-contract.ts';
export { logReaderContract, type OpenedLogReader } from './log-reader-contract.ts';
export { newEvent, newStream } from './new-event.ts';
export { outboxStoreContract } from './outbox-contract.ts';
export { type OpenedPipelineTraces, pipelineTracesContract } from './pipeline-traces-contract.ts';
export { type OpenedReadModel, PROJECTED_NOTES } from './projected-note.ts';
export { readModelStoreContract } from './read-model-store-contract.ts';
export { type OpenedRebuildJobs, rebuildJobsContract } from './rebuild-jobs-contract.ts';
export { rebuildStoreContract } from './rebuild-store-contract.ts';
export { type OpenedSagaStore, sagaStoreContract } from './saga-store-contract.ts';
export { type OpenedSinkPositions, sinkPositionsContract } from './sink-positions-contract.ts';
export { type OpenedStateStore, stateStoreContract } from './state-store-contract.ts';
export { NOTES, type Note, noteMessage, noteWrite } from './stored-note.ts';
export { type OpenedUpkeep, upkeepContract } from './upkeep-contract.ts';
export { type OpenedWorkerRegistry, workerRegistryContract } from './worker-registry-contract.ts';
export { type OpenedWorkerSwitches, workerSwitchesContract } from './worker-switches-contract.ts';
