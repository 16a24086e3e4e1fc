import type { Behavior } from '../message.ts';
import { type MessageBehaviors, type Outcome, outcomeOf } from './message-behaviors.ts';

/** What {@link measuring} needs of a histogram. OpenTelemetry's `Histogram` is one. */
export interface HistogramPort {
  record(value: number, attributes: Record<string, string>): void;
}

/** What {@link measuring} needs to make histograms. OpenTelemetry's `Meter` is one. */
export interface MeterPort {
  createHistogram(
    name: string,
    options: { description: string; unit: string; advice: { explicitBucketBoundaries: number[] } },
  ): HistogramPort;
}

/** From half a millisecond to ten seconds. OpenTelemetry's own boundaries are meant for milliseconds. */
const BOUNDARIES_SECONDS = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/**
 * Records how long the handling of every message takes, in seconds, in the histograms `mediator.command.duration` and
 * `mediator.event.duration`, with the attributes `command.type` or `event.type`, `outcome` (`ok` or the error's kind) and, on failure,
 * `error.code`. Errors go on to the caller as they are.
 */
export function measuring(meter: MeterPort): MessageBehaviors {
  return { command: timing(meter, 'command'), event: timing(meter, 'event') };
}

function timing(meter: MeterPort, what: 'command' | 'event'): Behavior<{ readonly type: string }, unknown> {
  const typeAttribute = `${what}.type`;
  const durations = meter.createHistogram(`mediator.${what}.duration`, {
    description: `How long a mediator takes for one ${what}`,
    unit: 's',
    advice: { explicitBucketBoundaries: BOUNDARIES_SECONDS },
  });
  return async ({ type }, _, next) => {
    const start = performance.now();
    let outcome: Outcome = { outcome: 'ok' };
    try {
      return await next();
    } catch (error) {
      outcome = outcomeOf(error);
      throw error;
    } finally {
      durations.record((performance.now() - start) / 1000, { [typeAttribute]: type, ...outcome });
    }
  };
}
