import { setTimeout as wait } from 'node:timers/promises';
import { type FeedEvent, PostRefusedError } from '@tools-provider/event-sourcing';
import { CloudEvent, type CloudEventV1, HTTP } from 'cloudevents';
import { Deadline } from './deadline.ts';
import { retryAfterMs } from './retry-after.ts';
import type { SinkAddress } from './sink-address.ts';

/** How patient a post is, in milliseconds. */
export interface PatienceMs {
  /** Until the receiver has answered with a status. */
  readonly answerMs: number;
  /** For the rest of its answer, which nobody reads; afterwards the connection is given up. */
  readonly restMs: number;
}

const PATIENCE: PatienceMs = { answerMs: 10_000, restMs: 1_000 };

/** More of an answer than this is not waited for: the connection is given up instead of being used again. */
const MOST_REST_BYTES = 65_536;

/** Posts one event; see `SinkDeliveryOptions.post`. */
export type Post = (event: FeedEvent, signal: AbortSignal) => Promise<void>;

/**
 * Posts events to the address as CloudEvents in structured mode, the same JSON as in the feed. 2xx says that the receiver has the event.
 * Everything else, also a redirect, which is not followed, is a {@link PostRefusedError} whose message holds nothing of what was answered but
 * the status.
 */
export function httpPost({ url, authorization }: SinkAddress, patience: PatienceMs = PATIENCE): Post {
  const fixed = authorization === undefined ? {} : { authorization };
  return async (event, signal) => {
    // What the feed holds was valid when it was made; a receiver is to get it as it stands there.
    const { headers, body } = HTTP.structured(new CloudEvent(event as Partial<CloudEventV1<unknown>>, false));
    const deadline = new Deadline(signal, patience.answerMs);
    const request: RequestInit = {
      method: 'POST',
      redirect: 'manual',
      headers: { ...(headers as Record<string, string>), ...fixed },
      body: body as string,
      signal: deadline.signal,
    };
    try {
      const response = await fetch(url, request).catch((error: unknown) => {
        const reason = deadline.hasPassed ? `did not answer within ${patience.answerMs} ms` : reasonOf(error);
        throw new PostRefusedError(`The sink ${reason}`, { cause: error });
      });
      deadline.met();
      await letRestGo(response, patience.restMs);
      if (!response.ok) throw refusalOf(response);
    } finally {
      deadline.letGo();
    }
  };
}

function refusalOf(response: Response): PostRefusedError {
  const pauseMs = retryAfterMs(response, Date.now());
  const pause = pauseMs === undefined ? {} : { retryAfterMs: pauseMs };
  return new PostRefusedError(`The sink answered ${response.status}`, pause);
}

/** Reads what is left of a short answer, so that its connection can be used again, and cuts a long or slow one off. */
async function letRestGo({ body }: Response, restMs: number): Promise<void> {
  if (body === null) return;
  const reader = body.getReader();
  const done = new AbortController();
  const tooLong = wait(restMs, 'too long', { signal: done.signal }).catch(() => 'done');
  try {
    for (let bytes = 0; bytes <= MOST_REST_BYTES; ) {
      const next = await Promise.race([reader.read(), tooLong]);
      if (typeof next === 'string' || next.done) break;
      bytes += next.value.byteLength;
    }
  } catch {
    // The status has said all there is to know.
  } finally {
    done.abort();
    await reader.cancel().catch(() => undefined);
  }
}

/** Why a request failed, without the address: `fetch failed` alone says nothing. */
function reasonOf(error: unknown): string {
  const { code, name } = ((error as Error).cause ?? error) as { code?: string; name?: string };
  return `could not be reached (${code ?? name ?? 'unknown'})`;
}
