import type { IncomingMessage } from 'node:http';
import { context, type Histogram, type Span, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import { contextOf, type Telemetry } from '@tools-provider/telemetry';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { isServerFault } from '../problem.ts';
import { traceIdOf, traceparentOf } from './trace.ts';

/** From a millisecond to ten seconds. OpenTelemetry's own boundaries are meant for milliseconds. */
const BOUNDARIES_SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * A span and a measurement for every request, named after its route, never after what its URL holds. Within the request its span is the
 * current one. Attributes are those of OpenTelemetry's conventions for HTTP servers; a span of a request that writes has
 * `path: write-path`.
 */
export class RequestTelemetry {
  readonly #tracer: Telemetry['tracer'];
  readonly #durations: Histogram;
  readonly #spans = new WeakMap<IncomingMessage, Span>();

  constructor({ tracer, meter }: Pick<Telemetry, 'tracer' | 'meter'>) {
    this.#tracer = tracer;
    this.#durations = meter.createHistogram('http.server.request.duration', {
      description: 'How long a request takes, event streams left aside',
      unit: 's',
      advice: { explicitBucketBoundaries: BOUNDARIES_SECONDS },
    });
  }

  /** Begins the span of a request, under the caller's own span if it names one. Answers the id of the trace. */
  begin(raw: IncomingMessage): string {
    const { method = '', headers } = raw;
    const attributes = { 'http.request.method': method, ...(isWrite(method) ? { path: 'write-path' } : {}) };
    const parent = contextOf(traceparentOf(headers.traceparent));
    const span = this.#tracer.startSpan(method, { kind: SpanKind.SERVER, attributes }, parent);
    if (!span.isRecording()) return traceIdOf(headers.traceparent);
    this.#spans.set(raw, span);
    return span.spanContext().traceId;
  }

  /** Follows every request of the server. To be called before hooks that do something within the span. */
  follow(app: FastifyInstance): void {
    app.addHook('onRequest', (request, _, done) => this.#within(request, done));
    // Reading the body leaves the context: it is done when the connection says so.
    app.addHook('preValidation', (request, _, done) => this.#within(request, done));
    app.addHook('onResponse', async (request, reply) => this.#answered(request, reply));
    app.addHook('onRequestAbort', async ({ raw }) => this.#spans.get(raw)?.end());
  }

  #within({ raw }: FastifyRequest, proceed: () => void): void {
    const span = this.#spans.get(raw);
    if (span === undefined) proceed();
    else context.with(trace.setSpan(context.active(), span), proceed);
  }

  #answered(request: FastifyRequest, reply: FastifyReply): void {
    const { method } = request;
    const route = request.routeOptions.url;
    const outcome = {
      'http.response.status_code': reply.statusCode,
      ...(route === undefined ? {} : { 'http.route': route }),
    };
    if (!isStream(reply))
      this.#durations.record(reply.elapsedTime / 1_000, { 'http.request.method': method, ...outcome });
    const span = this.#spans.get(request.raw);
    if (span === undefined) return;
    if (route !== undefined) span.updateName(`${method} ${route}`);
    span.setAttributes(outcome);
    if (isServerFault(reply.statusCode)) span.setStatus({ code: SpanStatusCode.ERROR });
    span.end();
  }
}

/** Whether a request with this method may write. */
export function isWrite(method: string): boolean {
  return !SAFE_METHODS.has(method);
}

/** A stream lasts as long as somebody listens, which says nothing of how fast the api is. */
function isStream(reply: FastifyReply): boolean {
  return String(reply.getHeader('content-type')).startsWith('text/event-stream');
}
