import { consistencyStatus } from '@tools-provider/contracts';
import { describe, expect, test } from 'vitest';
import { type BadgeInput, badgeState } from './badge-state.ts';
import { badgeWords } from './badge-words.ts';

const input = (
  shown: number | null,
  known: Partial<BadgeInput['known']> = {},
  rest: Partial<BadgeInput> = {},
): BadgeInput => ({
  shown,
  known: { head: shown, status: 'projected', pendingSince: null, ...known },
  connection: 'live',
  now: 100_000,
  ...rest,
});
const words = (given: BadgeInput) => badgeWords(badgeState(given));

describe('badgeState', () => {
  test('says projected when the shown revision is the written one', () => {
    expect(words(input(8))).toBe('v8 · projected');
  });

  test('says pending as soon as a higher revision is known to be written', () => {
    expect(words(input(7, { head: 8 }))).toBe('saved as v8, showing v7');
    expect(words(input(7, { head: 8, status: 'pending', pendingSince: 99_000 }))).toBe(
      'saved as v8, showing v7',
    );
  });

  test('says pending of something that is written and not shown at all', () => {
    expect(words(input(null, { head: 1, status: null, pendingSince: 99_999 }))).toBe(
      'saved as v1, not shown yet',
    );
  });

  test('says lagging, with events and seconds, once pending has taken longer than two seconds', () => {
    expect(words(input(5, { head: 8, status: 'pending', pendingSince: 96_000 }))).toBe(
      'lagging 3 events, 4 s',
    );
    expect(words(input(7, { head: 8, status: null, pendingSince: 30_000 }))).toBe('lagging 1 event, 1 min');
  });

  test('says lagging on the word of the api, without inventing since when', () => {
    expect(words(input(5, { head: 8, status: 'lagging' }))).toBe('lagging 3 events');
  });

  test('counts all events of something not shown at all', () => {
    expect(words(input(null, { head: 1, status: 'lagging' }))).toBe('lagging 2 events');
  });

  test('says stuck and diverged, whatever the revisions', () => {
    expect(badgeWords(badgeState(input(7, { head: 9, status: 'quarantined' })), 'boom')).toBe(
      'stuck at v7: boom',
    );
    expect(words(input(7, { head: 5, status: 'diverged' }))).toBe('v7 · diverged');
  });

  test('a status that was overtaken by the shown revision does not hold it back', () => {
    expect(words(input(8, { head: 8, status: 'pending' }))).toBe('v8 · projected');
  });

  test('trusts what was read until the live connection is up for the first time', () => {
    expect(words(input(8, {}, { connection: 'starting' }))).toBe('v8 · projected');
  });
});

describe('badgeState is never green by absence', () => {
  test.each(consistencyStatus.options)('not while the live connection is down, status %s', (status) => {
    expect(badgeState(input(8, { status }, { connection: 'down' })).kind).toBe('unknown');
  });

  test('not without a status', () => {
    expect(badgeState(input(8, { status: null })).kind).toBe('unknown');
  });

  test('not when the api does not know', () => {
    expect(badgeState(input(8, { head: null, status: 'unknown' })).kind).toBe('unknown');
  });

  test('not when it is pending towards a head that is not known', () => {
    expect(badgeState(input(8, { head: null, status: 'pending' })).kind).toBe('unknown');
  });

  test('not when nothing is shown', () => {
    expect(badgeState(input(null, { head: null })).kind).toBe('unknown');
  });

  test('not for any combination in which the written revision is above the shown one', () => {
    for (const status of [...consistencyStatus.options, null]) {
      for (const connection of ['starting', 'live', 'down'] as const) {
        const given = input(7, { head: 8, status }, { connection });
        expect(badgeState(given).kind).not.toBe('projected');
      }
    }
  });
});
