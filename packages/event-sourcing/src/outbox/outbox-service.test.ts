import { describe, expect, it } from 'vitest';
import { InMemoryStateStore } from '../testing/in-memory-state-store.ts';
import { noteWrite } from '../testing/stored-note.ts';
import type { OutboxMessage } from './outbox-message.ts';
import { OutboxService } from './outbox-service.ts';

async function setUp(policy: ConstructorParameters<typeof OutboxService>[1]) {
  const stateStore = new InMemoryStateStore();
  await stateStore.save([noteWrite('a', 0, { title: 'A note' })]);
  const outbox = new OutboxService(stateStore.outbox, policy);
  const first = async () => (await outbox.undelivered('tools_provider-note-a', 1))[0] as OutboxMessage;
  return { outbox, first };
}

describe('OutboxService', () => {
  it('puts a message off for longer and longer, up to a longest wait, and sets it aside at last', async () => {
    const { outbox, first } = await setUp({ maxAttempts: 6, baseMs: 1_000, maxMs: 5_000 });
    for (const ceilingMs of [1_000, 2_000, 4_000, 5_000, 5_000]) {
      const before = Date.now();
      const failure = await outbox.markFailed(await first(), new Error('no'));
      const waitMs = Date.parse(failure?.nextAttemptAt ?? '') - before;
      expect(waitMs).toBeGreaterThanOrEqual(ceilingMs / 2);
      expect(waitMs).toBeLessThanOrEqual(ceilingMs + 100);
      expect(await first()).toMatchObject({
        status: 'pending',
        attempts: failure?.attempts,
        lastError: 'no',
      });
    }
    await outbox.markFailed(await first(), new Error('no, and that is it'));
    expect(await first()).toMatchObject({
      status: 'set-aside',
      attempts: 6,
      lastError: 'no, and that is it',
    });
  });

  it('spreads the waits of messages that fail together', async () => {
    const waits = new Set<string | undefined>();
    for (let n = 0; n < 5; n += 1) {
      const { outbox, first } = await setUp({ baseMs: 1_000_000, maxMs: 1_000_000 });
      waits.add((await outbox.markFailed(await first(), 'no'))?.nextAttemptAt);
    }
    expect(waits.size).toBe(5);
  });

  it('notes nothing of a failure that somebody else has noted already', async () => {
    const { outbox, first } = await setUp({});
    const message = await first();
    await outbox.markFailed(message, new Error('no'));
    expect(await outbox.markFailed(message, new Error('no'))).toBeUndefined();
    expect(await first()).toMatchObject({ attempts: 1 });
  });

  it('replays one message, if there is one', async () => {
    const { outbox, first } = await setUp({});
    const message = await first();
    await outbox.markDelivered([message]);
    expect(await outbox.replay(message.id)).toBe(true);
    expect(await outbox.replay(crypto.randomUUID())).toBe(false);
    expect(await first()).toStrictEqual(message);
  });

  it.each([
    [{ maxAttempts: 0 }, 'maxAttempts is 0: give a whole number from 1'],
    [{ maxAttempts: 2.5 }, 'maxAttempts'],
    [{ maxAttempts: Number.POSITIVE_INFINITY }, 'maxAttempts'],
    [{ baseMs: 0 }, 'baseMs'],
    [{ baseMs: Number.NaN }, 'baseMs'],
    [{ baseMs: 10, maxMs: 5 }, 'maxMs is 5: give a whole number of milliseconds from 10'],
    [{ maxMs: Number.POSITIVE_INFINITY }, 'maxMs'],
  ])('refuses a policy that cannot work, as %o', (policy, name) => {
    const { outbox } = new InMemoryStateStore();
    expect(() => new OutboxService(outbox, policy)).toThrow(
      expect.objectContaining({
        code: 'event-sourcing-configuration',
        message: expect.stringContaining(name),
      }),
    );
  });
});
