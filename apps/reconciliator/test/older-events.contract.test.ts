import { randomUUID } from 'node:crypto';
import { streamName, upcasters } from '@tools-provider/domain';
import { eventsToAppend, Upcasters } from '@tools-provider/event-sourcing';
import type { TaskDocument } from '@tools-provider/read-model';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type EmbeddedStores, startEmbeddedStores } from './embedded-stores.ts';
import { untilProjected, untilSetAside, wholeFeed } from './projected.ts';
import { runReconciliator } from './run-reconciliator.ts';
import { newContext } from './write-side.ts';

let stores: EmbeddedStores;
beforeEach(async () => {
  stores = await startEmbeddedStores();
});
afterEach(async () => {
  await stores.close();
});

/** A task as it was stored before tasks had due dates. */
async function storeOlderTask(): Promise<{ id: string; stream: string }> {
  const id = randomUUID();
  const stream = streamName({ aggregate: 'task', id });
  const at = '2026-01-02T03:04:05.678Z';
  const data = {
    title: 'Old',
    description: '',
    status: 'pending',
    priority: 'low',
    assigneeId: null,
    department: null,
    createdAt: at,
    createdBy: 'otto',
  };
  const events = eventsToAppend([{ type: 'task.created.v1', data }], newContext(), {
    stream,
    firstRevision: 0,
  });
  await stores.kurrentDb.eventStore.append(stream, -1, events);
  return { id, stream };
}

describe('an event of an earlier version', () => {
  it('is projected and told as the newest version of its type', async () => {
    const reconciliator = await runReconciliator(stores, { upcasters: new Upcasters(upcasters) });
    const { id, stream } = await storeOlderTask();
    await untilProjected(stores, new Map([[stream, 0]]));
    await reconciliator.stop();
    const document = await stores.mongoDb.documents.get<TaskDocument>('tasks', id);
    expect(document).toMatchObject({ title: 'Old', dueAt: null, approval: null });
    expect(await wholeFeed(stores)).toMatchObject([{ data: { title: 'Old', dueAt: null, approval: null } }]);
  });

  it('that cannot be read as a newer one sets its aggregate aside, and stops nobody else', async () => {
    const broken = new Upcasters([
      {
        type: 'task.created.v1',
        becomes: 'task.created.v1',
        upcast: () => {
          throw new Error('No such field');
        },
      },
    ]);
    const reconciliator = await runReconciliator(stores, { upcasters: broken });
    const { stream } = await storeOlderTask();
    await untilSetAside(stores, stream);
    await reconciliator.stop();
    const status = (await stores.mongoDb.statuses.loadStatuses([stream])).get(stream);
    expect(status?.failure).toMatchObject({ reason: 'No such field', eventType: 'task.created.v1' });
  });
});
