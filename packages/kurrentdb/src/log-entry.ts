import type { ResolvedEvent } from '@kurrent/kurrentdb-client';
import type { LogEntry } from '@tools-provider/event-sourcing';

/** An event of `$all` as an entry of the log. */
export function toLogEntry(event: NonNullable<ResolvedEvent['event']>): LogEntry {
  return {
    stream: event.streamId,
    revision: Number(event.revision),
    position: String(event.position?.commit ?? 0n),
    eventId: event.id,
    type: event.type,
    recordedAt: event.created.toISOString(),
  };
}
