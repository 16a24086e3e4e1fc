import { describe, expect, test } from 'vitest';
import { connectApi, underKey } from './api.ts';
import { ProblemError, unreachable } from './problem-error.ts';
import { isUnanswered, WishKeys } from './wish-keys.ts';

const problem = (status: number) =>
  new ProblemError({ type: 'about:blank', title: 'No', status, detail: 'No', code: 'no' });

describe('WishKeys', () => {
  test('a wish that got no answer keeps its key when it is sent again', () => {
    const keys = new WishKeys();
    const first = keys.keyOf({ name: 'Billing' }, 0);
    keys.settle({ name: 'Billing' }, unreachable(new Error('connection reset')));
    expect(keys.keyOf({ name: 'Billing' }, 30_000)).toBe(first);
    keys.settle({ name: 'Billing' }, problem(503));
    expect(keys.keyOf({ name: 'Billing' }, 59_999)).toBe(first);
  });

  test.each([
    ['was done', null],
    ['was refused', problem(422)],
    ['was overtaken', problem(412)],
  ])('a wish that %s is another one the next time', (_, error) => {
    const keys = new WishKeys();
    const first = keys.keyOf({ name: 'Billing' }, 0);
    keys.settle({ name: 'Billing' }, error);
    expect(keys.keyOf({ name: 'Billing' }, 1)).not.toBe(first);
  });

  test('another wish has another key, and so has the same one a minute later', () => {
    const keys = new WishKeys();
    const first = keys.keyOf({ name: 'Billing' }, 0);
    expect(keys.keyOf({ name: 'Support' }, 0)).not.toBe(first);
    expect(keys.keyOf({ name: 'Billing' }, 60_000)).not.toBe(first);
  });

  test('a wish without content has a key, too', () => {
    const keys = new WishKeys();
    expect(keys.keyOf(undefined, 0)).toBe(keys.keyOf(undefined, 1));
  });
});

test('only what may have been done or not is unanswered', () => {
  expect([unreachable(undefined), problem(503), problem(504)].map(isUnanswered)).toEqual([true, true, true]);
  expect([problem(500), problem(409), new Error('no JSON')].map(isUnanswered)).toEqual([false, false, false]);
});

test('every change is sent with a key, each with its own unless it was given one', async () => {
  const sent: (string | null)[] = [];
  const realFetch = globalThis.fetch;
  globalThis.fetch = async (_, init) => {
    sent.push(new Headers(init?.headers).get('idempotency-key'));
    return Response.json({});
  };
  try {
    const api = connectApi({ baseUrl: 'http://api.example' });
    const keyed = underKey(api, 'the-key');
    await api('/api/v1/tasks');
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE'] as const) await api('/api/v1/tasks', { method });
    await keyed('/api/v1/tasks', { method: 'POST' });
    await keyed('/api/v1/tasks', { method: 'POST' });
  } finally {
    globalThis.fetch = realFetch;
  }
  const [ofRead, ...ofChanges] = sent;
  expect(ofRead).toBeNull();
  expect(new Set(ofChanges.slice(0, 4)).size).toBe(4);
  for (const key of ofChanges.slice(0, 4)) expect(key).toMatch(/^[0-9a-f-]{36}$/);
  expect(ofChanges.slice(4)).toEqual(['the-key', 'the-key']);
});
