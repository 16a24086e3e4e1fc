export {
  EventHandlerError,
  InvalidEventHandlerError,
  MissingEventHandlerError,
} from '@tools-provider/mediator';
export { AggregateRoot, type AggregateType, NO_REVISION } from './aggregate/aggregate-root.ts';
export { derivedId } from './aggregate/derived-id.ts';
export type {
  DomainEvent,
  EventMetadata,
  EventToAppend,
  RecordedEvent,
  StateStoredEvent,
} from './aggregate/domain-event.ts';
export { type Evolve, type Evolvers, evolveBy, type TellingEvolve } from './aggregate/evolver.ts';
export { type AggregateRef, type StreamNaming, streamNaming } from './aggregate/stream-name.ts';
export { type Upcaster, Upcasters } from './aggregate/upcaster.ts';
export { type AuditState, type AuditStates, NOTHING_AUDITED } from './audit/audit-state.ts';
export { AuditSweep, type AuditSweepParts, type DeliveriesSeen } from './audit/audit-sweep.ts';
export { PipelineUpkeep, type PipelineUpkeepOptions } from './audit/pipeline-upkeep.ts';
export { AppendWitness } from './bulk/append-witness.ts';
export {
  BULK_OUTCOMES,
  type BulkItem,
  type BulkJob,
  type BulkOutcome,
  type BulkRequest,
  type BulkResult,
  type BulkState,
  newBulkJob,
} from './bulk/bulk-job.ts';
export type { BulkJobs, BulkKeeping, BulkPage, BulkPaging } from './bulk/bulk-jobs.ts';
export type { BulkObserver, BulkPoint } from './bulk/bulk-observer.ts';
export { BulkWorker, type BulkWorkerOptions } from './bulk/bulk-worker.ts';
export type { BulkCommand, BulkCommands } from './bulk/item-sender.ts';
export {
  type CheckedAggregate,
  type CheckedHandlers,
  checkEventTypes,
  type EventTypeCheck,
} from './commands/check-event-types.ts';
export type { Actor, CommandContext, LoadContext } from './commands/command-context.ts';
export { MAX_CONFLICT_RETRIES, retryOnConflict } from './commands/conflict-retry.ts';
export { EventSourcedMediator, type EventSourcedMediatorOptions } from './commands/event-sourced-mediator.ts';
export {
  EventSourcedMediatorFactory,
  type EventSourcedMediatorParts,
} from './commands/event-sourced-mediator-factory.ts';
export {
  EventSourcedPersistenceOrchestrator,
  type PersistenceOptions,
} from './commands/event-sourced-persistence-orchestrator.ts';
export { isNonEventSourced, nonEventSourced } from './commands/non-event-sourced.ts';
export {
  answerRepeated,
  commandIdReused,
  type FirstAnswer,
  RepeatedCommandError,
} from './commands/repeated-command.ts';
export {
  type EnlistedAggregate,
  type EnlistedChange,
  type EventPersistence,
  type RaisedEvent,
  type RevisedResponse,
  UnitOfWork,
} from './commands/unit-of-work.ts';
export type { Derivation, DerivingContext } from './derived/derivation.ts';
export { DerivedProjection } from './derived/derived-projection.ts';
export type { DerivedProjectionOptions } from './derived/derived-projection-options.ts';
export {
  DERIVED_AWAY_AFTER_MS,
  type DerivedProgress,
  type DerivedQuery,
  type DerivedStore,
  type DerivedWrite,
} from './derived/derived-store.ts';
export type { DocumentScan, ScanQuery } from './derived/document-scan.ts';
export {
  EventProcessingError,
  EventSourcedAggregateRequiredError,
  EventSourcingConfigurationError,
  type FailedEvent,
  type PolicyViolation,
  StaleSpansError,
  StrictValidationViolationError,
} from './errors.ts';
export { leaseLost } from './lease/lease-lost.ts';
export type { Lease, Leases } from './lease/leases.ts';
export type { OutboxMessage, OutboxStatus } from './outbox/outbox-message.ts';
export type { OutboxObserver, OutboxPoint } from './outbox/outbox-observer.ts';
export { type OutboxPolicy, OutboxService } from './outbox/outbox-service.ts';
export type {
  FailedAttempt,
  OutboxCounts,
  OutboxStore,
  Replay,
  WaitingSubject,
} from './outbox/outbox-store.ts';
export { OutboxWorker, type OutboxWorkerOptions } from './outbox/outbox-worker.ts';
export { EventSkipper, type EventSkipperParts } from './quarantine/event-skipper.ts';
export {
  EVENT_SKIPPED,
  QuarantineKeeper,
  type QuarantineKeeperParts,
} from './quarantine/quarantine-keeper.ts';
export type { QuarantineRequest, QuarantineRequests } from './quarantine/quarantine-requests.ts';
export { type SkipRecord, type SkipRecords, skippedEventOf } from './quarantine/skip-records.ts';
export type {
  DocumentFilter,
  DocumentPage,
  DocumentQueries,
  DocumentQuery,
  DocumentWish,
  FieldRange,
  StoredDocument,
} from './read-side/document-queries.ts';
export type {
  DerivedChange,
  Feed,
  FeedEndQuery,
  FeedEvent,
  FeedFilter,
  FeedPage,
  FeedQuery,
  FollowOptions,
  ProjectionObserver,
  ProjectionSignals,
} from './read-side/feed.ts';
export type { FeedHistory, FeedHistoryQuery } from './read-side/feed-history.ts';
export type { FeedEntry, FeedWriter } from './read-side/feed-writer.ts';
export {
  type EventTrace,
  type PipelineTraces,
  TRACES_PER_STREAM,
} from './read-side/pipeline-traces.ts';
export type { ProjectionStatusQueries, StatusPage } from './read-side/projection-status-queries.ts';
export { afterPrefix, orderText, searchedPrefixes, searchWords } from './read-side/search-words.ts';
export {
  HEARTBEAT_INTERVAL_MS,
  WORKER_AWAY_AFTER_MS,
  type WorkerHeartbeat,
  type WorkerRegistry,
} from './read-side/worker-registry.ts';
export type { WorkerSwitch, WorkerSwitchBoard, WorkerSwitches } from './read-side/worker-switches.ts';
export type { FoldFailure } from './rebuild/event-folder.ts';
export type { EventLog } from './rebuild/event-log.ts';
export type { RebuildProgress } from './rebuild/rebuild.ts';
export { RebuildEngine, type RebuildEngineOptions } from './rebuild/rebuild-engine.ts';
export {
  ALL_PROJECTIONS,
  isOver,
  type JobChange,
  type JobProgress,
  type JobRequest,
  newJob,
  type RebuildJob,
  type RebuildKind,
  type RebuildState,
  rebuildJobJson,
} from './rebuild/rebuild-job.ts';
export type { RebuildJobs } from './rebuild/rebuild-jobs.ts';
export type {
  DocumentOrigins,
  DocumentRange,
  GenerationPlace,
  PlacedDocument,
  RebuildStore,
  ShownProjection,
  TouchedStream,
} from './rebuild/rebuild-store.ts';
export { RebuildWorker, type RebuildWorkerOptions } from './rebuild/rebuild-worker.ts';
export type { DocumentDifference, VerificationReport } from './rebuild/verification.ts';
export type {
  CategorySubscription,
  OpenSubscription,
  Tap,
} from './reconciliation/category-subscription.ts';
export { DeliveryProgress } from './reconciliation/delivery-progress.ts';
export { DomainEventCloudEventBehavior } from './reconciliation/domain-event-cloud-event-behavior.ts';
export {
  type EntityPlaces,
  type EntityProjection,
  registerEntityProjection,
  type TouchedEntities,
} from './reconciliation/entity-projection.ts';
export { FAILURE_CODES, type FailureCode } from './reconciliation/failure-code.ts';
export { PipelineCounts, type WorkerCounts } from './reconciliation/pipeline-counts.ts';
export type {
  PipelineMetrics,
  StoredBatch,
} from './reconciliation/pipeline-metrics.ts';
export {
  observedBy,
  type PipelineObserver,
  type PipelinePoint,
  type ReconciliatorLog,
} from './reconciliation/pipeline-observer.ts';
export {
  type CloudEventJson,
  type DocumentPlace,
  type DocumentSession,
  type EntitiesPlace,
  missingDocument,
  type Projection,
  type ReadDocument,
  type ReadPathContext,
  registerProjection,
} from './reconciliation/projection.ts';
export type {
  ProjectionFailure,
  ProjectionStatus,
  SkippedEvent,
} from './reconciliation/projection-status.ts';
export {
  type Ordering,
  ReadModelReconciliator,
  type ReconciliatorOptions,
} from './reconciliation/read-model-reconciliator.ts';
export type { DocumentWrite, ProjectedSpan, ReadModelStore } from './reconciliation/read-model-store.ts';
export {
  type Reconciled,
  type RetryPolicy,
  StreamReconciler,
  type StreamReconcilerParts,
} from './reconciliation/stream-reconciler.ts';
export { TraceRecorder, type TraceRecorderOptions } from './reconciliation/trace-recorder.ts';
export { type EventPublisher, EventsNotPublishedError } from './repository/event-publisher.ts';
export {
  EventSourcedRepository,
  type EventSourcedRepositoryOptions,
} from './repository/event-sourced-repository.ts';
export type {
  AppendResult,
  EventStore,
  LogEntry,
  LogFollower,
  LogObserver,
  LogPage,
  LogRange,
  LogReader,
  ReadRange,
} from './repository/event-store.ts';
export {
  type EventPlace,
  eventsToAppend,
  MAX_APPEND_BYTES,
  MAX_APPEND_EVENTS,
} from './repository/event-to-append.ts';
export { OutboxStateStoredRepository } from './repository/outbox-state-stored-repository.ts';
export { type Novelty, Repository, type StorableAggregate } from './repository/repository.ts';
export {
  type FoundState,
  MAX_REMEMBERED_COMMANDS,
  type RememberedCommand,
  type StateQuery,
  type StateStore,
  type StateWrite,
  type StoredState,
} from './repository/state-store.ts';
export {
  StateStoredRepository,
  type StateStoredRepositoryOptions,
} from './repository/state-stored-repository.ts';
export { UpcastingEventStore } from './repository/upcasting-event-store.ts';
export { backoffMs } from './retry/backoff.ts';
export { EventLoopTurns } from './retry/event-loop-turns.ts';
export { type StoresToPrepare, untilPrepared } from './retry/until-prepared.ts';
export { defineSaga, type SagaDefinition } from './saga/define-saga.ts';
export type { Saga, SagaDecision, SagaEvent, SagaEventOf, SagaRefusal } from './saga/saga.ts';
export type {
  SagaFailure,
  SagaInstance,
  SagaNote,
  SagaSnapshot,
  SagaTimeout,
  UnsentCommand,
} from './saga/saga-instance.ts';
export type { SagaObserver, SagaPoint } from './saga/saga-observer.ts';
export type { SagaReplay } from './saga/saga-replay.ts';
export { SagaRunner } from './saga/saga-runner.ts';
export type { SagaRunnerOptions } from './saga/saga-runner-options.ts';
export type { SagaChange, SagaStore } from './saga/saga-store.ts';
export { PostRefusedError } from './sink/post-refused-error.ts';
export { SinkDelivery, type SinkDeliveryOptions } from './sink/sink-delivery.ts';
export type { SinkObserver, SinkPoint, SinkSavePoint } from './sink/sink-observer.ts';
export {
  SINK_AWAY_AFTER_MS,
  SINK_SAVE_INTERVAL_MS,
  type Sink,
  type SinkFailure,
  type SinkPositions,
  type SinkProgress,
  type SinkState,
} from './sink/sink-positions.ts';
