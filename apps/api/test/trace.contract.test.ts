import { randomUUID } from 'node:crypto';
import { pipelineTrace } from '@tools-provider/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type System, startSystem } from './system.ts';

let system: System;

beforeAll(async () => {
  system = await startSystem();
});

afterAll(() => system.stop());

describe('the trace of an aggregate through the pipeline', () => {
  it('says of its last events when each was appended, received, projected, emitted and acknowledged', async () => {
    const before = Date.now();
    const payload = { name: 'Traced', selectors: [{ id: 'one' }] };
    const created = await system.operator('POST', '/api/v1/tool-groups', { payload });
    const url = `/api/v1/consistency/tool-group/${created.json().id}/trace`;
    const nothingYet = await system.viewer('GET', url);
    expect([nothingYet.statusCode, nothingYet.json()]).toEqual([200, { items: [] }]);

    await system.startWorker();
    await system.viewer('GET', `${created.headers.location}?minRevision=1`, {
      headers: { prefer: 'wait=10' },
    });
    // A worker that is stopped stores first what it has noted.
    await system.stopWorker();
    const { items } = pipelineTrace.parse((await system.viewer('GET', url)).json());
    expect(items.map(({ revision, type }) => [revision, type])).toEqual([
      [1, 'group.selector.added.v1'],
      [0, 'group.created.v1'],
    ]);
    for (const { appendedAt, receivedAt, projectedAt, emittedAt, ackedAt } of items) {
      const times = [appendedAt, receivedAt, projectedAt, emittedAt, ackedAt].map((at) =>
        Date.parse(at ?? ''),
      );
      expect(times).toEqual(times.toSorted((one, other) => one - other));
      expect(times[0]).toBeGreaterThanOrEqual(before);
      expect(times.at(-1)).toBeLessThanOrEqual(Date.now());
    }
    expect(new Set(items.map(({ workerId }) => workerId)).size).toBe(1);
    const feed = await system.viewer('GET', `/api/v1/events?subject=${created.json().id}`);
    const numbers = (feed.json() as { sequence: string }[]).map(({ sequence }) => Number(sequence));
    expect(items.map(({ sequence }) => sequence)).toEqual(numbers.reverse());
  });

  it('is 404 for an aggregate that never was', async () => {
    const response = await system.viewer('GET', `/api/v1/consistency/task/${randomUUID()}/trace`);
    expect([response.statusCode, response.json().code]).toEqual([404, 'task-not-found']);
  });
});
