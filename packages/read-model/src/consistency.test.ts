import type { ProjectionFailure } from '@tools-provider/event-sourcing';
import { describe, expect, it } from 'vitest';
import { type ConsistencyFacts, type ConsistencyStatus, consistencyStatus } from './consistency.ts';

const failure: ProjectionFailure = {
  code: 'missing-document',
  release: '1',
  reason: 'There is no document',
  eventId: 'b',
  eventType: 'group.selector.added.v1',
  revision: 2,
  attempts: 5,
  failedAt: '2026-01-02T03:04:05.678Z',
};

const upToDate: ConsistencyFacts = {
  isHeadKnown: true,
  headRevision: 1,
  headEventId: 'a',
  projectedRevision: 1,
  projectedEventId: 'a',
  sloMs: 2_000,
};

const cases: readonly [string, Partial<ConsistencyFacts>, ConsistencyStatus][] = [
  ['the read model is at the head', {}, 'projected'],
  ['event ids are not known, revisions are equal', { headEventId: undefined }, 'projected'],
  ['the head is ahead', { headRevision: 2, headEventId: 'b' }, 'pending'],
  ['nothing is projected yet', { projectedRevision: undefined, projectedEventId: undefined }, 'pending'],
  ['the head is ahead for exactly the service level', { headRevision: 2, pendingSinceMs: 2_000 }, 'pending'],
  ['the head is ahead for longer than that', { headRevision: 2, pendingSinceMs: 2_001 }, 'lagging'],
  ['an old wait is over', { pendingSinceMs: 9_000 }, 'projected'],
  ['the aggregate is set aside', { headRevision: 2, failure }, 'quarantined'],
  ['it is set aside for long', { headRevision: 2, failure, pendingSinceMs: 9_000 }, 'quarantined'],
  ['it is set aside at its first event', { headRevision: 0, projectedRevision: -1, failure }, 'quarantined'],
  ['the head is behind', { headRevision: 0 }, 'diverged'],
  ['another event stands where it was projected', { headEventId: 'z' }, 'diverged'],
  ['the log lost the stream', { headRevision: undefined, headEventId: undefined }, 'diverged'],
  ['the head is behind and the aggregate set aside', { headRevision: 0, failure }, 'diverged'],
  ['the log cannot be watched', { isHeadKnown: false }, 'unknown'],
  ['the log cannot be watched and it is set aside', { isHeadKnown: false, failure }, 'unknown'],
  [
    'there is neither stream nor document',
    { headRevision: undefined, projectedRevision: undefined },
    'unknown',
  ],
  [
    'the log lost a stream that was set aside at its first event',
    { headRevision: undefined, projectedRevision: -1, failure },
    'diverged',
  ],
];

describe('The consistency of an aggregate', () => {
  it.each(cases)('when %s', (_, facts, status) => {
    expect(consistencyStatus({ ...upToDate, ...facts })).toBe(status);
  });

  it('is projected only when both revisions are known, equal, of the same event, and nothing failed', () => {
    const revisions = [undefined, -1, 0, 1, 2];
    const eventIds = [undefined, 'a', 'b'];
    let examined = 0;
    for (const isHeadKnown of [true, false])
      for (const headRevision of revisions)
        for (const projectedRevision of revisions)
          for (const headEventId of eventIds)
            for (const projectedEventId of eventIds)
              for (const pendingSinceMs of [undefined, 0, 5_000])
                for (const failed of [undefined, failure]) {
                  const status = consistencyStatus({
                    isHeadKnown,
                    headRevision,
                    projectedRevision,
                    headEventId,
                    projectedEventId,
                    pendingSinceMs,
                    sloMs: 2_000,
                    failure: failed,
                  });
                  examined += 1;
                  if (status !== 'projected') continue;
                  expect(isHeadKnown && failed === undefined).toBe(true);
                  expect(headRevision).toBeGreaterThanOrEqual(0);
                  expect(projectedRevision).toBe(headRevision);
                  const ids = new Set([headEventId, projectedEventId].filter((id) => id !== undefined));
                  expect(ids.size).toBeLessThanOrEqual(1);
                }
    expect(examined).toBe(2 * 5 * 5 * 3 * 3 * 3 * 2);
  });
});
