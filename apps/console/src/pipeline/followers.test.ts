import type { Pipeline } from '@tools-provider/contracts';
import { expect, test } from 'vitest';
import { followersOf } from './followers.ts';

const pipeline = {
  outboxWaiting: 0,
  memberships: {
    takenUpTo: 7,
    waiting: 0,
    savedAt: null,
    isWorking: true,
    recomputing: null,
    failure: null,
    failingSince: null,
  },
  sagas: [{ name: 'activation-approval', waiting: 1 }],
  sink: null,
} as unknown as Pipeline;

const states = (changed: Partial<Pipeline>) =>
  followersOf({ ...pipeline, ...changed }).map(({ name, state, waiting }) => [name, state, waiting]);

test('each is up to date or says how far it is behind', () => {
  expect(states({})).toEqual([
    ['Outbox', 'up to date', 'nothing waits'],
    ['Memberships', 'up to date', 'nothing waits'],
    ['Activation approval', 'behind', '1 event behind'],
  ]);
});

test('what is not known is not called up to date', () => {
  expect(states({ outboxWaiting: null, memberships: null, sagas: null })).toEqual([
    ['Outbox', 'unknown', 'not known'],
    ['Memberships', 'unknown', 'not known'],
  ]);
});

test('what fails says why, however little waits', () => {
  const failing = { ...pipeline.memberships, failure: 'No answer', failingSince: '2026-11-27T10:00:00.000Z' };
  const [, memberships] = followersOf({ ...pipeline, memberships: failing } as Pipeline);
  expect(memberships).toMatchObject({ state: 'failing', trouble: 'No answer', since: failing.failingSince });
});

test('a whole recomputation says how far it is', () => {
  const anew = { ...pipeline.memberships, recomputing: { done: 3, total: 10 } };
  expect(states({ memberships: anew as Pipeline['memberships'] })[1]).toEqual([
    'Memberships',
    'behind',
    'looks at every group anew: 3 of 10 groups',
  ]);
});
