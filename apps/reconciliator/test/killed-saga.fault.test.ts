import { streamName } from '@tools-provider/domain';
import type { RecordedEvent, SagaPoint } from '@tools-provider/event-sourcing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ApprovalLoad, type WaitingGroup } from './approval-load.ts';
import { type EmbeddedStores, startEmbeddedStores } from './embedded-stores.ts';
import { toldUnless, untilTold } from './until-told.ts';
import { startWorker } from './worker-process.ts';

/**
 * Where the worker is killed, and when it is there for which time: before state, commands and cursor are stored, after that, before and
 * after a command is carried out, and before the cursor moves on. After each kill its lease has to run out before the next worker goes on.
 */
const KILLS: readonly (readonly [SagaPoint, number])[] = [
  ['saga-saving', 2],
  ['saga-saved', 1],
  ['saga-sending', 2],
  ['saga-sent', 1],
  ['saga-sent', 2],
  ['saga-advancing', 1],
];
const SAGA = 'saga:activation-approval';

let stores: EmbeddedStores;
beforeAll(async () => {
  stores = await startEmbeddedStores();
});
afterAll(async () => {
  await stores.close();
});

/** Requests, and what was decided about each. */
class Requests {
  readonly #load = new ApprovalLoad(stores);
  readonly #undecided: WaitingGroup[] = [];
  made = 0;
  readonly decided: { readonly group: WaitingGroup; readonly status: 'completed' | 'cancelled' }[] = [];

  async make(): Promise<WaitingGroup> {
    const group = await this.#load.request();
    this.#undecided.push(group);
    this.made += 1;
    return group;
  }

  /** Decides about every request whose task is there, every third of them against it. */
  async decide(): Promise<void> {
    for (const group of this.#undecided.splice(0)) {
      if ((await lastOf('task', group.taskId)) === undefined) {
        this.#undecided.push(group);
        continue;
      }
      const status = this.decided.length % 3 === 2 ? 'cancelled' : 'completed';
      await this.#load.send({ type: 'change-task', id: group.taskId, status });
      this.decided.push({ group, status });
    }
  }

  /** Waits for the tasks that are still missing, and decides about them too. */
  async decideAll(): Promise<void> {
    for (const { taskId } of this.#undecided) await untilTold(stores, 'task.created.v1', taskId);
    await this.decide();
  }
}

const lastOf = (aggregate: string, id: string) =>
  stores.kurrentDb.eventStore.readLast(streamName({ aggregate, id }));

const eventsOf = (aggregate: string, id: string): Promise<RecordedEvent[]> =>
  Array.fromAsync(stores.kurrentDb.eventStore.read(streamName({ aggregate, id })));

describe('a worker that is killed over its saga', () => {
  it('opens each task once and does once what each decides: nothing lost, and no command under a second id', {
    timeout: 300_000,
  }, async () => {
    const requests = new Requests();
    for (const [point, count] of KILLS) {
      const worker = startWorker(stores, {
        LEASE_TTL_MS: '500',
        RECONCILIATOR_CRASH_AT: `${point}:${count}`,
      });
      // One request after the other, each awaited, until the point has been reached so often.
      while (!worker.gone.aborted) {
        const { taskId } = await requests.make();
        await toldUnless(stores, 'task.created.v1', taskId, worker.gone);
        await requests.decide();
      }
      expect(await worker.ended).toBe('SIGKILL');
    }
    const worker = startWorker(stores, { LEASE_TTL_MS: '500' });
    await requests.decideAll();
    for (const { group, status } of requests.decided) {
      const type = status === 'completed' ? 'group.activated.v1' : 'group.activation.rejected.v1';
      await untilTold(stores, type, group.groupId);
    }
    await worker.stop();

    expect(requests.decided).toHaveLength(requests.made);
    expect(requests.made).toBeGreaterThanOrEqual(KILLS.length);
    for (const { group, status } of requests.decided) await expectOnce(group, status);
    expect(await stores.mongoDb.sagas.setAside('activation-approval')).toEqual([]);
    expect(await stores.mongoDb.sagas.withUnsent('activation-approval')).toEqual([]);
  });
});

async function expectOnce(group: WaitingGroup, status: 'completed' | 'cancelled'): Promise<void> {
  const { groupId, requestId, taskId } = group;
  const [groupEvents, taskEvents] = [await eventsOf('tool-group', groupId), await eventsOf('task', taskId)];
  expect(taskEvents.map(({ type }) => type)).toEqual(['task.created.v1', 'task.status.updated.v1']);
  const [requested, end, ...more] = groupEvents.slice(-2);
  expect([requested?.type, end?.type, more]).toEqual([
    'group.activation.requested.v1',
    status === 'completed' ? 'group.activated.v1' : 'group.activation.rejected.v1',
    [],
  ]);
  expect(groupEvents.filter(({ type }) => type === 'group.activation.requested.v1')).toHaveLength(1);

  // Each command has the event as its cause that it was decided on, and no cause has two commands.
  const [opened, decided] = taskEvents;
  const caused = [...groupEvents, ...taskEvents].filter(({ metadata }) => metadata.actor === SAGA);
  expect(caused.map(({ metadata }) => metadata.$causationId).toSorted()).toEqual(
    [requested?.id, decided?.id].toSorted(),
  );
  expect(new Set(caused.map(({ metadata }) => metadata.commandId)).size).toBe(2);
  expect(caused).toEqual(expect.arrayContaining([opened, end]));
  expect(await stores.mongoDb.sagas.load('activation-approval', requestId)).toMatchObject({
    isDone: true,
    unsent: [],
    notes: [],
    revision: 1,
  });
}
