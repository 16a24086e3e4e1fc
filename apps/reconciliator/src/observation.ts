import {
  observedBy,
  type PipelineObserver,
  type PipelineTraces,
  type ReadPathContext,
  type ReconciliatorLog,
  TraceRecorder,
} from '@tools-provider/event-sourcing';
import { type Behavior, type EventMessage, measuring } from '@tools-provider/mediator';
import type { Telemetry } from '@tools-provider/telemetry';
import { readPathSpans } from './read-path-spans.ts';
import { warnOfSlowProjections } from './slow-projections.ts';

/** What the read path is watched with. */
export interface ObservationOptions {
  readonly telemetry: Telemetry;
  readonly traces: PipelineTraces;
  readonly workerId: string;
  readonly log: ReconciliatorLog;
  /** Told of every point before the recorder is. */
  readonly observer?: PipelineObserver;
}

/** What watches the read path: behaviours around every event, and an observer of the points it passes. */
export interface Observation {
  readonly behaviors: readonly Behavior<EventMessage, ReadPathContext>[];
  readonly observer: PipelineObserver;
  /** Stores what was noted last; to be called when nothing is projected any more. */
  stop(): Promise<void>;
}

/** Measures, traces and records what happens on the read path. */
export function observeReadPath(options: ObservationOptions): Observation {
  const { telemetry, traces, workerId, log, observer } = options;
  const { tracer, meter } = telemetry;
  const dropped = meter.createCounter('pipeline.traces.dropped', {
    description:
      'Traces of events that were given up, because there were too many or they could not be stored',
    unit: '{event}',
  });
  dropped.add(0);
  const recorder = new TraceRecorder({ traces, workerId, onDropped: (events) => dropped.add(events) });
  return {
    behaviors: [...readPathSpans(tracer), measuring(meter).event, warnOfSlowProjections(log)],
    observer: observer === undefined ? recorder : observedBy(observer, recorder),
    stop: () => recorder.stop(),
  };
}
