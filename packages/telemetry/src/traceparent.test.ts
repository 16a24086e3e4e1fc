import { context, trace } from '@opentelemetry/api';
import { InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace';
import { describe, expect, it } from 'vitest';
import { startTelemetry } from './start-telemetry.ts';
import { contextOf, currentTraceparent } from './traceparent.ts';

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
const SPAN = '00f067aa0ba902b7';

describe('traceparent', () => {
  it('names the parent of what is done in its context', () => {
    expect(trace.getSpanContext(contextOf(`00-${TRACE}-${SPAN}-01`))).toEqual({
      traceId: TRACE,
      spanId: SPAN,
      traceFlags: 1,
      isRemote: true,
    });
  });

  it.each([undefined, '', 'nonsense', `00-${'0'.repeat(32)}-${SPAN}-01`, `00-${TRACE}-${'0'.repeat(16)}-01`])(
    'is no parent when it is %j',
    (traceparent) => {
      expect(trace.getSpanContext(contextOf(traceparent))).toBeUndefined();
    },
  );

  it('is handed on as that of the span that is current', async () => {
    const processor = new SimpleSpanProcessor({ exporter: new InMemorySpanExporter() });
    const { tracer, close } = await startTelemetry({ service: 'test', spanProcessors: [processor] });
    expect(currentTraceparent()).toBeUndefined();
    context.with(contextOf(`00-${TRACE}-${SPAN}-01`), () => {
      tracer.startActiveSpan('work', (span) => {
        expect(currentTraceparent()).toBe(`00-${TRACE}-${span.spanContext().spanId}-01`);
        span.end();
      });
    });
    await close();
  });
});
