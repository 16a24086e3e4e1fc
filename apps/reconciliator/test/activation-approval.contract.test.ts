import { randomUUID } from 'node:crypto';
import { streamName } from '@tools-provider/domain';
import type { ReadModelReconciliator, SagaRunner } from '@tools-provider/event-sourcing';
import type { TaskDocument, ToolGroupDocument } from '@tools-provider/read-model';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FeedWatch } from '../src/feed-watch.ts';
import { createActivationApproval } from '../src/saga/activation-approval.ts';
import { ApprovalLoad, people } from './approval-load.ts';
import { type EmbeddedStores, startEmbeddedStores } from './embedded-stores.ts';
import { wholeFeed } from './projected.ts';
import { runReconciliator } from './run-reconciliator.ts';
import { untilTold } from './until-told.ts';

const WEEK_MS = 604_800_000;
const SAGA = 'activation-approval';
const silent = { info: () => undefined, warn: () => undefined };

let stores: EmbeddedStores;
let load: ApprovalLoad;
let reconciliator: ReadModelReconciliator;
let runners: SagaRunner[];
let watch: FeedWatch;

beforeEach(async () => {
  stores = await startEmbeddedStores();
  load = new ApprovalLoad(stores);
  reconciliator = await runReconciliator(stores);
  runners = [];
  const wakeAll = () => {
    for (const runner of runners) runner.wake();
  };
  watch = new FeedWatch(stores.mongoDb.signals, wakeAll, silent);
  watch.start();
});
afterEach(async () => {
  await Promise.all([reconciliator.stop(), watch.stop(), ...runners.map((runner) => runner.stop())]);
  await stores.close();
});

function startApproval(deadlineMs = WEEK_MS): SagaRunner {
  const { stateStore, sagas, feed, leases } = stores.mongoDb;
  const runner = createActivationApproval({
    eventStore: stores.kurrentDb.eventStore,
    stateStore,
    sagas,
    feed,
    leases,
    owner: randomUUID(),
    leaseTtlMs: 1_000,
    deadlineMs,
    log: silent,
  });
  runner.start();
  runners.push(runner);
  return runner;
}

const group = (id: string) => stores.mongoDb.documents.get<ToolGroupDocument>('tool-groups', id);
const task = (id: string) => stores.mongoDb.documents.get<TaskDocument>('tasks', id);
const told = (type: string, subject: string) => untilTold(stores, type, subject);

