import { describe, expect, it } from 'vitest';
import { ProgressMeter } from './progress-meter.ts';

describe('The progress of a job', () => {
  it('has the rate of the last seconds, and what is left at that rate', () => {
    let now = 0;
    const meter = new ProgressMeter(() => now);
    meter.begin(10_000);
    expect(meter.read()).toMatchObject({ events: 0, totalEvents: 10_000, eventsPerSecond: 0 });
    for (let second = 1; second <= 20; second += 1) {
      now = second * 1_000;
      meter.add(second <= 10 ? 50 : 100, 1);
      meter.read();
    }
    expect(meter.read()).toEqual({
      events: 1_500,
      totalEvents: 10_000,
      eventsPerSecond: 100,
      etaSeconds: 85,
      checkedStreams: 20,
    });
  });

  it('promises nothing where nobody knows how much there is, and never less than there was', () => {
    let now = 0;
    const meter = new ProgressMeter(() => now);
    meter.begin(undefined);
    meter.add(10);
    now = 1_000;
    expect(meter.read()).toMatchObject({
      totalEvents: undefined,
      etaSeconds: undefined,
      eventsPerSecond: 10,
    });
    meter.begin(5);
    meter.add(8);
    now = 2_000;
    expect(meter.read()).toMatchObject({ events: 8, totalEvents: 8, etaSeconds: 0 });
  });
});
