import { randomUUID } from 'node:crypto';
import { ACTIVATION_APPROVAL } from '@tools-provider/application';
import { setAsideList } from '@tools-provider/contracts';
import type { OutboxMessage, SagaInstance } from '@tools-provider/event-sourcing';
import { connectMongoDb, type MongoDb } from '@tools-provider/mongodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type System, startSystem } from './system.ts';

const URL = '/api/v1/pipeline/set-aside';

let system: System;
let mongoDb: MongoDb;
beforeAll(async () => {
  system = await startSystem();
  mongoDb = connectMongoDb(system.mongoDbUrl);
});
afterAll(async () => {
  await mongoDb.close();
  await system.stop();
});

/** What a worker leaves behind when an instance of a saga fails too often. */
async function setAsideInstance(failedAt: string): Promise<string> {
  const id = randomUUID();
  const lease = await mongoDb.leases.acquire(`saga/${ACTIVATION_APPROVAL}`, randomUUID(), 1);
  if (lease === undefined) throw new Error('Somebody else runs the saga');
  await mongoDb.sagas.claim(ACTIVATION_APPROVAL, lease);
  const instance: SagaInstance = {
    saga: ACTIVATION_APPROVAL,
    id,
    revision: 0,
    state: {},
    follows: [],
    unsent: [],
    timeouts: [],
    isDone: false,
    startSequence: 1,
    lastSequence: 1,
    notes: [],
    correlationId: id,
    startedAt: failedAt,
    updatedAt: failedAt,
    failure: { sequence: 2, step: 'create-task', reason: 'No room', attempts: 5, failedAt },
  };
  await mongoDb.sagas.save(ACTIVATION_APPROVAL, lease, { instances: [instance] });
  await mongoDb.leases.release(lease);
  return id;
}

/** What a worker leaves behind when a message cannot be published. */
async function setAsideMessage(createdAt: string): Promise<OutboxMessage> {
  const [id, commandId] = [randomUUID(), randomUUID()];
  const stream = `tools_provider-view-${id}`;
  const metadata = {
    $correlationId: commandId,
    $causationId: commandId,
    commandId,
    sequenceNumber: 0,
    actor: 'otto',
    occurredAt: createdAt,
  };
  const message: OutboxMessage = {
    id: randomUUID(),
    subject: stream,
    revision: 0,
    event: { id: randomUUID(), type: 'view.created.v1', data: {}, metadata, stream, revision: 0 },
    status: 'set-aside',
    attempts: 8,
    nextAttemptAt: createdAt,
    createdAt,
    lastError: 'Too large',
  };
  const state = { id, revision: 0, state: {}, commands: [] };
  await mongoDb.stateStore.save([
    { ...state, collection: 'views', expectedRevision: -1, messages: [message] },
  ]);
  return message;
}

const list = async () => setAsideList.parse((await system.viewer('GET', URL)).json()).items;

describe('what is set aside', () => {
  it('is listed for everybody, the oldest first, with what failed and why, and tried again for an admin only', async () => {
    expect(await list()).toEqual([]);
    const instanceId = await setAsideInstance('2026-02-02T00:00:00.000Z');
    const message = await setAsideMessage('2026-01-01T00:00:00.000Z');
    const items = await list();
    expect(items).toEqual([
      {
        kind: 'outbox',
        id: message.id,
        name: message.subject,
        step: 'view.created.v1',
        reason: 'Too large',
        attempts: 8,
        since: '2026-01-01T00:00:00.000Z',
        isRetryRequested: false,
      },
      {
        kind: 'saga',
        id: instanceId,
        name: ACTIVATION_APPROVAL,
        step: 'create-task',
        reason: 'No room',
        attempts: 5,
        since: '2026-02-02T00:00:00.000Z',
        isRetryRequested: false,
      },
    ]);

    const retry = `${URL}/saga/${instanceId}/retry`;
    expect((await system.operator('POST', retry)).statusCode).toBe(403);
    const asked = await system.admin('POST', retry);
    expect([asked.statusCode, asked.json()]).toEqual([202, { kind: 'saga', id: instanceId }]);
    expect((await system.admin('POST', `${URL}/outbox/${message.id}/retry`)).statusCode).toBe(202);
    expect(await list()).toEqual([{ ...items[1], isRetryRequested: true }]);
    expect((await mongoDb.outbox.undelivered(message.subject, 1))[0]?.status).toBe('pending');
  });

  it('is not there under an id that is none', async () => {
    for (const kind of ['saga', 'outbox']) {
      const answer = await system.admin('POST', `${URL}/${kind}/${randomUUID()}/retry`);
      expect([answer.statusCode, answer.json().code]).toEqual([404, 'not-set-aside']);
    }
    expect((await system.admin('POST', `${URL}/aggregate/x/retry`)).statusCode).toBe(400);
  });
});
