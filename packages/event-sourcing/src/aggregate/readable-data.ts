import { EventProcessingError, type FailedEvent } from '../errors.ts';

/**
 * Refuses an event whose data are no JSON object, such as the bytes of another writer: an {@link EventProcessingError} (code `undecodable`).
 * What is folded or projected of it would be made up.
 */
export function refuseUnreadable(event: FailedEvent & { readonly data: unknown }): void {
  const { data } = event;
  const isObject = typeof data === 'object' && data !== null;
  if (isObject && !Array.isArray(data) && !(data instanceof Uint8Array)) return;
  throw new EventProcessingError('Its data are no JSON object', event, {}, 'undecodable');
}
