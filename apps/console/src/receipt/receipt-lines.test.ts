import type { ConsistencyReport, EventTrace, HistoryEntry } from '@tools-provider/contracts';
import { expect, test } from 'vitest';
import { medianMs, receiptLines } from './receipt-lines.ts';

const at = (ms: number) => new Date(Date.UTC(2026, 0, 2, 3, 4, 5, ms)).toISOString();

const entry = (revision: number): HistoryEntry => ({
  revision,
  type: 'group.updated.v1',
  eventId: `event-${revision}`,
  occurredAt: at(revision * 100),
  actor: { id: 'otto' },
  commandId: `command-${revision}`,
  correlationId: 'c',
  changes: [],
  failure: null,
});

const trace = (revision: number, tookMs: number): EventTrace => ({
  eventId: `event-${revision}`,
  type: 'group.updated.v1',
  revision,
  appendedAt: at(revision * 100 + 1),
  receivedAt: null,
  projectedAt: at(revision * 100 + tookMs),
  emittedAt: at(revision * 100 + 1 + tookMs),
  ackedAt: null,
  sequence: 40 + revision,
  workerId: 'w',
});

const report = (told: Partial<ConsistencyReport>): ConsistencyReport => ({
  aggregate: 'tool-group',
  id: '0b6f7a7e-58a1-4b54-9d5e-0a6c0c9f7c11',
  status: 'projected',
  headRevision: 2,
  projectedRevision: 2,
  lagMs: 0,
  projectedAt: null,
  failure: null,
  skipped: [],
  ...told,
});

const kinds = (lines: ReturnType<typeof receiptLines>) =>
  lines.map(({ projected, emitted }) => [projected.kind, emitted.kind]);

test('an event whose way was noted has its times, how long each took, and its number in the feed', () => {
  const [line] = receiptLines([entry(2)], [trace(2, 8)], report({}));
  expect(line).toMatchObject({
    storedAt: at(201),
    projected: { kind: 'done', at: at(208), afterMs: 7 },
    emitted: { kind: 'done', at: at(209), afterMs: 8 },
    sequence: 42,
  });
});

test('an event that is projected and whose way is not noted is done, without a time', () => {
  expect(kinds(receiptLines([entry(2)], [], report({})))).toEqual([['untimed', 'untimed']]);
});

test('what is not projected waits, and nothing is said without a report', () => {
  const entries = [entry(2), entry(1)];
  const behind = report({ status: 'lagging', projectedRevision: 1 });
  expect(kinds(receiptLines(entries, [], behind))).toEqual([
    ['waiting', 'waiting'],
    ['untimed', 'untimed'],
  ]);
  expect(kinds(receiptLines(entries, [], undefined))).toEqual([
    ['unknown', 'unknown'],
    ['unknown', 'unknown'],
  ]);
});

test('an event that failed holds up those behind it', () => {
  const failure = {
    code: 'unknown-event' as const,
    reason: 'nobody knows it',
    eventId: 'event-1',
    eventType: 'group.odd.v1',
    revision: 1,
    attempts: 3,
    failedAt: at(0),
    release: '1',
  };
  const stuck = report({ status: 'quarantined', projectedRevision: 0, failure });
  expect(kinds(receiptLines([entry(2), entry(1), entry(0)], [], stuck))).toEqual([
    ['held', 'held'],
    ['failed', 'held'],
    ['untimed', 'untimed'],
  ]);
});

test('an event that an admin left out was emitted all the same', () => {
  const skipped = [{ revision: 1, eventId: 'event-1', note: 'broken', skippedBy: 'ada', skippedAt: at(0) }];
  expect(kinds(receiptLines([entry(1)], [], report({ skipped })))).toEqual([['skipped', 'untimed']]);
  expect(kinds(receiptLines([entry(1)], [trace(1, 5)], report({ skipped })))).toEqual([['skipped', 'done']]);
});

test('of a log that is another now, only what was noted of its own events is said', () => {
  const diverged = report({ status: 'diverged' });
  expect(kinds(receiptLines([entry(2), entry(1)], [trace(1, 5)], diverged))).toEqual([
    ['unknown', 'unknown'],
    ['done', 'done'],
  ]);
});

test('the median is of the events whose times are known', () => {
  const lines = receiptLines(
    [entry(2), entry(1), entry(0)],
    [trace(2, 30), trace(1, 5), trace(0, 9)],
    report({}),
  );
  expect(medianMs(lines)).toBe(9);
  expect(medianMs([])).toBeNull();
});
