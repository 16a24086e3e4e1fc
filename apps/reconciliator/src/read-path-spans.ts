import { context, SpanKind, type Tracer } from '@opentelemetry/api';
import type { ReadPathContext } from '@tools-provider/event-sourcing';
import { type Behavior, type EventMessage, tracing } from '@tools-provider/mediator';
import { contextOf } from '@tools-provider/telemetry';

/**
 * A span around the projection of every event, in the trace of the request that wrote it: its parent is the span that the event's metadata
 * name. Spans of one stream never overlap, as its projections do not. Attributes are those of OpenTelemetry's conventions for messaging,
 * and the place of the event in the log.
 */
export function readPathSpans(tracer: Tracer): readonly Behavior<EventMessage, ReadPathContext>[] {
  const spans = tracing<ReadPathContext>(tracer, (_, { event: { id, stream, revision } }) => ({
    kind: SpanKind.CONSUMER,
    attributes: {
      path: 'read-path',
      stream,
      revision,
      'messaging.system': 'kurrentdb',
      'messaging.operation.type': 'process',
      'messaging.message.id': id,
    },
  }));
  return [(_, { event }, next) => context.with(contextOf(event.metadata.traceparent), next), spans.event];
}
