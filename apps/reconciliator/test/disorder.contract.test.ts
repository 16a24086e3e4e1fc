import { randomUUID } from 'node:crypto';
import { streamName } from '@tools-provider/domain';
import { disorderly } from '@tools-provider/event-sourcing/testing';
import type { ToolGroupDocument } from '@tools-provider/read-model';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type EmbeddedStores, startEmbeddedStores } from './embedded-stores.ts';
import { untilProjected, wholeFeed } from './projected.ts';
import { runReconciliator } from './run-reconciliator.ts';
import { newContext, ToolGroup, writeSide } from './write-side.ts';

const GROUPS = 6;
const SELECTORS = 9;

let stores: EmbeddedStores;
beforeEach(async () => {
  stores = await startEmbeddedStores();
});
afterEach(async () => {
  await stores.close();
});

/** Groups whose selectors were added one by one, in turn: their events lie between each other's in the log. */
async function interleavedGroups(): Promise<Map<string, ToolGroup>> {
  const { toolGroups } = writeSide(stores.kurrentDb.eventStore);
  const groups = new Map<string, ToolGroup>();
  for (let n = 0; n < GROUPS; n += 1) {
    const id = randomUUID();
    const context = newContext();
    const group = ToolGroup.create(id, { name: `Group ${n}` }, context);
    await toolGroups.add(group, context);
    groups.set(streamName({ aggregate: 'tool-group', id }), group);
  }
  for (let n = 1; n <= SELECTORS; n += 1) {
    for (const group of groups.values()) {
      const context = newContext();
      group.addSelector({ id: `sel-${n}`, namePattern: `${n}*` }, context);
      await toolGroups.update(group, context);
    }
  }
  return groups;
}

describe('deliveries that come shuffled and twice', () => {
  it('make the same documents and the same feed as deliveries in order', async () => {
    const groups = await interleavedGroups();
    const events = GROUPS * (SELECTORS + 1);
    const subscription = disorderly(stores.kurrentDb.categorySubscription, events / 4, Math.random);
    const warnings: string[] = [];
    const reconciliator = await runReconciliator(stores, {
      subscription,
      onWarning: (_, message) => warnings.push(message),
    });
    await untilProjected(stores, new Map([...groups].map(([stream, { revision }]) => [stream, revision])));
    await reconciliator.stop();

    expect(warnings).toEqual([]);
    expect(reconciliator.projectedEvents).toBe(events);
    for (const group of groups.values()) {
      const document = await stores.mongoDb.documents.get<ToolGroupDocument>('tool-groups', group.id);
      expect(document).toMatchObject({ revision: SELECTORS, selectors: group.state.selectors });
    }
    const feed = await wholeFeed(stores);
    expect(feed.map(({ sequence }) => Number(sequence))).toEqual(
      Array.from({ length: events }, (_, n) => n + 1),
    );
    for (const { id } of groups.values()) {
      const revisions = feed.filter(({ subject }) => subject === id).map(({ revision }) => revision);
      expect(revisions).toEqual(Array.from({ length: SELECTORS + 1 }, (_, n) => n));
    }
  });

  it('are shared by two workers without a loss or a repetition', async () => {
    const first = await runReconciliator(stores);
    const second = await runReconciliator(stores);
    const groups = await interleavedGroups();
    await untilProjected(stores, new Map([...groups].map(([stream, { revision }]) => [stream, revision])));
    await Promise.all([first.stop(), second.stop()]);
    expect(first.projectedEvents + second.projectedEvents).toBe(GROUPS * (SELECTORS + 1));
    const feed = await wholeFeed(stores);
    expect(new Set(feed.map(({ id }) => id)).size).toBe(GROUPS * (SELECTORS + 1));
    expect(feed.map(({ sequence }) => Number(sequence))).toEqual(feed.map((_, n) => n + 1));
  });
});
