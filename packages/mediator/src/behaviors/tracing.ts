import type { Behavior } from '../message.ts';
import { type MessageBehaviors, outcomeOf } from './message-behaviors.ts';

/** What {@link tracing} needs of a span. OpenTelemetry's `Span` is one. */
export interface SpanPort {
  /** Says something about the work, such as its outcome. */
  setAttribute(key: string, value: string): unknown;
  /** Keeps what the work failed with. */
  recordException(exception: Error): void;
  /** 2 is OpenTelemetry's `SpanStatusCode.ERROR`. */
  setStatus(status: { code: 2; message: string }): unknown;
  /** Called once, when the work is over; nothing is said after it. */
  end(): void;
}

/** What {@link tracing} needs to start spans. OpenTelemetry's `Tracer` is one. */
export interface TracerPort {
  /** Runs `work` with a new span that is the parent of those started in it, and answers what `work` answers. */
  startActiveSpan<Answer>(
    name: string,
    options: { attributes: Record<string, string> },
    work: (span: SpanPort) => Answer,
  ): Answer;
}

/**
 * A span around every message: `command <type>` or `event <type>` with the attributes `command.type` or `event.type`, `outcome` (`ok` or
 * the error's kind) and, on failure, `error.code`, the exception and status ERROR. Errors go on to the caller as they are.
 */
export function tracing(tracer: TracerPort): MessageBehaviors {
  return { command: spanning(tracer, 'command'), event: spanning(tracer, 'event') };
}

function spanning(
  tracer: TracerPort,
  what: 'command' | 'event',
): Behavior<{ readonly type: string }, unknown> {
  const typeAttribute = `${what}.type`;
  return ({ type }, _, next) =>
    tracer.startActiveSpan(`${what} ${type}`, { attributes: { [typeAttribute]: type } }, (span) =>
      within(span, next),
    );
}

async function within(span: SpanPort, next: () => Promise<unknown>): Promise<unknown> {
  try {
    const answer = await next();
    span.setAttribute('outcome', 'ok');
    return answer;
  } catch (error) {
    markFailed(span, error);
    throw error;
  } finally {
    span.end();
  }
}

function markFailed(span: SpanPort, error: unknown): void {
  for (const [key, value] of Object.entries(outcomeOf(error))) span.setAttribute(key, value);
  const exception = error instanceof Error ? error : new Error(`A ${typeof error} was thrown`);
  span.recordException(exception);
  span.setStatus({ code: 2, message: exception.message });
}
