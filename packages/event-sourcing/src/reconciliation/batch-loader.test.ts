import { describe, expect, it } from 'vitest';
import { BatchLoader } from './batch-loader.ts';

describe('BatchLoader', () => {
  it('loads what is asked for in one turn with one call, each key once', async () => {
    const calls: (readonly string[])[] = [];
    const loader = new BatchLoader(async (keys) => {
      calls.push(keys);
      return new Map(keys.filter((key) => key !== 'missing').map((key) => [key, key.toUpperCase()]));
    });
    const values = await Promise.all([
      loader.get('a'),
      loader.get('b'),
      loader.get('a'),
      loader.get('missing'),
    ]);
    expect(values).toEqual(['A', 'B', 'A', undefined]);
    expect(calls).toEqual([['a', 'b', 'missing']]);
  });

  it('loads all that is asked for while a call is on its way with the next one', async () => {
    const calls: (readonly string[])[] = [];
    const first = Promise.withResolvers<void>();
    const begun = Promise.withResolvers<void>();
    const loader = new BatchLoader(async (keys) => {
      calls.push(keys);
      begun.resolve();
      if (calls.length === 1) await first.promise;
      return new Map(keys.map((key) => [key, key]));
    });
    const asked = [loader.get('a')];
    await begun.promise;
    for (const key of ['b', 'c', 'a']) {
      asked.push(loader.get(key));
      await new Promise((resolve) => setImmediate(resolve));
    }
    first.resolve();
    expect(await Promise.all(asked)).toEqual(['a', 'b', 'c', 'a']);
    expect(calls).toEqual([['a'], ['b', 'c', 'a']]);
  });

  it('reads again for a key that is asked for after the load has begun', async () => {
    let version = 0;
    const loader = new BatchLoader(async (keys) => new Map(keys.map((key) => [key, ++version])));
    expect(await loader.get('a')).toBe(1);
    expect(await loader.get('a')).toBe(2);
  });

  it('fails everybody who asked when the load fails, and loads again afterwards', async () => {
    let isDown = true;
    const loader = new BatchLoader(async (keys) => {
      if (isDown) throw new Error('away');
      return new Map(keys.map((key) => [key, 1]));
    });
    const outcomes = await Promise.allSettled([loader.get('a'), loader.get('b')]);
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    isDown = false;
    expect(await loader.get('a')).toBe(1);
  });
});
