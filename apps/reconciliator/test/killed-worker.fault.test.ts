import type { PipelinePoint } from '@tools-provider/event-sourcing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type EmbeddedStores, startEmbeddedStores } from './embedded-stores.ts';
import { expectConsistent } from './expect-consistent.ts';
import { GroupLoad } from './group-load.ts';
import { untilProjected } from './projected.ts';
import { startWorker } from './worker-process.ts';

/** Where the worker is killed, four times each. */
const POINTS: readonly PipelinePoint[] = [
  'received',
  'before-commit',
  'after-commit',
  'before-ack',
  'after-ack',
];
const KILLS_PER_POINT = 4;
const GROUPS = 8;

let stores: EmbeddedStores;
beforeAll(async () => {
  stores = await startEmbeddedStores();
});
afterAll(async () => {
  await stores.close();
});

describe('a worker that is killed', () => {
  it('leaves documents equal to the folded streams, and a feed with each event once and no gap', async () => {
    const load = new GroupLoad(stores, GROUPS);
    await load.change(GROUPS);
    let kills = 0;
    for (let round = 0; round < KILLS_PER_POINT; round += 1) {
      for (const point of POINTS) {
        const worker = startWorker(stores, {
          RECONCILIATOR_CRASH_AT: `${point}:${1 + Math.floor(Math.random() * 8)}`,
        });
        await Promise.all([load.change(6), worker.ready]);
        expect(await worker.ended).toBe('SIGKILL');
        kills += 1;
      }
    }
    expect(kills).toBe(POINTS.length * KILLS_PER_POINT);

    const worker = startWorker(stores);
    await worker.ready;
    await untilProjected(stores, load.heads);
    await worker.stop();
    await expectConsistent(stores, load.heads);
  });
});
