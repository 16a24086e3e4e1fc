import type { EventMetadata, RecordedEvent } from '@tools-provider/event-sourcing';
import type { ClientEvent } from './client-event.ts';

/** An event as the client gives it, in the product's terms. The data of an event that holds no JSON are its bytes. */
export function toRecordedEvent(event: ClientEvent): RecordedEvent {
  const metadata = metadataOf(event);
  return {
    id: event.id,
    stream: event.streamId,
    revision: Number(event.revision),
    position: String(event.position?.commit ?? 0n),
    type: event.type,
    data: event.data,
    recordedAt: recordedAtOf(event.created, metadata),
    metadata,
  };
}

/**
 * The client's reads of streams cut `created` off to the second; then what is known better is when it occurred. A writer whose clock is
 * ahead by more than what can have been cut off is not believed.
 */
function recordedAtOf(created: Date, { occurredAt }: EventMetadata): string {
  const cutOffMs = Date.parse(occurredAt) - created.getTime();
  return cutOffMs > 0 && cutOffMs < 1_000 ? occurredAt : created.toISOString();
}

/** Events of another writer may lack what ours carry: the event itself then stands for its command. */
function metadataOf(event: ClientEvent): EventMetadata {
  const given = (event.metadata ?? {}) as Partial<EventMetadata>;
  const occurred = new Date(given.occurredAt ?? event.created);
  return {
    $correlationId: event.id,
    $causationId: event.id,
    commandId: event.id,
    sequenceNumber: 0,
    actor: 'unknown',
    ...given,
    occurredAt: (Number.isNaN(occurred.getTime()) ? event.created : occurred).toISOString(),
  };
}
