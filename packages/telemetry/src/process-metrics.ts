import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { Meter } from '@opentelemetry/api';

const NANOSECONDS = 1e9;

/** Measures the process itself under the names of OpenTelemetry's conventions; call what it answers to end that. */
export function observeProcess(meter: Meter): () => void {
  const delay = monitorEventLoopDelay({ resolution: 20 });
  delay.enable();
  meter
    .createObservableGauge('process.memory.usage', {
      description: 'Physical memory that the process takes',
      unit: 'By',
    })
    .addCallback((result) => result.observe(process.memoryUsage.rss()));
  meter
    .createObservableGauge('v8js.memory.heap.used', {
      description: 'Memory of the JavaScript heap that is in use',
      unit: 'By',
    })
    .addCallback((result) => result.observe(process.memoryUsage().heapUsed));
  meter
    .createObservableGauge('nodejs.eventloop.delay.p99', {
      description: 'By how much the event loop was late since it was last asked, 99th percentile',
      unit: 's',
    })
    .addCallback((result) => {
      if (delay.count > 0) result.observe(delay.percentile(99) / NANOSECONDS);
      delay.reset();
    });
  return () => void delay.disable();
}
