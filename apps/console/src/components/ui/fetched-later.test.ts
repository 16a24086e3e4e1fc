import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { FetchedLater } from './fetched-later.ts';

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('window', new EventTarget());
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test('what is wanted twice is fetched once, and whoever listens is told when it is here', async () => {
  const fetch = vi.fn(async () => 'here');
  const later = new FetchedLater(fetch);
  const onHere = vi.fn();
  later.subscribe(onHere);
  expect(later.content()).toBeUndefined();
  expect(await Promise.all([later.want(), later.want()])).toEqual(['here', 'here']);
  expect(later.content()).toBe('here');
  expect(fetch).toHaveBeenCalledOnce();
  expect(onHere).toHaveBeenCalledOnce();
});

test('what the network does not bring is fetched again', async () => {
  const fetch = vi.fn(async () => 'here').mockRejectedValueOnce(new Error('no network'));
  const later = new FetchedLater(fetch);
  const wanted = later.want();
  await vi.runAllTimersAsync();
  expect(await wanted).toBe('here');
  expect(fetch).toHaveBeenCalledTimes(2);
});
