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
    options: { kind?: number; attributes: Record<string, string | number> },
    work: (span: SpanPort) => Answer,
  ): Answer;
}

/** What is said of a span from its start, beside the type of the message. `kind` is OpenTelemetry's `SpanKind`; left out, it is internal. */
export interface SpanDescription {
  readonly kind?: number;
  readonly attributes?: Readonly<Record<string, string | number>>;
}

/** Describes the span of a message by the message and its context. */
export type DescribeSpan<Context> = (message: { readonly type: string }, context: Context) => SpanDescription;

/**
 * A span around every message: `command <type>` or `event <type>` with the attributes `command.type` or `event.type`, `outcome` (`ok` or
 * the error's kind) and, on failure, `error.code`, the exception and status ERROR. `describe` says more. Errors go on to the caller as they are.
 */
export function tracing<Context = unknown>(
  tracer: TracerPort,
  describe: DescribeSpan<Context> = () => ({}),
): MessageBehaviors<Context> {
  return { command: spanning(tracer, 'command', describe), event: spanning(tracer, 'event', describe) };
}

function spanning<Context>(
  tracer: TracerPort,
  what: 'command' | 'event',
  describe: DescribeSpan<Context>,
): Behavior<{ readonly type: string }, Context> {
  const typeAttribute = `${what}.type`;
  return (message, context, next) => {
    const { attributes, ...kind } = describe(message, context);
    const options = { ...kind, attributes: { ...attributes, [typeAttribute]: message.type } };
    return tracer.startActiveSpan(`${what} ${message.type}`, options, (span) => within(span, next));
  };
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
