import type { Pipeline } from '@tools-provider/contracts';
import { expect, test } from 'vitest';
import { bannerWords } from './banner-words.ts';

const running: Pipeline = {
  at: '2026-11-26T10:00:00.000Z',
  worker: 'running',
  lagAggregates: 0,
  lagEvents: 0,
  outboxWaiting: 0,
  sink: null,
  lagMs: 0,
  quarantined: 0,
  quarantinedByReason: {},
  eventsPerSecond: 0,
  audit: null,
  sagas: [],
  memberships: null,
  workers: [],
};

test('there is no banner when all is well', () => {
  expect(bannerWords('live', running, 0)).toBeUndefined();
  expect(bannerWords('starting', undefined, null)).toBeUndefined();
});

test('says that the reconciliator is away and what waits', () => {
  const away: Pipeline = { ...running, worker: 'away', lagAggregates: 2, lagEvents: 5 };
  expect(bannerWords('live', away, 12_300)).toEqual({
    tone: 'warn',
    sentence: 'The reconciliator is away — changes are saved and will show when it is back.',
    waiting: '2 aggregates / 5 events waiting, for 12 s',
  });
});

test('says nothing about waiting when nothing waits', () => {
  expect(bannerWords('live', { ...running, worker: 'away' }, 0)?.waiting).toBeUndefined();
});

test('an interrupted live connection matters more than what was last heard through it', () => {
  expect(bannerWords('down', { ...running, worker: 'away' }, 0)?.sentence).toContain(
    'Live updates are interrupted',
  );
});

test('a read model that cannot be asked is said, too', () => {
  expect(bannerWords('live', { ...running, worker: 'unknown' }, null)?.sentence).toContain('cannot be asked');
});
