import type { RebuildJobBody } from '@tools-provider/contracts';
import { expect, test } from 'vitest';
import { outcomeOf, phaseWords, progressWords } from './rebuild-words.ts';

const job: RebuildJobBody = {
  id: '0b6f7a7e-58a1-4b54-9d5e-0a6c0c9f7c11',
  kind: 'rebuild',
  projection: 'all',
  state: 'running',
  isCancelRequested: false,
  requestedBy: 'ada',
  requestedAt: '2026-11-27T10:00:00.000Z',
  startedAt: null,
  endedAt: null,
  progress: { events: 1_200, totalEvents: 4_800, eventsPerSecond: 600, etaSeconds: 6, checkedStreams: 0 },
  error: null,
  failures: [],
  differences: [],
  isBounded: false,
};

test('a rebuild says what it does, how far it is and how long it will take', () => {
  expect(phaseWords(job)).toBe('Rebuilding all projections: reading the log');
  expect(progressWords(job)).toBe('1,200 of about 4,800 events · 600 a second · about 6 s left');
  expect(outcomeOf(job)).toBeUndefined();
});

test('what is not known is left out', () => {
  const progress = { ...job.progress, totalEvents: null, eventsPerSecond: 0, etaSeconds: null };
  expect(progressWords({ ...job, progress })).toBe('1,200 events');
});

test('one that is being ended says so, whatever its phase', () => {
  expect(phaseWords({ ...job, isCancelRequested: true })).toBe('Ending the rebuild of all projections');
});

const progress = { ...job.progress, checkedStreams: 12 };
const verify: RebuildJobBody = { ...job, kind: 'verify', projection: 'tasks', state: 'done', progress };
const difference = { stream: 's', collection: 'tasks', id: 'a', revision: 3, paths: ['/title'] };

test.each([
  [{ ...job, state: 'done', progress }, 'ok', /^Rebuilt all projections, and compared with 12 streams$/],
  [{ ...job, state: 'cancelled' }, 'plain', /nothing was changed/],
  [{ ...job, state: 'failed', error: 'The log is away' }, 'bad', /^The log is away$/],
  [verify, 'ok', /^Verified tasks: equal to 12 streams$/],
  [{ ...verify, differences: [difference] }, 'warn', /1 difference in 12 streams\. A rebuild mends/],
  [{ ...verify, differences: [difference], isBounded: true }, 'warn', /more than 1 difference/],
] as const)('the outcome of %o is %s', (ended, tone, words) => {
  const outcome = outcomeOf(ended as RebuildJobBody);
  expect(outcome?.tone).toBe(tone);
  expect(outcome?.words).toMatch(words);
});
