import { metrics } from '@opentelemetry/api';
import { describe, expect, it } from 'vitest';
import { CodedError } from '../coded-error.ts';
import { Mediator } from '../mediator.ts';
import type { Command } from '../message.ts';
import { type MeterPort, measuring } from './measuring.ts';

interface Measurement {
  readonly histogram: string;
  readonly unit: string;
  readonly value: number;
  readonly attributes: Record<string, string>;
}

function recordingMeter() {
  const measurements: Measurement[] = [];
  const meter: MeterPort = {
    createHistogram: (histogram, { unit }) => ({
      record: (value, attributes) => void measurements.push({ histogram, unit, value, attributes }),
    }),
  };
  return { meter, measurements };
}

function measured(meter: MeterPort) {
  const { command, event } = measuring(meter);
  return new Mediator({ command: [command], event: [event] });
}

describe('measuring', () => {
  it('records how long a command and an event take, in seconds, with their outcome', async () => {
    const { meter, measurements } = recordingMeter();
    const mediator = measured(meter);
    mediator.handle<Command<number>>('spend', async () => {
      const start = performance.now();
      while (performance.now() - start < 5);
      return 7;
    });
    mediator.on('spent.v1', async () => {});
    expect(await mediator.execute<Command<number>>({ type: 'spend' }, {})).toBe(7);
    await mediator.publish({ type: 'spent.v1' }, {});
    expect(measurements).toEqual([
      {
        histogram: 'mediator.command.duration',
        unit: 's',
        value: expect.any(Number),
        attributes: { 'command.type': 'spend', outcome: 'ok' },
      },
      {
        histogram: 'mediator.event.duration',
        unit: 's',
        value: expect.any(Number),
        attributes: { 'event.type': 'spent.v1', outcome: 'ok' },
      },
    ]);
    const [command] = measurements;
    expect(command?.value).toBeGreaterThanOrEqual(0.005);
    expect(command?.value).toBeLessThan(5);
  });

  it('records a failed command under the kind and code of its error, and hands the error on as it is', async () => {
    const { meter, measurements } = recordingMeter();
    const mediator = measured(meter);
    const error = new CodedError('conflict', 'revision-conflict', 'Somebody was faster');
    mediator.handle('change', () => Promise.reject(error));
    await expect(mediator.execute({ type: 'change' }, {})).rejects.toBe(error);
    expect(measurements).toMatchObject([
      { attributes: { 'command.type': 'change', outcome: 'conflict', 'error.code': 'revision-conflict' } },
    ]);
  });

  it("takes OpenTelemetry's meter as it is", async () => {
    const mediator = measured(metrics.getMeter('mediator'));
    mediator.handle<Command<string>>('greet', async () => 'Hello');
    expect(await mediator.execute<Command<string>>({ type: 'greet' }, {})).toBe('Hello');
  });
});
