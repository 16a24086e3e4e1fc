import { PrometheusSerializer } from '@opentelemetry/exporter-prometheus';
import {
  AggregationTemporality,
  InstrumentType,
  type MetricData,
  MetricReader,
  type ResourceMetrics,
} from '@opentelemetry/sdk-metrics';

/** What every metric's name begins with. */
const PREFIX = 'tools_provider';

/** How Prometheus spells the units that OpenTelemetry writes in the UCUM's way; annotations such as `{event}` are no units. */
const SUFFIX_OF_UNIT: Readonly<Record<string, string>> = { s: 'seconds', By: 'bytes' };

/** Prints metrics for Prometheus when it asks, without a server of its own. To be given to the `MeterProvider` as a reader. */
export class PrometheusText extends MetricReader {
  readonly #serializer = new PrometheusSerializer(PREFIX, false, undefined, true, true);

  constructor() {
    // Cumulative, a gauge would go on showing what it showed when its callback says nothing any more.
    const { DELTA, CUMULATIVE } = AggregationTemporality;
    super({
      aggregationTemporalitySelector: (type) =>
        type === InstrumentType.OBSERVABLE_GAUGE ? DELTA : CUMULATIVE,
    });
  }

  /** All metrics as they are now, in the text format 0.0.4. */
  async scrape(): Promise<string> {
    const { resourceMetrics, errors } = await this.collect();
    if (errors.length > 0) throw new AggregateError(errors, 'A metric could not be read');
    return this.#serializer.serialize(withUnitsInNames(resourceMetrics));
  }

  protected async onForceFlush(): Promise<void> {}

  protected async onShutdown(): Promise<void> {}
}

/** The exporter leaves it to the name to say the unit, as Prometheus wants it; OpenTelemetry's own names must not. */
function withUnitsInNames(all: ResourceMetrics): ResourceMetrics {
  const scopeMetrics = all.scopeMetrics.map(({ scope, metrics }) => ({
    scope,
    metrics: metrics.map(withUnitInName),
  }));
  return { ...all, scopeMetrics };
}

function withUnitInName<Metric extends MetricData>(metric: Metric): Metric {
  const suffix = SUFFIX_OF_UNIT[metric.descriptor.unit];
  const descriptor = {
    ...metric.descriptor,
    name: suffix === undefined ? metric.descriptor.name : `${metric.descriptor.name}.${suffix}`,
    // The unit is in the name; the line `# UNIT` belongs to another format.
    unit: '',
  };
  return { ...metric, descriptor };
}
