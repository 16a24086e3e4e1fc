import { expect, test } from 'vitest';
import { openStreams } from './open-streams.ts';

test("signing out ends that person's streams and nobody else's", () => {
  const [first, second, other] = [new AbortController(), new AbortController(), new AbortController()];
  openStreams().open('of-ada', first);
  openStreams().open('of-ada', second);
  openStreams().open('of-otto', other);
  openStreams().end('of-ada');
  expect([first, second, other].map(({ signal }) => signal.aborted)).toEqual([true, true, false]);
});

test('a stream that has ended by itself is forgotten', () => {
  const stream = new AbortController();
  const forget = openStreams().open('of-vera', stream);
  expect(openStreams().count('of-vera')).toBe(1);
  forget();
  expect(openStreams().count('of-vera')).toBe(0);
  openStreams().end('of-vera');
  expect(stream.signal.aborted).toBe(false);
});
