import type { ReadPathContext } from '@tools-provider/event-sourcing';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { warnOfSlowProjections } from './slow-projections.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'performance'] });
});
afterEach(() => {
  vi.useRealTimers();
});

const context = {
  event: { id: 'e', stream: 'tools_provider-task-one', revision: 3 },
} as ReadPathContext;

/** What is logged of an event whose projections take so long. */
async function loggedAfter(ms: number, fails = false): Promise<object[]> {
  const logged: object[] = [];
  const log = { info: () => undefined, warn: (fields: object) => void logged.push(fields) };
  const next = async () => {
    vi.advanceTimersByTime(ms);
    if (fails) throw new Error('It failed');
  };
  await warnOfSlowProjections(log)({ type: 'task.created.v1' }, context, next).catch(() => undefined);
  return logged;
}

it('warns of an event whose projections take over a second, and says which, whether they succeed or fail', async () => {
  const expected = { eventId: 'e', type: 'task.created.v1', stream: 'tools_provider-task-one', revision: 3 };
  expect(await loggedAfter(1_200)).toEqual([{ ...expected, ms: 1_200 }]);
  expect(await loggedAfter(1_200, true)).toEqual([{ ...expected, ms: 1_200 }]);
});

it('says nothing of the others', async () => {
  expect(await loggedAfter(900)).toEqual([]);
});
