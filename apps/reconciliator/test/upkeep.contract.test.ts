import { randomUUID } from 'node:crypto';
import { CATEGORY, PIPELINE_RECORDS, streamName } from '@tools-provider/domain';
import {
  EVENT_SKIPPED,
  HEARTBEAT_INTERVAL_MS,
  type ReadPathContext,
  Upcasters,
} from '@tools-provider/event-sourcing';
import { CONSUMER_GROUP } from '@tools-provider/kurrentdb';
import type { Behavior, EventMessage } from '@tools-provider/mediator';
import type { ToolGroupDocument } from '@tools-provider/read-model';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { toCloudEvent } from '../src/cloud-event.ts';
import { createUpkeep } from '../src/upkeep.ts';
import { type StoresWithLog, startEmbeddedStores } from './embedded-stores.ts';
import { untilProjected, untilSetAside, wholeFeed } from './projected.ts';
import { runReconciliator } from './run-reconciliator.ts';
import { newContext, ToolGroup, writeSide } from './write-side.ts';

const LEASE_TTL_MS = 300;

let stores: StoresWithLog;
let isPoison: boolean;
let stops: (() => Promise<void>)[];
beforeEach(async () => {
  stores = await startEmbeddedStores();
  isPoison = true;
  stops = [];
});
afterEach(async () => {
  for (const stop of stops.toReversed()) await stop();
  await stores.close();
});

/** A worker with its upkeep, whose projections cannot digest the events that add a certain selector. */
async function startWorkerHere({ release = '1', graceMs = 60_000 } = {}) {
  const poison: Behavior<EventMessage, ReadPathContext> = async (_, { event }, next) => {
    if (isPoison && JSON.stringify(event.data).includes('poison')) throw new Error('cannot digest this');
    return next();
  };
  const reconciliator = await runReconciliator(stores, {
    release,
    behaviors: [poison],
    retry: { attempts: 2, baseMs: 1, maxMs: 2 },
  });
  stops.push(() => reconciliator.stop());
  const { kurrentDb, mongoDb } = stores;
  const origin = { source: 'https://tools-provider.test', schemaBase: 'http://127.0.0.1:4000' };
  const upkeep = createUpkeep({
    reconciliator,
    eventStore: kurrentDb.eventStore,
    logReader: kurrentDb.logReader,
    readModel: mongoDb.readModel,
    quarantine: mongoDb.quarantine,
    audits: mongoDb.audits,
    leases: mongoDb.leases,
    workers: mongoDb.workers,
    cloudEventOf: (event) => toCloudEvent(event, origin),
    upcasters: new Upcasters(),
    owner: randomUUID(),
    release,
    leaseTtlMs: LEASE_TTL_MS,
    auditIntervalMs: 100,
    auditGraceMs: graceMs,
    log: { info: () => undefined, warn: () => undefined },
  });
  upkeep.start();
  stops.push(() => upkeep.stop());
  return { reconciliator, upkeep };
}

/** A group with the selectors sel-1, poison and sel-3: revisions 0 to 3. */
async function createGroup() {
  const { toolGroups } = writeSide(stores.kurrentDb.eventStore);
  const id = randomUUID();
  const context = newContext();
  const group = ToolGroup.create(id, { name: 'Test' }, context);
  for (const selector of ['sel-1', 'poison', 'sel-3'])
    group.addSelector({ id: selector, namePattern: '*' }, context);
  await toolGroups.add(group, context);
  return { id, stream: streamName({ aggregate: 'tool-group', id }) };
}

const ask = (stream: string, action: 'retry' | 'skip') =>
  stores.mongoDb.quarantine.ask({
    id: randomUUID(),
    stream,
    action,
    revision: 2,
    note: 'Written by mistake',
    requestedBy: 'ada',
    requestedAt: new Date().toISOString(),
  });

const selectorsOf = async (id: string) => {
  const document = await stores.mongoDb.documents.get<ToolGroupDocument>('tool-groups', id);
  return document?.selectors.map((selector) => selector.id);
};
const toldOf = async (id: string) =>
  (await wholeFeed(stores)).filter(({ subject }) => subject === id).map(({ revision }) => revision);

describe('An aggregate that is set aside', () => {
  it('catches up in order when it is retried by request, and each of its CloudEvents comes once', async () => {
    await startWorkerHere();
    const { id, stream } = await createGroup();
    await untilSetAside(stores, stream);
    expect(await selectorsOf(id)).toEqual(['sel-1']);
    isPoison = false;
    await ask(stream, 'retry');
    await untilProjected(stores, new Map([[stream, 3]]));
    expect(await selectorsOf(id)).toEqual(['sel-1', 'poison', 'sel-3']);
    expect(await toldOf(id)).toEqual([0, 1, 2, 3]);
  });

  it('does without an event when an admin asks for it, which the log keeps outside of what is projected', async () => {
    await startWorkerHere();
    const { id, stream } = await createGroup();
    await untilSetAside(stores, stream);
    await ask(stream, 'skip');
    await untilProjected(stores, new Map([[stream, 3]]));
    expect(await selectorsOf(id)).toEqual(['sel-1', 'sel-3']);
    expect(await toldOf(id)).toEqual([0, 1, 2, 3]);
    const records = `${PIPELINE_RECORDS}-tool-group-${id}`;
    const recorded = () => stores.kurrentDb.eventStore.readLast(records);
    await expect.poll(recorded, { timeout: 10_000 }).toMatchObject({
      type: EVENT_SKIPPED,
      data: { stream, revision: 2, note: 'Written by mistake', skippedBy: 'ada' },
    });
    expect((await wholeFeed(stores)).map(({ type }) => type)).not.toContain(EVENT_SKIPPED);
  });

  it('is tried again when another release of the worker starts', async () => {
    const first = await startWorkerHere({ release: '1' });
    const { id, stream } = await createGroup();
    await untilSetAside(stores, stream);
    await first.upkeep.stop();
    await first.reconciliator.stop();
    isPoison = false;
    await startWorkerHere({ release: '2' });
    await untilProjected(stores, new Map([[stream, 3]]));
    expect(await selectorsOf(id)).toEqual(['sel-1', 'poison', 'sel-3']);
    expect(await toldOf(id)).toEqual([0, 1, 2, 3]);
  });
});

describe('The audit', () => {
  it('applies what a lost checkpoint has left out, once, and counts it', async () => {
    isPoison = false;
    const { id, stream } = await createGroup();
    await (await stores.kurrentDb.categorySubscription.open()).close();
    await stores.logServer().administerGroup(`$ce-${CATEGORY}`, CONSUMER_GROUP).restoreCheckpoint(3);
    await startWorkerHere({ graceMs: HEARTBEAT_INTERVAL_MS });
    await untilProjected(stores, new Map([[stream, 3]]));
    expect(await selectorsOf(id)).toEqual(['sel-1', 'poison', 'sel-3']);
    expect(await toldOf(id)).toEqual([0, 1, 2, 3]);
    const audited = () => stores.mongoDb.audits.load();
    await expect
      .poll(audited, { timeout: 10_000 })
      .toMatchObject({ findings: 1, repairedEvents: 4, diverged: 0, stall: undefined });
  });
});
