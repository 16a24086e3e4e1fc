import type { RecordedEvent } from '../aggregate/domain-event.ts';
import { refuseUnreadable } from '../aggregate/readable-data.ts';
import type { Upcasters } from '../aggregate/upcaster.ts';

/** A stored event as the newest version of its type. One whose data are no JSON object is an {@link EventProcessingError}. */
export function newestVersion(stored: RecordedEvent, upcasters: Upcasters): RecordedEvent {
  refuseUnreadable(stored);
  return upcasters.upcast(stored);
}
