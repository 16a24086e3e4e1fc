import { randomUUID } from 'node:crypto';
import { createWriteSide, type UseCase } from '@tools-provider/application';
import { inventoryOf } from '@tools-provider/domain/testing';
import type { ReadModelReconciliator, SagaRunner } from '@tools-provider/event-sourcing';
import type { ToolDocument } from '@tools-provider/read-model';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { FeedWatch } from '../src/feed-watch.ts';
import { createLabelCascade } from '../src/saga/label-cascade.ts';
import { people } from './approval-load.ts';
import { type EmbeddedStores, startEmbeddedStores } from './embedded-stores.ts';
import { runReconciliator } from './run-reconciliator.ts';
import { untilTold } from './until-told.ts';
import { newContext } from './write-side.ts';

const PATIENCE = { timeout: 15_000, interval: 20 };
const silent = { info: () => undefined, warn: () => undefined };
const inventory = inventoryOf(['getPet', 'addPet']);

let stores: EmbeddedStores;
let reconciliator: ReadModelReconciliator;
let runner: SagaRunner;
let watch: FeedWatch;

beforeEach(async () => {
  stores = await startEmbeddedStores();
  reconciliator = await runReconciliator(stores);
  const { stateStore, sagas, feed, leases } = stores.mongoDb;
  runner = createLabelCascade({
    eventStore: stores.kurrentDb.eventStore,
    stateStore,
    sagas,
    feed,
    leases,
    owner: randomUUID(),
    leaseTtlMs: 1_000,
    log: silent,
  });
  watch = new FeedWatch(stores.mongoDb.signals, () => runner.wake(), silent);
  watch.start();
});
afterEach(async () => {
  await Promise.all([reconciliator.stop(), watch.stop(), runner.stop()]);
  await stores.close();
});

it('a deleted label is taken from every tool that has it, in the name of the saga, and from no other', async () => {
  const mediator = createWriteSide({
    eventStore: stores.kurrentDb.eventStore,
    stateStore: stores.mongoDb.stateStore,
    sourceReader: { readDocument: async () => inventory, readUrl: async () => inventory },
  });
  const send = (command: UseCase) => mediator.execute(command, { ...newContext(), actor: people.ada });
  const labelsOf = async (toolId: string) =>
    (await stores.mongoDb.documents.get<ToolDocument>('tools', toolId))?.labelIds;
  const [risky, slow, crm, erp] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()];
  for (const id of [risky, slow]) await send({ type: 'create-label', id, name: 'Label' });
  for (const id of [crm, erp]) {
    await send({ type: 'register-source', id, name: 'Pets', document: {} });
    await send({ type: 'label-tool', toolId: `${id}:getPet`, labelId: risky });
    await send({ type: 'label-tool', toolId: `${id}:getPet`, labelId: slow });
  }
  await send({ type: 'delete-label', id: risky });
  // The worker that sees to it comes when all of it has happened, and some of it was already undone.
  await send({ type: 'deregister-source', id: crm });
  runner.start();
  expect(await untilTold(stores, 'tool.label.removed.v1', erp)).toMatchObject({
    data: { toolId: `${erp}:getPet`, labelId: risky, removedBy: 'saga:label-cascade' },
  });
  await expect.poll(() => labelsOf(`${erp}:getPet`), PATIENCE).toEqual([slow]);
});
