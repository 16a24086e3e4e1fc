import { randomUUID } from 'node:crypto';
import { streamName } from '@tools-provider/domain';
import type { ReadPathContext } from '@tools-provider/event-sourcing';
import type { Behavior, EventMessage } from '@tools-provider/mediator';
import type { ToolGroupDocument } from '@tools-provider/read-model';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type EmbeddedStores, startEmbeddedStores } from './embedded-stores.ts';
import { untilProjected, untilSetAside, wholeFeed } from './projected.ts';
import { runReconciliator } from './run-reconciliator.ts';
import { newContext, ToolGroup, writeSide } from './write-side.ts';

let stores: EmbeddedStores;
beforeEach(async () => {
  stores = await startEmbeddedStores();
});
afterEach(async () => {
  await stores.close();
});

/** Creates a group and gives it selectors, each by a command of its own: revisions 0 to `selectors`. */
async function createGroup(selectors: number) {
  const { toolGroups } = writeSide(stores.kurrentDb.eventStore);
  const id = randomUUID();
  const context = newContext();
  const group = ToolGroup.create(id, { name: 'Test' }, context);
  await toolGroups.add(group, context);
  for (let n = 1; n <= selectors; n += 1) {
    const next = newContext();
    group.addSelector({ id: `sel-${n}`, namePattern: '*' }, next);
    await toolGroups.update(group, next);
  }
  return { id, stream: streamName({ aggregate: 'tool-group', id }) };
}

describe('an event that cannot be projected', () => {
  it('sets its aggregate aside at the revision before and holds nobody else back', async () => {
    let poisoned = '';
    let attempts = 0;
    const poison: Behavior<EventMessage, ReadPathContext> = async (_, { event }, next) => {
      if (event.stream === poisoned && event.revision === 2) {
        attempts += 1;
        throw new Error('no projection can digest this');
      }
      return next();
    };
    const { id, stream } = await createGroup(3);
    poisoned = stream;
    const reconciliator = await runReconciliator(stores, {
      behaviors: [poison],
      retry: { attempts: 3, baseMs: 1, maxMs: 2 },
    });
    const other = await createGroup(3);
    await untilProjected(stores, new Map([[other.stream, 3]]));
    await untilSetAside(stores, stream);
    await reconciliator.stop();

    const status = (await stores.mongoDb.statuses.loadStatuses([stream])).get(stream);
    expect(status).toMatchObject({
      projected: 1,
      emitted: 1,
      failure: { revision: 2, attempts: 3, eventType: 'group.selector.added.v1' },
    });
    expect(status?.failure?.reason).toContain('no projection can digest this');
    expect(attempts).toBe(3);
    const document = await stores.mongoDb.documents.get<ToolGroupDocument>('tool-groups', id);
    expect(document?.selectors.map((selector) => selector.id)).toEqual(['sel-1']);
    expect((await wholeFeed(stores)).filter(({ subject }) => subject === id)).toHaveLength(2);
  });
});
