import type { ResolvedEvent } from '@kurrent/kurrentdb-client';
import type { EventMetadata, RecordedEvent } from '@tools-provider/event-sourcing';

type ClientEvent = NonNullable<ResolvedEvent['event']>;

/** An event as the client gives it, in the product's terms. The data of an event that holds no JSON are its bytes. */
export function toRecordedEvent(event: ClientEvent): RecordedEvent {
  return {
    id: event.id,
    stream: event.streamId,
    revision: Number(event.revision),
    position: String(event.position?.commit ?? 0n),
    type: event.type,
    data: event.data,
    metadata: metadataOf(event),
  };
}

/** Events of another writer may lack what ours carry: the event itself then stands for its command. */
function metadataOf(event: ClientEvent): EventMetadata {
  const given = (event.metadata ?? {}) as Partial<EventMetadata>;
  return {
    $correlationId: event.id,
    $causationId: event.id,
    commandId: event.id,
    sequenceNumber: 0,
    actor: 'unknown',
    occurredAt: event.created.toISOString(),
    ...given,
  };
}
