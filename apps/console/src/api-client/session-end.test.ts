import { expect, test } from 'vitest';
import { SessionEnd } from './session-end.ts';

test('waits for who signs in again, and not at all while somebody is signed in', async () => {
  const session = new SessionEnd();
  const { signal } = new AbortController();
  await session.resumed(signal);
  session.end();
  let hasWaited = false;
  const waiting = session.resumed(signal).then(() => {
    hasWaited = true;
  });
  await Promise.resolve();
  expect(hasWaited).toBe(false);
  session.resume();
  await waiting;
  expect(hasWaited).toBe(true);
});

test('waits no longer than it is wanted', async () => {
  const session = new SessionEnd();
  const leaving = new AbortController();
  session.end();
  const waiting = session.resumed(leaving.signal);
  leaving.abort();
  await waiting;
  expect(session.hasEnded()).toBe(true);
});

test('tells of an end once', () => {
  const session = new SessionEnd();
  let told = 0;
  session.subscribe(() => {
    told += 1;
  });
  session.end();
  session.end();
  session.resume();
  expect(told).toBe(2);
});
