import type { Pipeline } from '@tools-provider/contracts';
import { expect, test } from 'vitest';
import { bannerWords } from './banner-words.ts';
import { switchFor } from './switch-words.ts';

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
  switches: [],
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

test('says what a switch does to the worker, which nobody has to search for then', () => {
  const pause = { effect: 'pause', subject: null, eventType: null, delayMs: null } as const;
  const slow = { ...pause, effect: 'slow', delayMs: 500, eventType: 'group.updated.v1' } as const;
  const words = (...switches: Pipeline['switches'] & object) =>
    bannerWords('live', { ...running, switches }, 0)?.sentence;
  expect(words(pause)).toBe(
    'A development switch holds every event: what is changed is saved, and shows when the switch is taken away.',
  );
  expect(words(slow, pause)).toBe(
    'A development switch holds every group.updated.v1 for 500 ms, so that changes show late. 1 more is set.',
  );
  expect(bannerWords('live', { ...running, worker: 'away', switches: [pause] }, 0)?.sentence).toContain(
    'away',
  );
});

test('a switch for one aggregate is said where that is, and not to everybody', () => {
  const switches = [{ effect: 'poison', subject: 'a', eventType: null, delayMs: null }] as const;
  expect(bannerWords('live', { ...running, switches: [...switches] }, 0)).toBeUndefined();
  expect(switchFor([...switches], 'a')).toBe(
    'A development switch lets every event of it fail, which sets the aggregate aside.',
  );
  expect(switchFor([...switches], 'b')).toBeUndefined();
});

test('an interrupted live connection matters more than what was last heard through it', () => {
  expect(bannerWords('down', { ...running, worker: 'away' }, 0)?.sentence).toContain(
    'Live updates are interrupted',
  );
});

test('a read model that cannot be asked is said, too', () => {
  expect(bannerWords('live', { ...running, worker: 'unknown' }, null)?.sentence).toContain('cannot be asked');
});