describe('A request for an activation', () => {
  it('opens a task, and activates the group when another admin has completed it', async () => {
    startApproval();
    const { groupId, requestId, taskId } = await load.request();
    const opened = await told('task.created.v1', taskId);
    const requested = await told('group.activation.requested.v1', groupId);
    expect(opened).toMatchObject({
      causationid: requested.id,
      correlationid: requested.correlationid,
      data: { createdBy: 'saga:activation-approval', priority: 'high' },
    });
    expect(await task(taskId)).toMatchObject({
      status: 'pending',
      approval: { toolGroupId: groupId, requestId, requestedBy: people.otto.id },
    });
    expect(await group(groupId)).toMatchObject({ isActive: false, activationRequest: { requestId } });

    await load.send({ type: 'change-task', id: taskId, status: 'completed' });
    expect(await told('group.activated.v1', groupId)).toMatchObject({
      data: { activatedBy: people.ada.id, requestId },
    });
    expect(await group(groupId)).toMatchObject({ isActive: true, activationRequest: null });
    expect((await wholeFeed(stores)).filter(({ type }) => type.endsWith('task.created.v1'))).toHaveLength(1);
  });

  it('is rejected when the task is cancelled, and may be made again, with another task', async () => {
    startApproval();
    const first = await load.request();
    await told('task.created.v1', first.taskId);
    await load.send({ type: 'change-task', id: first.taskId, status: 'cancelled' });
    expect(await told('group.activation.rejected.v1', first.groupId)).toMatchObject({
      data: { rejectedBy: people.ada.id, reason: 'The approval task was cancelled' },
    });
    expect(await group(first.groupId)).toMatchObject({ isActive: false, activationRequest: null });

    const second = await load.requestAgain(first.groupId);
    expect(second.taskId).not.toBe(first.taskId);
    await told('task.created.v1', second.taskId);
    await load.send({ type: 'change-task', id: second.taskId, status: 'completed' });
    await told('group.activated.v1', first.groupId);
  });

  it('is rejected when nobody decides in time, and its task is cancelled', async () => {
    startApproval(200);
    const { groupId, taskId } = await load.request();
    expect(await told('group.activation.rejected.v1', groupId)).toMatchObject({
      data: { rejectedBy: 'saga:activation-approval' },
    });
    expect(await task(taskId)).toMatchObject({ status: 'cancelled' });
    expect(await group(groupId)).toMatchObject({ isActive: false, activationRequest: null });
  });

  it('is not rejected when more time was given, although the worker that is behind has not heard of it', async () => {
    const runner = startApproval(2_000);
    const { requestId, taskId } = await load.request();
    await told('task.created.v1', taskId);
    await reconciliator.stop();
    const dueAt = '2099-01-01T00:00:00.000Z';
    await load.send({ type: 'change-task', id: taskId, dueAt });
    const instance = () => stores.mongoDb.sagas.load(SAGA, requestId);
    // The timeout comes, and the task says that it is not due.
    while ((await instance())?.notes.some(({ refused }) => refused !== undefined) !== true)
      await runner.idle();

    reconciliator = await runReconciliator(stores);
    await told('task.due.updated.v1', taskId);
    await runner.idle();
    expect(await task(taskId)).toMatchObject({ status: 'pending', dueAt });
    expect(await instance()).toMatchObject({ isDone: false, timeouts: [{ name: 'due', dueAt }] });
  });

  it('is rejected when the task is deleted', async () => {
    startApproval();
    const { groupId, taskId } = await load.request();
    await told('task.created.v1', taskId);
    await load.send({ type: 'delete-task', id: taskId });
    expect(await told('group.activation.rejected.v1', groupId)).toMatchObject({
      data: { reason: 'The approval task was deleted' },
    });
  });

  it('is forgotten when its group is deleted: the task is cancelled', async () => {
    const runner = startApproval();
    const { groupId, requestId, taskId } = await load.request();
    await told('task.created.v1', taskId);
    await load.send({ type: 'delete-tool-group', id: groupId });
    expect(await told('task.status.updated.v1', taskId)).toMatchObject({ data: { newStatus: 'cancelled' } });
    await runner.idle();
    expect(await stores.mongoDb.sagas.load(SAGA, requestId)).toMatchObject({ isDone: true, unsent: [] });
    expect(await stores.mongoDb.sagas.setAside(SAGA)).toEqual([]);
  });

  it('is taken up once by two workers, and by the other one when the first has stopped', async () => {
    const first = startApproval();
    startApproval();
    const requests = await Promise.all([load.request(), load.request(), load.request()]);
    for (const { taskId } of requests) await told('task.created.v1', taskId);
    await first.stop();
    for (const { taskId } of requests)
      await load.send({ type: 'change-task', id: taskId, status: 'completed' });
    for (const { groupId } of requests) await told('group.activated.v1', groupId);
    const feed = await wholeFeed(stores);
    expect(feed.filter(({ type }) => type.endsWith('task.created.v1'))).toHaveLength(3);
    expect(feed.filter(({ type }) => type.endsWith('group.activated.v1'))).toHaveLength(3);
  });

  it('has a history from which its saga can be made anew, without anything being sent again', async () => {
    const runner = startApproval();
    const { groupId, requestId, taskId } = await load.request();
    await told('task.created.v1', taskId);
    await load.send({ type: 'change-task', id: taskId, status: 'completed' });
    await told('group.activated.v1', groupId);
    await runner.idle();
    const before = await wholeFeed(stores);
    expect(await runner.replay(requestId)).toMatchObject({ differences: [], instance: { isDone: true } });
    await runner.idle();
    const { eventStore } = stores.kurrentDb;
    const last = await eventStore.readLast(streamName({ aggregate: 'tool-group', id: groupId }));
    expect(last?.id).toBe(before.findLast(({ subject }) => subject === groupId)?.id);
    expect(await wholeFeed(stores)).toEqual(before);
  });
});
