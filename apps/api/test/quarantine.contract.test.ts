import { randomUUID } from 'node:crypto';
import {
  type ConsistencyReport,
  consistencyReport,
  type QuarantinedAggregate,
  quarantinedAggregate,
} from '@tools-provider/contracts';
import { streamName } from '@tools-provider/domain';
import type { FailureCode } from '@tools-provider/event-sourcing';
import { connectMongoDb, type MongoDb } from '@tools-provider/mongodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type System, startSystem } from './system.ts';

const URL = '/api/v1/pipeline/quarantine';

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

/** A group whose first event a worker could not project. */
async function setAside(code: FailureCode = 'projection-failed'): Promise<string> {
  const created = await system.operator('POST', '/api/v1/tool-groups', { payload: { name: 'Stuck' } });
  const { id } = created.json();
  await markAside(streamName({ aggregate: 'tool-group', id }), code);
  return id;
}

async function markAside(stream: string, code: FailureCode): Promise<void> {
  await mongoDb.readModel.commit([
    {
      stream,
      generation: mongoDb.readModel.generation,
      from: -1,
      to: -1,
      lastEventId: undefined,
      emitted: -1,
      documents: [],
      cloudEvents: [],
      failure: {
        code,
        reason: 'No projection can digest this',
        eventId: randomUUID(),
        eventType: 'group.created.v1',
        revision: 0,
        attempts: 5,
        failedAt: '2026-11-21T10:00:00.000Z',
        release: '1',
      },
    },
  ]);
}

/** What a worker stores that was asked to skip the first event. */
async function leaveOut(stream: string): Promise<void> {
  const eventId = randomUUID();
  await mongoDb.readModel.commit([
    {
      stream,
      generation: mongoDb.readModel.generation,
      from: -1,
      to: 0,
      lastEventId: eventId,
      emitted: 0,
      documents: [],
      cloudEvents: [],
      skipped: {
        id: randomUUID(),
        stream,
        revision: 0,
        eventId,
        eventType: 'group.created.v1',
        reason: 'No projection can digest this',
        note: 'Written by mistake',
        skippedBy: 'ada',
        skippedAt: '2026-11-21T10:00:00.000Z',
      },
    },
  ]);
}

const pathOf = (id: string, action = '') => `/api/v1/consistency/tool-group/${id}${action}`;
const pendingOf = async (id: string) =>
  (await mongoDb.quarantine.pending(1_000)).filter(({ stream }) => stream.endsWith(id));

async function listed(limit = 2): Promise<QuarantinedAggregate[]> {
  const items: QuarantinedAggregate[] = [];
  for (let query = `?limit=${limit}`; ; ) {
    const { items: page, next } = (await system.viewer('GET', `${URL}${query}`)).json();
    items.push(...page.map((item: unknown) => quarantinedAggregate.parse(item)));
    if (next === undefined) return items;
    query = `?limit=${limit}&cursor=${next}`;
  }
}

