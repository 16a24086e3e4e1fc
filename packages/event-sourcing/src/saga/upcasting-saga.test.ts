import { InvalidEventHandlerError } from '@tools-provider/mediator';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { orderProcess } from '../../test/saga/order-process.ts';
import { SagaBench } from '../../test/saga/saga-bench.ts';
import { Upcasters } from '../aggregate/upcaster.ts';

const SAGA = 'order-process';
let unreadable: Set<unknown>;
const upcasters = new Upcasters([
  {
    type: 'order.placed.v0',
    becomes: 'order.placed.v1',
    upcast: ({ order, count }) => ({ orderId: order, quantity: count }),
  },
  {
    type: 'order.changed.v0',
    becomes: 'order.changed.v1',
    upcast: ({ count }) => {
      if (unreadable.has(count)) throw new Error(`${count} cannot be read`);
      return { quantity: count };
    },
  },
]);

let bench: SagaBench;
beforeEach(() => {
  bench = new SagaBench();
  unreadable = new Set();
});
afterEach(async () => {
  await bench.stop();
});

const placedBefore = (order: string, count: number) =>
  bench.happened({ type: 'order.placed.v0', subject: order, data: { order, count } });
const changedBefore = (order: string, count: number) =>
  bench.happened({ type: 'order.changed.v0', subject: order, data: { count } });

describe('A saga whose feed holds events of older versions', () => {
  it('is told their newest version, and goes on with what is told today', async () => {
    placedBefore('a', 1);
    changedBefore('a', 2);
    bench.changed('a', 3);
    await bench.run(orderProcess(), { upcasters });
    expect(await bench.instance('a')).toMatchObject({ state: { orderId: 'a', quantities: [1, 2, 3] } });
    expect(bench.sentTypes).toEqual(['reserve-stock a']);
  });

  it('is told it also in a retry and in a replay', async () => {
    const indigestible = new Set([2]);
    placedBefore('a', 1);
    changedBefore('a', 2);
    changedBefore('a', 3);
    const runner = await bench.run(orderProcess({ indigestible }), { upcasters });
    expect(await bench.instance('a')).toMatchObject({ failure: { reason: '2 is not digestible' } });
    indigestible.clear();
    await bench.store.requestRetry(SAGA, 'a', bench.now);
    await runner.idle();
    const stored = await bench.instance('a');
    expect(stored).toMatchObject({ state: { quantities: [1, 2, 3] } });
    expect(await runner.replay('a')).toEqual({ instance: stored, differences: [] });
  });

  it('has an instance set aside by one that cannot be read, at its place, and holds nobody else back', async () => {
    unreadable.add(13);
    placedBefore('a', 1);
    changedBefore('a', 13);
    bench.changed('a', 2);
    placedBefore('b', 1);
    const runner = await bench.run(orderProcess(), { upcasters });
    expect(await bench.store.setAside(SAGA)).toMatchObject([
      { id: 'a', failure: { sequence: 2, step: 'order.changed.v0', reason: '13 cannot be read' } },
    ]);
    expect(bench.sentTypes).toEqual(['reserve-stock a', 'reserve-stock b']);
    unreadable.clear();
    await bench.store.requestRetry(SAGA, 'a', bench.now);
    await runner.idle();
    expect(await bench.instance('a')).toMatchObject({ state: { quantities: [1, 13, 2] } });
  });

  it('must not wait for an older version, which nobody would ever tell it', () => {
    const newer = new Upcasters([
      { type: 'order.changed.v1', becomes: 'order.changed.v2', upcast: (data) => data },
    ]);
    const start = () => bench.runner(orderProcess(), { upcasters: newer });
    expect(start).toThrow(InvalidEventHandlerError);
    expect(start).toThrow('waits for order.changed.v1, which is read as order.changed.v2');
  });
});
