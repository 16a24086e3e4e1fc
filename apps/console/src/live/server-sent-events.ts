import { createParser, type EventSourceMessage } from 'eventsource-parser';
import { ProblemError, problemFrom } from '../api-client/problem-error.ts';

/** What to do with a stream's parts. `onAlive` is called for every chunk, heartbeats too. */
export interface StreamHandlers {
  onOpen?(): void;
  onEvent(event: EventSourceMessage): void;
  onAlive?(): void;
}

/**
 * Reads one stream of server-sent events to its end. Resolves when the server ended it or fell silent for `silenceMs`;
 * throws a ProblemError when the answer was none, and whatever fetch throws. Never reconnects: that is the caller's.
 */
export async function readEventStream(
  path: string,
  init: { signal: AbortSignal; silenceMs: number; headers?: Record<string, string> },
  handlers: StreamHandlers,
): Promise<void> {
  const silence = new AbortController();
  let watchdog = setTimeout(() => silence.abort(), init.silenceMs);
  const signal = AbortSignal.any([init.signal, silence.signal]);
  try {
    const answer = await fetch(path, {
      headers: { accept: 'text/event-stream', ...init.headers },
      cache: 'no-store',
      signal,
    });
    if (!answer.ok || answer.body === null) throw new ProblemError(await problemFrom(answer));
    handlers.onOpen?.();
    const parser = createParser({ onEvent: handlers.onEvent });
    const reader = answer.body
      .pipeThrough(new TextDecoderStream() as ReadableWritablePair<string, Uint8Array>)
      .getReader();
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      clearTimeout(watchdog);
      watchdog = setTimeout(() => silence.abort(), init.silenceMs);
      handlers.onAlive?.();
      parser.feed(value);
    }
  } catch (error) {
    if (!silence.signal.aborted || init.signal.aborted) throw error;
  } finally {
    clearTimeout(watchdog);
  }
}
