import { getEventListeners } from 'node:events';
import { describe, expect, it } from 'vitest';
import { MessageQueue } from './message-queue.ts';

const never = new AbortController().signal;

describe('the messages of one client', () => {
  it('are taken all at once, in order', async () => {
    const queue = new MessageQueue<number>(10);
    queue.push(1);
    queue.push(2);
    expect(await queue.take(1_000, never)).toEqual([1, 2]);
  });

  it('are waited for', async () => {
    const queue = new MessageQueue<number>(10);
    const taken = queue.take(60_000, never);
    queue.push(1);
    expect(await taken).toEqual([1]);
  });

  it('are none when the time is over or nobody wants them any more', async () => {
    const queue = new MessageQueue<number>(10);
    expect(await queue.take(1, never)).toEqual([]);
    const leaving = new AbortController();
    const taken = queue.take(60_000, leaving.signal);
    leaving.abort();
    expect(await taken).toEqual([]);
    expect(await queue.take(60_000, leaving.signal)).toEqual([]);
  });

  it('leave nothing behind on the signal, however many there were', async () => {
    const staying = new AbortController();
    const queue = new MessageQueue<number>(10);
    for (let message = 0; message < 20; message += 1) {
      const taken = queue.take(60_000, staying.signal);
      queue.push(message);
      expect(await taken).toEqual([message]);
    }
    expect(getEventListeners(staying.signal, 'abort')).toHaveLength(0);
  });

  it('overflow instead of growing, and that wakes the one who waits', async () => {
    const queue = new MessageQueue<number>(3);
    for (let message = 0; message < 4; message += 1) queue.push(message);
    expect(queue.isOverflowing).toBe(true);
    expect(await queue.take(60_000, never)).toEqual([]);
  });
});
