import type { RecordedEvent } from '../aggregate/domain-event.ts';
import type { Upcasters } from '../aggregate/upcaster.ts';
import { EventProcessingError } from '../errors.ts';

/** A stored event as the newest version of its type. One whose data are no JSON object is an {@link EventProcessingError}. */
export function newestVersion(stored: RecordedEvent, upcasters: Upcasters): RecordedEvent {
  if (!isJsonObject(stored.data))
    throw new EventProcessingError('Its data are no JSON object', stored, {}, 'undecodable');
  return upcasters.upcast(stored);
}

function isJsonObject(data: unknown): boolean {
  return typeof data === 'object' && data !== null && !Array.isArray(data) && !(data instanceof Uint8Array);
}
