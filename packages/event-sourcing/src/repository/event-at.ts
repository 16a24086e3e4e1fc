import { kindOf } from '@tools-provider/mediator';
import type { RecordedEvent } from '../aggregate/domain-event.ts';
import type { EventStore } from './event-store.ts';

/** Whether the error says that the log holds no such stream: it never did, or it was removed. */
export function isNoStream(error: unknown): boolean {
  const kind = kindOf(error);
  return kind === 'not-found' || kind === 'gone';
}

/** The event of a stream at a revision; `undefined` when the log does not hold it. */
export async function eventAt(
  eventStore: Pick<EventStore, 'read'>,
  stream: string,
  revision: number,
): Promise<RecordedEvent | undefined> {
  try {
    for await (const event of eventStore.read(stream, { from: revision, limit: 1 })) {
      return event.revision === revision ? event : undefined;
    }
  } catch (error) {
    if (!isNoStream(error)) throw error;
  }
  return undefined;
}
