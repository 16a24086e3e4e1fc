export { AggregateRoot, type AggregateType, NO_REVISION } from './aggregate-root.ts';
export type { Actor, CommandContext } from './command-context.ts';
export { MAX_CONFLICT_RETRIES, retryOnConflict } from './conflict-retry.ts';
export { derivedId } from './derived-id.ts';
export type { DomainEvent, EventMetadata, EventToAppend, RecordedEvent } from './domain-event.ts';
export { EventProcessingError, type FailedEvent } from './errors.ts';
export { EventSourcedRepository } from './event-sourced-repository.ts';
export type {
  AppendResult,
  EventStore,
  LogEntry,
  LogFollower,
  LogObserver,
  ReadRange,
} from './event-store.ts';
export {
  type CloudEventJson,
  type DocumentSession,
  type Projection,
  type ReadDocument,
  type ReadPathContext,
  registerProjection,
} from './reconciliation/projection.ts';
export { type ExpectedRevision, Repository, type StorableAggregate } from './repository.ts';
export { type AggregateRef, CATEGORY, parseStreamName, STREAM_PREFIX, streamName } from './stream-name.ts';
