import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { orderProcess } from '../../test/saga/order-process.ts';
import { SagaBench } from '../../test/saga/saga-bench.ts';

let bench: SagaBench;
beforeEach(() => {
  bench = new SagaBench();
});
afterEach(async () => {
  await bench.stop();
});

describe('A saga whose events are in the feed under another prefix', () => {
  it.each(['', 'io.shop', 'io.shop2.'])('than "%s", as it was told, says so once', async (typePrefix) => {
    bench.happened({ type: 'market.opened.v1', subject: 'market', data: {} });
    bench.placed('a');
    const runner = await bench.run(orderProcess(), { typePrefix });
    bench.placed('b');
    await runner.idle();
    expect(bench.warnings).toEqual([{ saga: 'order-process', typePrefix, type: 'io.shop.order.placed.v1' }]);
    expect(bench.sent).toEqual([]);
  });
});

describe('A saga with the right prefix', () => {
  it('says nothing of what is not for it, also when that ends alike', async () => {
    bench.happened({ type: 'preorder.placed.v1', subject: 'a', data: {} });
    bench.placed('a');
    bench.happened({ type: 'special.order.placed.v1', subject: 'a', data: {} });
    await bench.run();
    expect(bench.warnings).toEqual([]);
    expect(bench.sentTypes).toEqual(['reserve-stock a']);
  });
});
