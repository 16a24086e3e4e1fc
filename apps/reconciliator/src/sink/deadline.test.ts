import { getEventListeners, once } from 'node:events';
import { expect, it } from 'vitest';
import { Deadline } from './deadline.ts';

const NEVER_MS = 3_600_000;

it('a deadline aborts when its time is over, and says that it was that', async () => {
  const deadline = new Deadline(new AbortController().signal, 5);
  await once(deadline.signal, 'abort');
  expect(deadline.hasPassed).toBe(true);
});

it('a deadline aborts with the other signal, also one that has aborted before, and after it was met', () => {
  const before = new Deadline(AbortSignal.abort('why'), NEVER_MS);
  expect([before.signal.reason, before.hasPassed]).toEqual(['why', false]);
  before.letGo();

  const outer = new AbortController();
  const deadline = new Deadline(outer.signal, NEVER_MS);
  deadline.met();
  outer.abort('later');
  expect([deadline.signal.reason, deadline.hasPassed]).toEqual(['later', false]);
});

it('a deadline that is let go leaves nothing behind in the other signal', () => {
  const outer = new AbortController();
  const deadline = new Deadline(outer.signal, NEVER_MS);
  expect(getEventListeners(outer.signal, 'abort')).toHaveLength(1);
  deadline.letGo();
  expect(getEventListeners(outer.signal, 'abort')).toHaveLength(0);
  outer.abort();
  expect(deadline.signal.aborted).toBe(false);
});
