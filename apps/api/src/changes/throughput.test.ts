import { describe, expect, it } from 'vitest';
import { Throughput } from './throughput.ts';

const seen = (counts: Readonly<Record<string, number>>) => new Map(Object.entries(counts));

describe('The throughput', () => {
  it('is not known before the second look', () => {
    const throughput = new Throughput();
    expect(throughput.eventsPerSecond).toBeUndefined();
    throughput.note(seen({ a: 100 }), 1_000);
    expect(throughput.eventsPerSecond).toBeUndefined();
  });

  it('is what all workers have projected since the first of the last looks', () => {
    const throughput = new Throughput();
    throughput.note(seen({ a: 100, b: 50 }), 0);
    throughput.note(seen({ a: 300, b: 150 }), 2_000);
    expect(throughput.eventsPerSecond).toBe(150);
    for (const second of [3, 4, 5, 6, 7]) throughput.note(seen({ a: 300, b: 150 }), second * 1_000);
    expect(throughput.eventsPerSecond).toBe(0);
  });

  it('counts a worker that came from nothing on, and never becomes negative when one goes or begins anew', () => {
    const throughput = new Throughput();
    throughput.note(seen({ a: 1_000 }), 0);
    throughput.note(seen({ b: 10 }), 1_000);
    expect(throughput.eventsPerSecond).toBe(10);
    throughput.reset();
    throughput.note(seen({ a: 1_000 }), 0);
    throughput.note(seen({ a: 5 }), 1_000);
    expect(throughput.eventsPerSecond).toBe(0);
  });

  it('does not take all that a worker has ever done for what it did since it was heard of again', () => {
    const throughput = new Throughput();
    throughput.note(seen({ a: 1_000_000 }), 0);
    throughput.note(seen({}), 1_000);
    throughput.note(seen({ a: 1_000_100 }), 2_000);
    expect(throughput.eventsPerSecond).toBeLessThanOrEqual(50);
    for (const second of [3, 4, 5, 6, 7]) throughput.note(seen({}), second * 1_000);
    throughput.note(seen({ a: 1_000_300 }), 8_000);
    throughput.note(seen({ a: 1_000_400 }), 9_000);
    expect(throughput.eventsPerSecond).toBe(20);
  });
});
