import { randomUUID } from 'node:crypto';
import { streamName } from '@tools-provider/domain';
import type { PipelinePoint } from '@tools-provider/event-sourcing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type EmbeddedStores, startEmbeddedStores } from './embedded-stores.ts';
import { expectConsistent } from './expect-consistent.ts';
import { untilProjected } from './projected.ts';
import { startWorker } from './worker-process.ts';
import { newContext, ToolGroup, writeSide } from './write-side.ts';

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

/** Random changes of many groups, so that every round has events of several streams in flight. */
class Load {
  readonly ids = Array.from({ length: GROUPS }, () => randomUUID());
  readonly heads = new Map<string, number>();

  async change(changes: number): Promise<void> {
    const { toolGroups } = writeSide(stores.kurrentDb.eventStore);
    for (let n = 0; n < changes; n += 1) {
      const id = this.ids[Math.floor(Math.random() * GROUPS)] ?? '';
      const stream = streamName({ aggregate: 'tool-group', id });
      const context = newContext();
      const isNew = !this.heads.has(stream);
      const group = isNew ? ToolGroup.create(id, { name: `Group ${id}` }, context) : await toolGroups.get(id);
      group.addSelector({ id: randomUUID(), namePattern: `tool-${n}*` }, context);
      group.addExplicitTool(`source:${randomUUID()}`, context);
      await toolGroups.update(group, context);
      this.heads.set(stream, group.revision);
    }
  }
}

describe('a worker that is killed', () => {
  it('leaves documents equal to the folded streams, and a feed with each event once and no gap', async () => {
    const load = new Load();
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
