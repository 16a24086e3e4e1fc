import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { streamName } from '@tools-provider/domain';
import type { CategorySubscription, PipelinePoint, ReadPathContext } from '@tools-provider/event-sourcing';
import type { Behavior, EventMessage } from '@tools-provider/mediator';
import type { ToolGroupDocument } from '@tools-provider/read-model';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type EmbeddedStores, startEmbeddedStores } from './embedded-stores.ts';
import { untilProjected, wholeFeed } from './projected.ts';
import { runReconciliator } from './run-reconciliator.ts';
import { newContext, ToolGroup, writeSide } from './write-side.ts';

/** How long the handler of the first event is held up. The second one has none to wait for. */
const SLOW_MS = 100;

const slowCreation: Behavior<EventMessage, ReadPathContext> = async (event, _, next) => {
  if (event.type === 'group.created.v1') await wait(SLOW_MS);
  return next();
};

let stores: EmbeddedStores;
beforeEach(async () => {
  stores = await startEmbeddedStores();
});
afterEach(async () => {
  await stores.close();
});

/** The case that started it all: one command that raises two events, the first slow to project. */
async function createGroupWithSelector() {
  const id = randomUUID();
  const context = newContext();
  const group = ToolGroup.create(id, { name: 'Test', description: '' }, context);
  group.addSelector({ id: 'sel-1', namePattern: '*' }, context);
  await writeSide(stores.kurrentDb.eventStore).toolGroups.add(group, context);
  return { id, stream: streamName({ aggregate: 'tool-group', id }), group };
}

describe('the order of one aggregate', () => {
  it('projects the first event to its end before the second begins, however slow the first is', async () => {
    const trace: [PipelinePoint, string][] = [];
    const reconciliator = await runReconciliator(stores, {
      behaviors: [slowCreation],
      observer: {
        reached: (point, { type }) => {
          if (point === 'projecting' || point === 'projected') trace.push([point, type]);
        },
      },
    });
    const { id, stream, group } = await createGroupWithSelector();
    expect(group.revision).toBe(1);
    await untilProjected(stores, new Map([[stream, 1]]));
    await reconciliator.stop();

    expect(trace).toEqual([
      ['projecting', 'group.created.v1'],
      ['projected', 'group.created.v1'],
      ['projecting', 'group.selector.added.v1'],
      ['projected', 'group.selector.added.v1'],
    ]);
    const document = await stores.mongoDb.documents.get<ToolGroupDocument>('tool-groups', id);
    expect(document?.revision).toBe(1);
    expect(document?.selectors.map((selector) => selector.id)).toEqual(['sel-1']);
    expect((await wholeFeed(stores)).map(({ type }) => type)).toEqual([
      'io.tools-provider.group.created.v1',
      'io.tools-provider.group.selector.added.v1',
    ]);
  });

  it('acknowledges an event last: its projections have ended by then, and its CloudEvent is in the feed', async () => {
    const passed: [number, string][] = [];
    const toldAtAck: [acknowledged: number, told: number][] = [];
    const { categorySubscription } = stores.kurrentDb;
    const subscription: CategorySubscription = {
      open: async () => {
        const opened = await categorySubscription.open();
        return {
          [Symbol.asyncIterator]: () => opened[Symbol.asyncIterator](),
          ack: async (ackIds) => {
            toldAtAck.push([ackIds.length, (await wholeFeed(stores)).length]);
            await opened.ack(ackIds);
          },
          park: (ackIds, reason) => opened.park(ackIds, reason),
          close: () => opened.close(),
        };
      },
    };
    const { stream } = await createGroupWithSelector();
    const reconciliator = await runReconciliator(stores, {
      subscription,
      observer: { reached: (point, { revision }) => passed.push([revision, point]) },
    });
    await untilProjected(stores, new Map([[stream, 1]]));
    await reconciliator.stop();
    const first = passed.filter(([revision]) => revision === 0).map(([, point]) => point);
    expect(first).toEqual([
      'received',
      'projecting',
      'projected',
      'before-commit',
      'after-commit',
      'before-ack',
      'after-ack',
    ]);
    let acknowledged = 0;
    for (const [more, told] of toldAtAck) {
      acknowledged += more;
      expect(told).toBeGreaterThanOrEqual(acknowledged);
    }
    expect(acknowledged).toBe(2);
  });

  it('loses the second event when ordering is switched off: the failure this design exists to prevent', async () => {
    const lost = Promise.withResolvers<{ error: string; revision: number }>();
    const reconciliator = await runReconciliator(stores, {
      ordering: 'none',
      behaviors: [slowCreation],
      onWarning: (fields) => lost.resolve(fields as { error: string; revision: number }),
    });
    const { id, stream } = await createGroupWithSelector();
    const { error, revision } = await lost.promise;
    expect(revision).toBe(1);
    expect(error).toContain(`There is no document ${id} in tool-groups`);

    await untilProjected(stores, new Map([[stream, 0]]));
    await reconciliator.stop();
    const document = await stores.mongoDb.documents.get<ToolGroupDocument>('tool-groups', id);
    expect(document?.selectors).toEqual([]);
  });

  it('holds no other aggregate back while one is slow', async () => {
    const slow = Promise.withResolvers<void>();
    const reconciliator = await runReconciliator(stores, {
      behaviors: [
        async (_, context, next) => {
          if (context.event.stream === slowStream) await slow.promise;
          return next();
        },
      ],
    });
    const slowId = randomUUID();
    const slowStream = streamName({ aggregate: 'tool-group', id: slowId });
    const context = newContext();
    const { toolGroups } = writeSide(stores.kurrentDb.eventStore);
    await toolGroups.add(ToolGroup.create(slowId, { name: 'Slow' }, context), context);
    const { stream } = await createGroupWithSelector();

    await untilProjected(stores, new Map([[stream, 1]]));
    expect((await stores.mongoDb.statuses.loadStatuses([slowStream])).size).toBe(0);
    slow.resolve();
    await untilProjected(stores, new Map([[slowStream, 0]]));
    await reconciliator.stop();
  });
});