describe('Aggregates that are set aside', () => {
  it('are listed page by page, with the reason and what is asked for them', async () => {
    const ids = [await setAside(), await setAside('too-large'), await setAside('unknown-event')];
    await system.admin('POST', pathOf(ids[0] ?? '', '/retry'));
    const items = await listed();
    for (const id of ids) expect(items.filter((item) => item.id === id)).toHaveLength(1);
    expect(items.find(({ id }) => id === ids[1])).toMatchObject({
      aggregate: 'tool-group',
      projectedRevision: null,
      failure: { code: 'too-large', revision: 0, attempts: 5 },
      requested: null,
    });
    expect(items.find(({ id }) => id === ids[0])?.requested).toBe('retry');
    const report: ConsistencyReport = consistencyReport.parse(
      (await system.viewer('GET', pathOf(ids[2] ?? ''))).json(),
    );
    expect(report).toMatchObject({ status: 'quarantined', failure: { code: 'unknown-event' }, skipped: [] });
  });

  it('are listed under whatever names their streams have, and tried again also where only another version knows them', async () => {
    const [id, oddStream] = [randomUUID(), 'tools_provider-tool-group-of-somebody-else'];
    await markAside(oddStream, 'unknown-event');
    await markAside(streamName({ aggregate: 'tool-source', id }), 'unknown-event');
    const items = await listed(1);
    expect(items).toContainEqual(expect.objectContaining({ aggregate: 'tool-source', id }));
    expect(items).toContainEqual(expect.objectContaining({ aggregate: 'unknown', id: oddStream }));
    const retry = await system.admin('POST', `/api/v1/consistency/tool-source/${id}/retry`);
    expect([retry.statusCode, retry.json()]).toMatchObject([202, { aggregate: 'tool-source', id }]);
  });

  it('that were never shown say that they are set aside, or by whom they were left out', async () => {
    const id = await setAside();
    const read = () => system.viewer('GET', `/api/v1/tool-groups/${id}`);
    const aside = await read();
    expect([aside.statusCode, aside.json()]).toMatchObject([404, { code: 'not-projected-yet' }]);
    expect(aside.json().detail).toMatch(
      /set aside at revision 0: No projection can digest this\. An admin can/,
    );
    await leaveOut(streamName({ aggregate: 'tool-group', id }));
    const out = await read();
    expect([out.statusCode, out.json()]).toMatchObject([404, { code: 'left-out', currentRevision: 0 }]);
    expect(out.json().detail).toMatch(/left out of the documents by ada: Written by mistake$/);
    expect(out.headers.consistency).toBeUndefined();
  });

  it('can be retried by an admin, who leaves a wish for the worker', async () => {
    const id = await setAside();
    for (const persona of [system.viewer, system.operator])
      expect((await persona('POST', pathOf(id, '/retry'))).statusCode).toBe(403);
    const answer = await system.admin('POST', pathOf(id, '/retry'));
    expect(answer.statusCode).toBe(202);
    expect(answer.json()).toMatchObject({ aggregate: 'tool-group', id, action: 'retry', revision: 0 });
    expect(await pendingOf(id)).toMatchObject([
      { id: answer.json().requestId, action: 'retry', revision: 0 },
    ]);
  });

  it('can be made to do without an event by an admin who says why and which', async () => {
    const id = await setAside();
    const skip = (body: object) => system.admin('POST', pathOf(id, '/skip'), { payload: body });
    for (const body of [{}, { note: 'no revision' }, { revision: 0 }, { revision: 0, note: '  ' }])
      expect((await skip(body)).statusCode).toBe(400);
    const moved = await skip({ revision: 3, note: 'Written by mistake' });
    expect([moved.statusCode, moved.json().code]).toEqual([409, 'quarantine-moved']);
    expect(await pendingOf(id)).toEqual([]);
    const answer = await skip({ revision: 0, note: ' Written by mistake ' });
    expect(answer.statusCode).toBe(202);
    expect(await pendingOf(id)).toMatchObject([{ action: 'skip', note: 'Written by mistake' }]);
  });

  it('have no event to skip when their log is another one, and may be looked at again', async () => {
    const id = await setAside('diverged');
    const skip = await system.admin('POST', pathOf(id, '/skip'), { payload: { revision: 0, note: 'no' } });
    expect([skip.statusCode, skip.json().code]).toEqual([409, 'diverged']);
    expect((await system.admin('POST', pathOf(id, '/retry'))).statusCode).toBe(202);
    expect((await system.viewer('GET', pathOf(id))).json()).toMatchObject({ status: 'diverged' });
  });

  it('are what is retried and skipped, and nothing else', async () => {
    const created = await system.operator('POST', '/api/v1/tool-groups', { payload: { name: 'Well' } });
    for (const [action, body] of [
      ['/retry', undefined],
      ['/skip', { revision: 0, note: 'no' }],
    ] as const) {
      const answer = await system.admin(
        'POST',
        pathOf(created.json().id, action),
        body === undefined ? {} : { payload: body },
      );
      expect([answer.statusCode, answer.json().code]).toEqual([409, 'not-quarantined']);
    }
    const madeUp = await system.viewer('GET', `${URL}?cursor=made-up`);
    expect([madeUp.statusCode, madeUp.json().code]).toEqual([400, 'invalid-cursor']);
  });
});
