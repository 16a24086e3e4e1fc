import { describe, expect, test } from 'vitest';
import { RefreshRefused, SESSION_SECONDS, SessionStore, type Tokens } from './session-store.ts';

const HOUR_MS = 3_600_000;

/** A store at a time of its own, whose issuer answers as a test says. */
function stage(most = 10) {
  const clock = { now: 0 };
  const ended: string[] = [];
  const discarded: Tokens[] = [];
  const answers: (() => Promise<Tokens>)[] = [];
  const asked: string[] = [];
  const store = new SessionStore({
    refresh: ({ refreshToken }) => {
      asked.push(refreshToken);
      return answers.shift()?.() ?? Promise.reject(new Error('away'));
    },
    onEnd: (id) => ended.push(id),
    discard: async (tokens) => void discarded.push(tokens),
    now: () => clock.now,
    most,
  });
  return { store, clock, ended, discarded, answers, asked };
}

const tokens = (name: string, expiresAt = HOUR_MS): Tokens => ({
  accessToken: `access-${name}`,
  refreshToken: `refresh-${name}`,
  expiresAt,
  refreshAt: expiresAt - 1_000,
});

describe('a session', () => {
  test('is known by an id of 256 random bits, and has the tokens it began with', async () => {
    const { store } = stage();
    const ids = [store.begin(tokens('a')), store.begin(tokens('b'))];
    expect(ids[0]).toMatch(/^[\w-]{43}$/);
    expect(await Promise.all(ids.map((id) => store.accessToken(id)))).toEqual(['access-a', 'access-b']);
    expect(await store.accessToken('made-up')).toBeUndefined();
  });

  test('gets new tokens once, however many ask before they are there', async () => {
    const { store, clock, answers, asked } = stage();
    const id = store.begin(tokens('old'));
    clock.now = HOUR_MS - 500;
    answers.push(async () => tokens('new', 2 * HOUR_MS));
    const given = await Promise.all(Array.from({ length: 10 }, () => store.accessToken(id)));
    expect(new Set(given)).toEqual(new Set(['access-new']));
    expect(asked).toEqual(['refresh-old']);
  });

  test('ends when the issuer refuses new tokens', async () => {
    const { store, clock, answers, ended } = stage();
    const id = store.begin(tokens('old'));
    clock.now = HOUR_MS - 500;
    answers.push(() => Promise.reject(new RefreshRefused('invalid_grant')));
    expect(await store.accessToken(id)).toBeUndefined();
    expect(ended).toEqual([id]);
  });

  test('goes on with its tokens while the issuer is away, as long as they last, and asks again later', async () => {
    const { store, clock, answers, asked } = stage();
    const id = store.begin(tokens('old'));
    clock.now = HOUR_MS - 500;
    expect([await store.accessToken(id), await store.accessToken(id)]).toEqual(['access-old', 'access-old']);
    expect(asked).toHaveLength(1);
    clock.now = HOUR_MS + 1;
    expect(await store.accessToken(id)).toBeUndefined();
    clock.now = HOUR_MS + 10_000;
    answers.push(async () => tokens('new', 2 * HOUR_MS));
    expect(await store.accessToken(id)).toBe('access-new');
  });

  test('that ends while new tokens are on their way stays ended, and those are discarded', async () => {
    const { store, clock, answers, discarded } = stage();
    const id = store.begin(tokens('old'));
    clock.now = HOUR_MS - 500;
    const { promise, resolve } = Promise.withResolvers<Tokens>();
    answers.push(() => promise);
    const given = store.accessToken(id);
    expect(store.end(id)?.accessToken).toBe('access-old');
    resolve(tokens('new'));
    expect(await given).toBeUndefined();
    expect(discarded).toEqual([tokens('new')]);
  });

  test('ends with its tokens when there are no others to be had, and after twelve hours anyway', async () => {
    const { store, clock, ended } = stage();
    const { refreshToken: _, ...unrenewable } = tokens('short');
    const short = store.begin(unrenewable);
    const long = store.begin(tokens('long', Number.POSITIVE_INFINITY));
    clock.now = HOUR_MS;
    expect([await store.accessToken(short), await store.accessToken(long)]).toEqual([
      undefined,
      'access-long',
    ]);
    clock.now = SESSION_SECONDS * 1000;
    expect(await store.accessToken(long)).toBeUndefined();
    expect(ended).toEqual([short, long]);
  });

  test('that is the oldest gives way when there are too many', async () => {
    const { store, ended } = stage(2);
    const ids = ['a', 'b', 'c'].map((name) => store.begin(tokens(name)));
    expect(ended).toEqual([ids[0]]);
    expect(await store.accessToken(ids[2] ?? '')).toBe('access-c');
  });
});
