import { describe, expect, it } from 'vitest';
import { followForever } from './follow-forever.ts';

describe('following for ever', () => {
  it('begins again whenever it ends, and tells of each loss once', async () => {
    const stop = new AbortController();
    const losses: unknown[] = [];
    let attempts = 0;
    await followForever(
      {
        follow: async (opened) => {
          attempts += 1;
          if (attempts === 3) opened();
          if (attempts === 5) stop.abort();
          throw new Error(`attempt ${attempts}`);
        },
        onLost: (error) => losses.push(String(error)),
      },
      stop.signal,
    );
    expect(attempts).toBe(5);
    expect(losses).toEqual(['Error: attempt 1', 'Error: attempt 3']);
  });

  it('ends at once when it is stopped while it waits', async () => {
    const stop = new AbortController();
    const lost = Promise.withResolvers<void>();
    const following = followForever(
      { follow: () => Promise.resolve(), onLost: () => lost.resolve() },
      stop.signal,
    );
    await lost.promise;
    stop.abort();
    await following;
  });
});
