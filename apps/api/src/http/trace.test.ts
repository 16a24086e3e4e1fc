import { describe, expect, it } from 'vitest';
import { traceIdOf, traceparentOf } from './trace.ts';

const TRACE_ID = '4bf92f3577b34da6a3ce929d0e0e4736';
const WELL_FORMED = `00-${TRACE_ID}-00f067aa0ba902b7-01`;

describe('traceparent', () => {
  it('gives a request the trace it belongs to', () => {
    expect(traceparentOf(WELL_FORMED)).toBe(WELL_FORMED);
    expect(traceIdOf(WELL_FORMED)).toBe(TRACE_ID);
  });

  it.each([
    undefined,
    '',
    'nonsense',
    `01-${TRACE_ID}-00f067aa0ba902b7-01`,
    `00-${'0'.repeat(32)}-00f067aa0ba902b7-01`,
    `00-${TRACE_ID}-${'0'.repeat(16)}-01`,
    WELL_FORMED.toUpperCase(),
    [WELL_FORMED, WELL_FORMED],
  ])('%j is ignored, and the request gets an id of its own', (header) => {
    expect(traceparentOf(header)).toBeUndefined();
    expect(traceIdOf(header)).toMatch(/^[0-9a-f]{32}$/);
    expect(traceIdOf(header)).not.toBe(traceIdOf(header));
  });
});
