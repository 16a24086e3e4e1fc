import type { LogEntry } from '@tools-provider/event-sourcing';
import type { ClientEvent } from './client-event.ts';

/** An event of `$all` as an entry of the log. */
export function toLogEntry(event: ClientEvent): LogEntry {
  return {
    stream: event.streamId,
    revision: Number(event.revision),
    position: String(event.position?.commit ?? 0n),
    eventId: event.id,
    type: event.type,
    recordedAt: event.created.toISOString(),
  };
}
