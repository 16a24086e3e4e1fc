import { setTimeout as wait } from 'node:timers/promises';
import { projectionList, rebuildJob } from '@tools-provider/contracts';
import { streamName } from '@tools-provider/domain';
import { connectMongoDb, type MongoDb } from '@tools-provider/mongodb';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type System, startSystem } from './system.ts';

const URL = '/api/v1/projections';

let system: System;
let mongoDb: MongoDb;
beforeAll(async () => {
  system = await startSystem();
  mongoDb = connectMongoDb(system.mongoDbUrl);
});
afterEach(async () => {
  await system.stopWorker();
  const active = await mongoDb.rebuildJobs.active();
  if (active !== undefined) await mongoDb.rebuildJobs.cancel(active.id);
});
afterAll(async () => {
  await mongoDb.close();
  await system.stop();
});

/** Asks how a job gets on until it is over. */
async function outcomeOf(name: string, kind: 'rebuild' | 'verify') {
  for (;;) {
    const job = rebuildJob.parse((await system.viewer('GET', `${URL}/${name}/${kind}`)).json());
    if (['done', 'failed', 'cancelled'].includes(job.state)) return job;
    await wait(20);
  }
}

async function createGroup(name: string): Promise<string> {
  const created = await system.operator('POST', '/api/v1/tool-groups', { payload: { name } });
  const { id, revision } = created.json();
  await system.viewer('GET', `/api/v1/tool-groups/${id}?minRevision=${revision}`, {
    headers: { prefer: 'wait=10' },
  });
  return id;
}

/** Gives a document a name that no event has given it. */
async function makeWrong(id: string): Promise<void> {
  const event = await system.eventStore.readLast(streamName({ aggregate: 'tool-group', id }));
  const document = (await mongoDb.readModel.loadDocuments('tool-groups', [id])).get(id);
  if (event === undefined || document === undefined) throw new Error(`There is no group ${id}`);
  const wrong = { ...document, name: 'Not its name' };
  const { revision } = event;
  await mongoDb.readModel.writeUnguarded(
    [{ collection: 'tool-groups', id, revision, document: wrong }],
    event,
    [],
  );
}

describe('projections', () => {
  it('are listed with the generation that is shown, and what is under way', async () => {
    const list = projectionList.parse((await system.viewer('GET', URL)).json());
    expect(list.items.map(({ name, generation, job }) => [name, generation, job])).toEqual([
      ['tool-groups', 0, null],
      ['tasks', 0, null],
      ['sources', 0, null],
      ['tools', 0, null],
      ['labels', 0, null],
    ]);
    await system.admin('POST', `${URL}/tasks/verify`);
    const { items } = projectionList.parse((await system.viewer('GET', URL)).json());
    expect(items.map(({ job }) => job?.kind)).toEqual([undefined, 'verify', undefined, undefined, undefined]);
  });

  it('are rebuilt on demand: what is shown stays readable, is equal, and heals what was wrong', async () => {
    await system.startWorker();
    const id = await createGroup('Group to rebuild');
    await makeWrong(id);
    const before = (await system.viewer('GET', `/api/v1/tool-groups/${id}`)).json();
    expect(before.name).toBe('Not its name');

    expect((await system.admin('POST', `${URL}/tool-groups/verify`)).statusCode).toBe(202);
    const verified = await outcomeOf('tool-groups', 'verify');
    expect(verified).toMatchObject({ state: 'done', differences: [{ id, paths: ['/name'] }] });

    const asked = await system.admin('POST', `${URL}/all/rebuild`);
    expect(asked.statusCode).toBe(202);
    expect(rebuildJob.parse(asked.json())).toMatchObject({ state: 'queued', requestedBy: 'ada' });
    expect(await outcomeOf('all', 'rebuild')).toMatchObject({ state: 'done', failures: [], error: null });
    const after = await system.viewer('GET', `/api/v1/tool-groups/${id}?minRevision=${before.revision}`);
    expect(after.json()).toMatchObject({ name: 'Group to rebuild', revision: before.revision });
    const { items, newest } = projectionList.parse((await system.viewer('GET', URL)).json());
    expect(newest.rebuild).toMatchObject({ id: asked.json().id, state: 'done' });
    expect(new Set(items.map(({ generation }) => generation)).size).toBe(1);
    expect(items[0]?.generation).toBeGreaterThan(0);
    const other = await createGroup('Group after it');
    expect((await system.viewer('GET', `/api/v1/tool-groups/${other}`)).statusCode).toBe(200);
  });

  it('have one rebuild or verification at a time', async () => {
    await system.admin('POST', `${URL}/tasks/rebuild`);
    for (const path of ['tasks/rebuild', 'all/rebuild', 'tool-groups/verify']) {
      const refused = await system.admin('POST', `${URL}/${path}`);
      expect([refused.statusCode, refused.json().code]).toEqual([409, 'rebuild-under-way']);
    }
  });

  it('whose rebuild waits let it go when it is cancelled', async () => {
    await system.admin('POST', `${URL}/tasks/rebuild`);
    const cancelled = await system.admin('DELETE', `${URL}/tasks/rebuild`);
    expect([cancelled.statusCode, cancelled.json().state]).toEqual([202, 'cancelled']);
    const again = await system.admin('DELETE', `${URL}/tasks/rebuild`);
    expect([again.statusCode, again.json().code]).toEqual([404, 'no-rebuild']);
    expect((await system.admin('POST', `${URL}/tasks/rebuild`)).statusCode).toBe(202);
  });

  it('that are none, and rebuilds that never were, are not found', async () => {
    const none = await system.admin('POST', `${URL}/nonsense/rebuild`);
    expect([none.statusCode, none.json().code]).toEqual([404, 'projection-not-found']);
    expect((await system.viewer('GET', `${URL}/nonsense/verify`)).json().code).toBe('projection-not-found');
    expect((await system.viewer('GET', `${URL}/Not%20a%20name/verify`)).statusCode).toBe(400);
  });
});
