import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { DevTokens } from './dev-tokens.ts';
import { RememberedTokens } from './remembered-tokens.ts';

const SECOND_MS = 1_000;

describe('remembered tokens', () => {
  const tokens = new DevTokens(randomBytes(32));
  let checks = 0;
  const counted = {
    verify: (accessToken: string) => {
      checks += 1;
      return tokens.verify(accessToken);
    },
  };

  beforeEach(() => {
    checks = 0;
    vi.useFakeTimers({ toFake: ['Date', 'performance'] });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('are checked once a second, however often they come', async () => {
    const remembered = new RememberedTokens(counted);
    const { accessToken } = await tokens.issue('operator');
    const caller = await remembered.verify(accessToken);
    vi.advanceTimersByTime(SECOND_MS - 1);
    expect(await remembered.verify(accessToken)).toEqual(caller);
    expect(checks).toBe(1);
    vi.advanceTimersByTime(1);
    expect(await remembered.verify(accessToken)).toEqual(caller);
    expect(checks).toBe(2);
  });

  it('are refused as soon as they expire', async () => {
    const remembered = new RememberedTokens(counted);
    vi.setSystemTime(new Date('2026-01-01T00:00:00.500Z'));
    const { accessToken } = await tokens.issue('operator', 1);
    await remembered.verify(accessToken);
    vi.advanceTimersByTime(SECOND_MS / 2);
    await expect(remembered.verify(accessToken)).rejects.toMatchObject({ code: 'invalid-token' });
  });

  it('are checked each time while they are refused', async () => {
    const remembered = new RememberedTokens(counted);
    for (let n = 0; n < 2; n += 1) {
      await expect(remembered.verify('x.y.z')).rejects.toMatchObject({ code: 'invalid-token' });
    }
    expect(checks).toBe(2);
  });

  it('are as many as there is room for: the one that was checked longest ago is forgotten', async () => {
    const remembered = new RememberedTokens(counted, 2);
    const [viewer, operator, admin] = await Promise.all(
      (['viewer', 'operator', 'admin'] as const).map(
        async (persona) => (await tokens.issue(persona)).accessToken,
      ),
    );
    for (const token of [viewer, operator, admin, operator, admin]) await remembered.verify(String(token));
    expect(checks).toBe(3);
    await remembered.verify(String(viewer));
    expect(checks).toBe(4);
  });
});
