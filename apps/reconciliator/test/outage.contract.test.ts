import { randomUUID } from 'node:crypto';
import { streamName } from '@tools-provider/domain';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type EmbeddedStores, startEmbeddedStores } from './embedded-stores.ts';
import { untilProjected, wholeFeed } from './projected.ts';
import { runReconciliator } from './run-reconciliator.ts';
import { newContext, ToolGroup, writeSide } from './write-side.ts';

let stores: EmbeddedStores;
beforeEach(async () => {
  stores = await startEmbeddedStores();
});
afterEach(async () => {
  await stores.close();
});

async function createGroup(): Promise<string> {
  const id = randomUUID();
  const context = newContext();
  const group = ToolGroup.create(id, { name: 'Test' }, context);
  group.addSelector({ id: 'sel-1', namePattern: '*' }, context);
  await writeSide(stores.kurrentDb.eventStore).toolGroups.add(group, context);
  return streamName({ aggregate: 'tool-group', id });
}

describe('a store that goes away', () => {
  it('for the read model sets nothing aside: what was written meanwhile is projected when it is back', async () => {
    const lost = Promise.withResolvers<void>();
    const reconciliator = await runReconciliator(stores, { onWarning: () => lost.resolve() });
    const before = await createGroup();
    await untilProjected(stores, new Map([[before, 1]]));

    await stores.outages.mongodb.stop();
    const meanwhile = await createGroup();
    await lost.promise;
    await stores.outages.mongodb.start();
    await untilProjected(stores, new Map([[meanwhile, 1]]));
    await reconciliator.stop();

    expect((await stores.mongoDb.statuses.loadStatuses([meanwhile])).get(meanwhile)?.failure).toBeUndefined();
    expect((await wholeFeed(stores)).map(({ revision }) => revision)).toEqual([0, 1, 0, 1]);
  });

  it('for the log is joined again by itself', async () => {
    const lost = Promise.withResolvers<void>();
    const reconciliator = await runReconciliator(stores, { onWarning: () => lost.resolve() });
    const before = await createGroup();
    await untilProjected(stores, new Map([[before, 1]]));

    await stores.outages.kurrentdb.stop();
    await lost.promise;
    await stores.outages.kurrentdb.start();
    const after = await createGroup();
    await untilProjected(stores, new Map([[after, 1]]));
    await reconciliator.stop();
    expect(await wholeFeed(stores)).toHaveLength(4);
  });
});
