import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { RecordedEvent } from '../aggregate/domain-event.ts';
import type { EventTrace } from '../read-side/pipeline-traces.ts';
import { InMemoryPipelineTraces } from '../testing/in-memory-pipeline-traces.ts';
import { newEvent } from '../testing/new-event.ts';
import type { PipelinePoint } from './pipeline-observer.ts';
import { TraceRecorder } from './trace-recorder.ts';

const STREAM = 'tools_provider-task-one';
const WHOLE: readonly PipelinePoint[] = [
  'received',
  'projecting',
  'projected',
  'before-commit',
  'after-commit',
  'before-ack',
  'after-ack',
];

beforeEach(() => {
  vi.useFakeTimers({ now: new Date('2026-05-06T07:08:09.000Z') });
});
afterEach(() => {
  vi.useRealTimers();
});

function recordedEvent(revision: number, stream = STREAM): RecordedEvent {
  const recordedAt = '2026-05-06T07:08:08.500Z';
  return { ...newEvent(), stream, revision, position: String(revision), recordedAt };
}

/** An event passes points, 10 ms after each other. */
function pass(recorder: TraceRecorder, event: RecordedEvent, points: readonly PipelinePoint[] = WHOLE): void {
  for (const point of points) {
    recorder.reached(point, event);
    vi.setSystemTime(Date.now() + 10);
  }
}

function recording() {
  const traces = new InMemoryPipelineTraces();
  const dropped: number[] = [];
  const recorder = new TraceRecorder({ traces, workerId: 'w1', onDropped: (n) => void dropped.push(n) });
  return { traces, recorder, dropped };
}

describe('the trace recorder', () => {
  it('notes when an event was appended, received, projected, emitted and acknowledged, and by whom', async () => {
    const { traces, recorder } = recording();
    const event = recordedEvent(0);
    pass(recorder, event);
    await vi.advanceTimersByTimeAsync(500);
    expect(await traces.list(STREAM)).toEqual([
      {
        eventId: event.id,
        type: 'happened.v1',
        revision: 0,
        appendedAt: '2026-05-06T07:08:08.500Z',
        receivedAt: '2026-05-06T07:08:09.000Z',
        projectedAt: '2026-05-06T07:08:09.020Z',
        emittedAt: '2026-05-06T07:08:09.040Z',
        ackedAt: '2026-05-06T07:08:09.060Z',
        workerId: 'w1',
      },
    ]);
  });

  it('takes the time at which an event occurred where the log says nothing', async () => {
    const { traces, recorder } = recording();
    const { recordedAt: _, ...event } = recordedEvent(0);
    pass(recorder, event);
    await recorder.stop();
    expect((await traces.list(STREAM))[0]?.appendedAt).toBe('2026-01-02T03:04:05.678Z');
  });

  it('tells nothing of a delivery that stored nothing: a repeated one, or one of an aggregate set aside', async () => {
    const { traces, recorder } = recording();
    pass(recorder, recordedEvent(0), ['received', 'before-ack', 'after-ack']);
    pass(recorder, recordedEvent(1), ['received', 'projecting', 'before-ack', 'after-ack']);
    pass(recorder, recordedEvent(2), ['received', 'projecting', 'projected', 'before-ack', 'after-ack']);
    await recorder.stop();
    expect(await traces.list(STREAM)).toEqual([]);
  });

  it('stores an event that was read from its stream without a delivery, after two seconds', async () => {
    const { traces, recorder } = recording();
    pass(recorder, recordedEvent(0), ['projecting', 'projected', 'before-commit', 'after-commit']);
    await vi.advanceTimersByTimeAsync(1_500);
    expect(await traces.list(STREAM)).toEqual([]);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(await traces.list(STREAM)).toMatchObject([{ revision: 0, receivedAt: null, ackedAt: null }]);
  });

  it('writes once for all that came in half a second', async () => {
    const writes: ReadonlyMap<string, readonly EventTrace[]>[] = [];
    const traces = {
      record: async (batch: ReadonlyMap<string, readonly EventTrace[]>) => void writes.push(batch),
    };
    const recorder = new TraceRecorder({ traces, workerId: 'w1' });
    for (let revision = 0; revision < 30; revision += 1)
      pass(recorder, recordedEvent(revision), ['received', 'projected', 'after-commit', 'after-ack']);
    pass(recorder, recordedEvent(0, 'tools_provider-task-two'));
    await vi.advanceTimersByTimeAsync(500);
    expect(writes.map((batch) => [...batch].map(([stream, { length }]) => [stream, length]))).toEqual([
      [
        [STREAM, 20],
        ['tools_provider-task-two', 1],
      ],
    ]);
  });

  it('gives the oldest streams up when there are more than it can store, and counts what it gave up', async () => {
    const { traces, recorder, dropped } = recording();
    for (let index = 0; index < 300; index += 1) pass(recorder, recordedEvent(0, `stream-${index}`));
    await recorder.stop();
    expect(dropped.reduce((sum, events) => sum + events, 0)).toBe(300 - 256);
    expect(await traces.list('stream-43')).toEqual([]);
    expect(await traces.list('stream-44')).toHaveLength(1);
    expect(await traces.list('stream-299')).toHaveLength(1);
  });

  it('remembers no more than ten thousand events that are under way', () => {
    const { recorder, dropped } = recording();
    for (let revision = 0; revision < 10_007; revision += 1)
      recorder.reached('received', recordedEvent(revision));
    expect(dropped).toHaveLength(7);
  });

  it('counts what could not be stored, and goes on with what comes next', async () => {
    const kept = new InMemoryPipelineTraces();
    let isAway = true;
    const traces = {
      record: async (batch: ReadonlyMap<string, readonly EventTrace[]>) => {
        if (isAway) throw new Error('away');
        await kept.record(batch);
      },
    };
    const dropped: number[] = [];
    const recorder = new TraceRecorder({ traces, workerId: 'w1', onDropped: (n) => void dropped.push(n) });
    pass(recorder, recordedEvent(0));
    await vi.advanceTimersByTimeAsync(500);
    isAway = false;
    pass(recorder, recordedEvent(1));
    await vi.advanceTimersByTimeAsync(500);
    expect(dropped).toEqual([1]);
    expect((await kept.list(STREAM)).map(({ revision }) => revision)).toEqual([1]);
  });

  it('stores what it has when it is stopped, and waits no longer than a second for that', async () => {
    const { traces, recorder } = recording();
    pass(recorder, recordedEvent(0), ['projected', 'after-commit']);
    await recorder.stop();
    expect(await traces.list(STREAM)).toHaveLength(1);

    const hanging = new TraceRecorder({
      traces: { record: () => new Promise<void>(() => undefined) },
      workerId: 'w1',
    });
    pass(hanging, recordedEvent(0));
    const stopped = hanging.stop();
    await vi.advanceTimersByTimeAsync(1_000);
    await stopped;
  });
});
