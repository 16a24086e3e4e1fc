import { describe, expect, it } from 'vitest';
import { type ReadinessSources, readinessOf } from './readiness.ts';

const up = () => Promise.resolve();
const down = () => Promise.reject(new Error('connection refused'));

const well: ReadinessSources = {
  stores: { kurrentdb: up, mongodb: up },
  isSubscribed: () => true,
  ordering: 'per-stream',
};

describe("the worker's readiness", () => {
  it('is ready without a reason while everything is there', async () => {
    expect(await readinessOf({ ...well, stalled: () => undefined })).toEqual({
      status: 'ready',
      reasons: [],
      stores: { kurrentdb: 'up', mongodb: 'up' },
    });
  });

  it('names everything that is missing, not only the first thing', async () => {
    const sources: ReadinessSources = {
      stores: { kurrentdb: down, mongodb: down },
      isSubscribed: () => false,
      ordering: 'none',
      stalled: () => 'The head moves and nothing is delivered',
    };
    expect(await readinessOf(sources)).toEqual({
      status: 'unavailable',
      reasons: [
        'KurrentDB does not answer',
        'MongoDB does not answer',
        'The subscription is not open',
        'The head moves and nothing is delivered',
        'RECONCILIATOR_ORDERING=none: changes get lost',
      ],
      stores: { kurrentdb: 'down', mongodb: 'down' },
    });
  });

  it('is unavailable when nothing moves although both stores answer', async () => {
    const { status, reasons } = await readinessOf({ ...well, stalled: () => 'Nothing is delivered' });
    expect([status, reasons]).toEqual(['unavailable', ['Nothing is delivered']]);
  });

  it('goes on projecting without order, and says so', async () => {
    const { status, reasons } = await readinessOf({ ...well, ordering: 'none' });
    expect([status, reasons]).toEqual(['degraded', ['RECONCILIATOR_ORDERING=none: changes get lost']]);
  });

  it('goes on projecting while the memberships stand still, and says why', async () => {
    const { status, reasons } = await readinessOf({ ...well, memberships: () => 'out of memory' });
    expect([status, reasons]).toEqual([
      'degraded',
      ['The tools of groups are not brought up to date: out of memory'],
    ]);
  });
});
