import { randomUUID } from 'node:crypto';
import { CodedError } from '@tools-provider/mediator';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CountedPipeline, ONES, POISON } from '../../test/counted-pipeline.ts';
import { streamOf } from '../../test/counter.ts';
import type { StreamReconciler } from './stream-reconciler.ts';

/** Something else that no projection can digest. */
const OTHER_POISON = 14;

let pipeline: CountedPipeline;
let id: string;
let stream: string;
beforeEach(() => {
  pipeline = new CountedPipeline();
  id = randomUUID();
  stream = streamOf(id);
});
afterEach(() => pipeline.stop());

/** Counts, and lets a worker set the counter aside. */
async function setAside(by: readonly number[]): Promise<StreamReconciler> {
  await pipeline.count(by, id);
  const { streams } = await pipeline.reconcile();
  await pipeline.until(stream, (_, isSetAside) => isSetAside);
  return streams;
}

/** The event at a revision, as it is delivered when its parked message is replayed. */
async function replayed(revision: number) {
  return await Array.fromAsync(pipeline.eventStore.read(stream, { from: revision, limit: 1 }));
}

describe('A stream that was removed from the log', () => {
  it('is nobody else’s trouble, and what it no longer tells sets its aggregate aside rather than being dropped', async () => {
    await pipeline.count([1, 2, 3], id);
    const delivered = await replayed(2);
    pipeline.eventStore.read = () => {
      throw new CodedError('gone', 'stream-deleted', 'The stream was removed from the log');
    };
    const { streams } = pipeline.reconciliator();
    expect(await streams.reconcile({ stream, delivered })).toEqual({ applied: 0, setAsideAt: 0 });
    const failure = { code: 'missing-event', revision: 0, attempts: 3 };
    expect(await pipeline.statusOf(stream)).toMatchObject({ projected: -1, failure });
  });
});

describe('An aggregate that is set aside', () => {
  it('is set aside anew by a replay that brings it to the next event that cannot be processed', async () => {
    const streams = await setAside([1, POISON, 2, OTHER_POISON, 3]);
    pipeline.poison = OTHER_POISON;
    const delivered = await replayed(1);
    expect(await streams.reconcile({ stream, delivered })).toEqual({ applied: 2, setAsideAt: 3 });
    expect(await pipeline.statusOf(stream)).toMatchObject({ projected: 2, failure: { revision: 3 } });
    expect(await pipeline.toldOf(stream)).toEqual([0, 1, 2]);
  });

  it('keeps its mark until everything that came since is stored', async () => {
    const streams = await setAside([POISON]);
    for (const length of [500, 200]) await pipeline.countOn(id, ...ONES.slice(0, length));
    pipeline.isPoison = false;
    const commit = pipeline.readModel.commit.bind(pipeline.readModel);
    const marks: [number | undefined, number | undefined][] = [];
    pipeline.readModel.commit = async (spans) => {
      await commit(spans);
      const status = await pipeline.statusOf(stream);
      marks.push([status?.projected, status?.failure?.revision]);
    };
    expect(await streams.reconcile({ stream, delivered: await replayed(0) })).toEqual({ applied: 701 });
    expect(marks).toEqual([
      [499, 0],
      [700, undefined],
    ]);
  });

  it('gets also what came, and was acknowledged elsewhere, while its mark was being cleared', async () => {
    const streams = await setAside([1, POISON]);
    pipeline.isPoison = false;
    const commit = pipeline.readModel.commit.bind(pipeline.readModel);
    const other = pipeline.reconciliator().streams;
    pipeline.readModel.commit = async (spans) => {
      pipeline.readModel.commit = commit;
      await pipeline.countOn(id, 2);
      expect(await other.reconcile({ stream, delivered: await replayed(2) })).toEqual({ applied: 0 });
      await commit(spans);
    };
    await pipeline.reconciliators[0]?.stop();
    expect(await streams.reconcile({ stream, delivered: [], isToEnd: true })).toEqual({ applied: 2 });
    expect(await pipeline.countsOf(stream)).toEqual([1, POISON, 2]);
  });
});
