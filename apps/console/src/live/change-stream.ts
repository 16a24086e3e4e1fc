import type { EventSourceMessage } from 'eventsource-parser';
import { type Contracts, loadContracts } from '../api-client/contracts.ts';
import { problemOf } from '../api-client/problem-error.ts';
import { sessionEnd } from '../api-client/session-end.ts';
import { backoffMs } from './backoff.ts';
import type { LiveMessage } from './messages.ts';
import { patience } from './patience.ts';
import { readEventStream } from './server-sent-events.ts';

/** The api sends a heartbeat every 15 seconds; after two missed ones the connection is taken for dead. */
const SILENCE_MS = 40_000;

/** Follows `GET /api/v1/changes` until the signal is aborted, connecting again whenever it ends. Says `down` meanwhile. */
export async function followChanges(
  signal: AbortSignal,
  emit: (message: LiveMessage) => void,
): Promise<void> {
  let attempt = 0;
  while (!signal.aborted) {
    const hasSessionEnded = await followOnce(signal, (message) => {
      if (message.kind === 'hello') attempt = 0;
      emit(message);
    });
    if (signal.aborted) return;
    emit({ kind: 'connection', connection: 'down' });
    if (hasSessionEnded) {
      emit({ kind: 'session-ended' });
      await sessionEnd.resumed(signal);
      attempt = 0;
      continue;
    }
    attempt += 1;
    await patience(backoffMs(attempt), signal);
  }
}

async function followOnce(signal: AbortSignal, emit: (message: LiveMessage) => void): Promise<boolean> {
  const ending = new AbortController();
  // A stream may look alive long after the network is gone, and with it all that is shown.
  const onOffline = () => ending.abort();
  window.addEventListener('offline', onOffline);
  try {
    const contracts = await loadContracts();
    await readEventStream(
      '/api/v1/changes',
      { signal: AbortSignal.any([signal, ending.signal]), silenceMs: SILENCE_MS },
      {
        onAlive: () => emit({ kind: 'alive' }),
        onEvent: (event) => {
          // Too much was missed to catch up message by message: a new stream begins with hello.
          if (event.event === 'reload') return ending.abort();
          for (const message of messagesOf(event, contracts)) emit(message);
        },
      },
    );
  } catch (error) {
    return problemOf(error)?.status === 401;
  } finally {
    window.removeEventListener('offline', onOffline);
  }
  return false;
}

/** What an event of the stream means; nothing for one that this console does not know. */
export function messagesOf(
  event: Pick<EventSourceMessage, 'event' | 'data'>,
  { change, membershipsChange, pipeline }: Contracts,
): readonly LiveMessage[] {
  switch (event.event) {
    case 'hello':
      return [{ kind: 'connection', connection: 'live' }, { kind: 'hello' }];
    case 'change': {
      const parsed = change.safeParse(json(event.data));
      return parsed.success ? [{ kind: 'change', change: parsed.data }] : [];
    }
    case 'memberships': {
      const parsed = membershipsChange.safeParse(json(event.data));
      return parsed.success ? [{ kind: 'memberships', memberships: parsed.data }] : [];
    }
    case 'pipeline': {
      const parsed = pipeline.safeParse(json(event.data));
      return parsed.success ? [{ kind: 'pipeline', pipeline: parsed.data }] : [];
    }
    default:
      return [];
  }
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
