import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type EventTrace, type PipelineTraces, TRACES_PER_STREAM } from '../read-side/pipeline-traces.ts';
import { newStream } from './new-event.ts';

/** A store of traces under test, and how to be done with it. */
export interface OpenedPipelineTraces {
  readonly traces: PipelineTraces;
  /** Called once after each test. */
  close(): Promise<void>;
}

/** What every implementation of the `PipelineTraces` port must do, as tests; `open` opens an empty one for each. */
export function pipelineTracesContract(name: string, open: () => Promise<OpenedPipelineTraces>): void {
  describe(name, () => {
    let opened: OpenedPipelineTraces;
    beforeEach(async () => {
      opened = await open();
    });
    afterEach(async () => {
      await opened.close();
    });

    const traceOf = (revision: number): EventTrace => ({
      eventId: `event-${revision}`,
      type: 'happened.v1',
      revision,
      appendedAt: '2026-01-02T03:04:05.001Z',
      receivedAt: revision % 2 === 0 ? '2026-01-02T03:04:05.002Z' : null,
      projectedAt: '2026-01-02T03:04:05.003Z',
      emittedAt: '2026-01-02T03:04:05.004Z',
      ackedAt: revision % 2 === 0 ? '2026-01-02T03:04:05.005Z' : null,
      workerId: 'worker',
    });
    const tracesOf = (...revisions: number[]) => revisions.map(traceOf);

    it('gives traces back as they were, newest first, and those of the stream only', async () => {
      const [stream, other] = [newStream(), newStream()];
      await opened.traces.record(
        new Map([
          [stream, tracesOf(0, 1)],
          [other, tracesOf(0)],
        ]),
      );
      await opened.traces.record(new Map([[stream, tracesOf(2)]]));
      expect(await opened.traces.list(stream)).toEqual(tracesOf(2, 1, 0));
      expect(await opened.traces.list(other)).toEqual(tracesOf(0));
    });

    it('has none of a stream that nobody told of', async () => {
      expect(await opened.traces.list(newStream())).toEqual([]);
    });

    it('keeps the newest of each stream, whether they come one by one or all at once', async () => {
      const stream = newStream();
      const revisions = Array.from({ length: TRACES_PER_STREAM + 5 }, (_, revision) => revision);
      await opened.traces.record(new Map([[stream, tracesOf(...revisions)]]));
      const newest = revisions.slice(5).toReversed();
      expect((await opened.traces.list(stream)).map(({ revision }) => revision)).toEqual(newest);
      await opened.traces.record(new Map([[stream, tracesOf(TRACES_PER_STREAM + 5)]]));
      const kept = await opened.traces.list(stream);
      expect(kept.map(({ revision }) => revision)).toEqual([
        TRACES_PER_STREAM + 5,
        ...newest.slice(0, TRACES_PER_STREAM - 1),
      ]);
    });

    it('puts what comes late where it belongs', async () => {
      const stream = newStream();
      await opened.traces.record(new Map([[stream, tracesOf(3)]]));
      await opened.traces.record(new Map([[stream, tracesOf(2, 1)]]));
      expect(await opened.traces.list(stream)).toEqual(tracesOf(3, 2, 1));
    });
  });
}
