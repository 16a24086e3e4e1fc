import { type Meter, type Tracer, trace } from '@opentelemetry/api';
import { type Resource, resourceFromAttributes } from '@opentelemetry/resources';
import { type IMetricReader, MeterProvider } from '@opentelemetry/sdk-metrics';
import type { SpanProcessor } from '@opentelemetry/sdk-trace';
import { observeProcess } from './process-metrics.ts';
import { PrometheusText } from './prometheus-text.ts';

/** Whose metrics and spans these are: the instrumentation scope. */
const SCOPE = 'tools-provider';

/** How long the last export may hold up the end of a process, in milliseconds. */
const LAST_EXPORT_MS = 2_000;

/** Of which process metrics and spans tell, and where they go beside `/metrics`. */
export interface TelemetryOptions {
  /** The part of the system, such as `api`. */
  readonly service: string;
  /** Tells several processes of the same part apart. */
  readonly instanceId?: string;
  /** The address of an OpenTelemetry collector (OTLP over HTTP). Without one nothing is exported and there are no spans. */
  readonly otlpEndpoint?: string;
  /** Further takers of spans. */
  readonly spanProcessors?: readonly SpanProcessor[];
}

/** The metrics and spans of this process. */
export interface Telemetry {
  readonly meter: Meter;
  /** Starts spans that lead nowhere while nobody takes them. */
  readonly tracer: Tracer;
  /** All metrics as they are now, in the text format of Prometheus; every name begins with `tools_provider_` and ends with its unit. */
  scrape(): Promise<string>;
  /** Hands over what is not exported yet, for at most two seconds. */
  close(): Promise<void>;
}

/** Begins to measure. What is exported over OTLP, and the tracing SDK, are loaded only when somebody takes it. */
export async function startTelemetry(options: TelemetryOptions): Promise<Telemetry> {
  const { service, instanceId, otlpEndpoint, spanProcessors = [] } = options;
  const resource = resourceFromAttributes({
    'service.namespace': 'tools-provider',
    'service.name': service,
    ...(instanceId === undefined ? {} : { 'service.instance.id': instanceId }),
  });
  const exports = otlpEndpoint === undefined ? undefined : await otlpExports(otlpEndpoint);
  const takers = [...spanProcessors, ...(exports === undefined ? [] : [exports.spans])];
  const tracers = takers.length === 0 ? undefined : await startTracing(resource, takers);
  const text = new PrometheusText();
  const readers: IMetricReader[] = [text, ...(exports === undefined ? [] : [exports.metrics])];
  const meters = new MeterProvider({ resource, readers });
  const meter = meters.getMeter(SCOPE);
  const stopObserving = observeProcess(meter);
  return {
    meter,
    tracer: (tracers ?? trace).getTracer(SCOPE),
    scrape: () => text.scrape(),
    close: async () => {
      stopObserving();
      await endInTime(Promise.allSettled([tracers?.shutdown(), meters.shutdown()]));
    },
  };
}

async function startTracing(resource: Resource, spanProcessors: readonly SpanProcessor[]) {
  const [{ TracerProvider }, { AsyncLocalStorageContextManager }, { context }] = await Promise.all([
    import('@opentelemetry/sdk-trace'),
    import('@opentelemetry/context-async-hooks'),
    import('@opentelemetry/api'),
  ]);
  // One for the process: which span is the current one is not a matter of who takes it.
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  return new TracerProvider({ resource, spanProcessors: [...spanProcessors] });
}

async function otlpExports(endpoint: string): Promise<{ spans: SpanProcessor; metrics: IMetricReader }> {
  const [traceSdk, metricsSdk, { OTLPTraceExporter }, { OTLPMetricExporter }] = await Promise.all([
    import('@opentelemetry/sdk-trace'),
    import('@opentelemetry/sdk-metrics'),
    import('@opentelemetry/exporter-trace-otlp-http'),
    import('@opentelemetry/exporter-metrics-otlp-http'),
  ]);
  const base = endpoint.replace(/\/+$/, '');
  return {
    spans: new traceSdk.BatchSpanProcessor({ exporter: new OTLPTraceExporter({ url: `${base}/v1/traces` }) }),
    metrics: new metricsSdk.PeriodicExportingMetricReader({
      exporter: new OTLPMetricExporter({ url: `${base}/v1/metrics` }),
    }),
  };
}

async function endInTime(work: Promise<unknown>): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, LAST_EXPORT_MS);
  await Promise.race([work, promise]);
  clearTimeout(timer);
}
