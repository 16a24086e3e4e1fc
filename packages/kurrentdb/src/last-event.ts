import { BACKWARDS, END, type KurrentDBClient } from '@kurrent/kurrentdb-client';
import { classify } from './classify.ts';
import type { ClientEvent } from './client-event.ts';
import { readEvents } from './read-events.ts';

/** Which stream's last event is wanted. */
export interface LastEventWish {
  readonly stream: string;
  /** What the read may take, in milliseconds. */
  readonly deadlineMs: number;
  /** The event that a link leads to, instead of the link. */
  readonly resolveLinkTos?: boolean;
}

/** The last event of a stream, `undefined` for a stream that does not exist or holds none. */
export async function readLastEvent(
  client: KurrentDBClient,
  { stream, deadlineMs, resolveLinkTos = false }: LastEventWish,
): Promise<ClientEvent | undefined> {
  const last = { direction: BACKWARDS, fromRevision: END, maxCount: 1, resolveLinkTos } as const;
  try {
    for await (const event of readEvents(() => client.readStream(stream, last), deadlineMs)) return event;
    return undefined;
  } catch (error) {
    if (classify(error).code === 'stream-not-found') return undefined;
    throw error;
  }
}
