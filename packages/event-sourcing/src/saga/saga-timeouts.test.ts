import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SagaBench } from '../../test/saga/saga-bench.ts';

let bench: SagaBench;
beforeEach(() => {
  bench = new SagaBench();
});
afterEach(async () => {
  await bench.stop();
});

describe('A timeout', () => {
  it('comes when it is due, and not before', async () => {
    bench.placed('a');
    const runner = await bench.run();
    bench.now = '2026-01-01T08:59:59.999Z';
    await runner.idle();
    expect(bench.sentTypes).toEqual(['reserve-stock a']);
    bench.now = '2026-01-01T09:00:00.000Z';
    await runner.idle();
    expect(bench.sentTypes).toEqual(['reserve-stock a', 'cancel-order a']);
    expect(await bench.instance('a')).toMatchObject({ isDone: true, timeouts: [] });
  });

  it('that fell due while nobody ran comes as soon as somebody does, once', async () => {
    bench.placed('a');
    const first = await bench.run();
    await first.stop();
    bench.now = '2026-01-03T00:00:00.000Z';
    const second = await bench.run();
    await second.stop();
    await bench.run();
    expect(bench.sentTypes).toEqual(['reserve-stock a', 'cancel-order a']);
  });

  it('is waited for without anybody waking the runner', async () => {
    const clock = () => new Date();
    const sent = Promise.withResolvers<void>();
    bench.onSend = ({ type }) => {
      if (type === 'cancel-order') sent.resolve();
    };
    // Placed an hour ago, less a moment.
    const time = new Date(Date.now() - 3_600_000 + 60).toISOString();
    const data = { orderId: 'a', quantity: 1 };
    const type = 'io.shop.order.placed.v1';
    const cloudEvent = { id: 'event-1', type, source: 'test', subject: 'a', revision: 0, data, time };
    await bench.feed.append([{ cloudEvent, stream: 'a', revision: 0 }]);
    await bench.run(undefined, { clock, pollMs: 3_600_000 });
    await sent.promise;
  });

  it('that was due before an event happened comes before it, however late both are read', async () => {
    bench.placed('late', 1, 8);
    bench.placed('early', 1, 8);
    bench.reserved('early', 8);
    bench.reserved('late', 10);
    bench.now = '2026-01-02T00:00:00.000Z';
    await bench.run();
    expect(bench.sentTypes).toEqual([
      'reserve-stock late',
      'reserve-stock early',
      'confirm-order early',
      'bill-order early',
      'cancel-order late',
    ]);
  });

  it('comes although the feed does not stop growing', async () => {
    bench.placed('a');
    bench.now = '2026-01-01T09:00:00.000Z';
    const longTime = 200;
    let grown = 0;
    let grownUntilSent = longTime;
    bench.onSend = ({ type }) => {
      if (type === 'cancel-order') grownUntilSent = grown;
    };
    bench.store.onSave = () => {
      if (grown === longTime) return;
      grown += 1;
      bench.changed(`nobody-${grown}`, grown);
    };
    await bench.run();
    expect(grown).toBe(longTime);
    expect(grownUntilSent).toBeLessThan(longTime / 2);
  });

  it('is not found due before what happened earlier was read', async () => {
    bench.placed('a', 1, 8);
    const first = await bench.run();
    await first.stop();
    // More than is read at once lies before it.
    for (let n = 0; n < 450; n += 1) bench.changed(`nobody-${n}`, n);
    bench.reserved('a', 8);
    bench.now = '2026-01-02T00:00:00.000Z';
    await bench.run();
    expect(bench.sentTypes).toEqual(['reserve-stock a', 'confirm-order a', 'bill-order a']);
  });
});
