import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { orderProcess } from '../../test/saga/order-process.ts';
import { SagaBench } from '../../test/saga/saga-bench.ts';

const SAGA = 'order-process';

let bench: SagaBench;
beforeEach(() => {
  bench = new SagaBench();
});
afterEach(async () => {
  await bench.stop();
});

describe('An instance that fails', () => {
  it('is set aside with its place, after as many attempts as are allowed, and holds nobody back', async () => {
    bench.placed('a', 1);
    bench.placed('b', 1);
    bench.changed('a', 13);
    bench.changed('a', 2);
    bench.changed('b', 2);
    await bench.run(orderProcess({ indigestible: new Set([13]) }));
    expect(await bench.instance('a')).toMatchObject({
      state: { quantities: [1] },
      failure: { sequence: 3, step: 'order.changed.v1', reason: '13 is not digestible', attempts: 3 },
    });
    expect(await bench.instance('b')).toMatchObject({ state: { quantities: [1, 2] } });
    expect(bench.warnings).toMatchObject([{ saga: SAGA, id: 'a', sequence: 3 }]);
  });

  it('goes on in order when a retry is asked for, and has lost nothing', async () => {
    const indigestible = new Set([13]);
    bench.placed('a', 1);
    bench.changed('a', 13);
    bench.changed('a', 2);
    const runner = await bench.run(orderProcess({ indigestible }));
    bench.placed('b', 1);
    bench.changed('a', 3);
    bench.reserved('a');
    await runner.idle();
    expect(bench.sentTypes).toEqual(['reserve-stock a', 'reserve-stock b']);

    indigestible.clear();
    expect(await bench.store.requestRetry(SAGA, 'a', bench.now)).toBe(true);
    await runner.idle();
    const resumed = await bench.instance('a');
    expect(resumed).toMatchObject({ state: { quantities: [1, 13, 2, 3] } });
    expect(resumed?.failure).toBeUndefined();
    expect(resumed?.retryRequestedAt).toBeUndefined();
    expect(bench.sentTypes.slice(2)).toEqual(['confirm-order a', 'bill-order a']);

    bench.changed('a', 4);
    await runner.idle();
    expect(await bench.instance('a')).toMatchObject({ state: { quantities: [1, 13, 2, 3, 4] } });
  });

  it('is set aside again, at its new place, when it fails again', async () => {
    const indigestible = new Set([13, 14]);
    bench.placed('a', 1);
    bench.changed('a', 13);
    bench.changed('a', 2);
    bench.changed('a', 14);
    const runner = await bench.run(orderProcess({ indigestible }));
    await bench.store.requestRetry(SAGA, 'a', bench.now);
    await runner.idle();
    expect(await bench.instance('a')).toMatchObject({ failure: { sequence: 2 } });
    indigestible.delete(13);
    await bench.store.requestRetry(SAGA, 'a', bench.now);
    await runner.idle();
    const again = await bench.instance('a');
    expect(again).toMatchObject({ state: { quantities: [1, 13, 2] }, failure: { sequence: 4 } });
    expect(again?.retryRequestedAt).toBeUndefined();
  });

  it('that is interrupted on its way back goes on where it was, and is told nothing twice', async () => {
    const indigestible = new Set([13]);
    bench.placed('a', 1);
    bench.changed('a', 13);
    bench.changed('a', 2);
    bench.changed('a', 3);
    const first = await bench.run(orderProcess({ indigestible }));
    indigestible.clear();
    await bench.store.requestRetry(SAGA, 'a', bench.now);
    bench.store.onSave = ({ instances }) => {
      const quantities = (instances[0]?.state as { quantities: number[] } | undefined)?.quantities;
      if (quantities?.includes(2)) void first.stop();
    };
    await first.idle();
    await first.stop();
    expect(await bench.instance('a')).toMatchObject({
      state: { quantities: [1, 13, 2] },
      failure: { sequence: 2 },
      retryRequestedAt: bench.now,
    });
    bench.store.onSave = () => undefined;
    await bench.run(orderProcess());
    const back = await bench.instance('a');
    expect(back).toMatchObject({ state: { quantities: [1, 13, 2, 3] } });
    expect(back?.failure).toBeUndefined();
  });

  it('because a command fails keeps that command, and sends it when it is retried', async () => {
    let isBroken = true;
    bench.onSend = ({ type }) => {
      if (isBroken && type === 'bill-order') throw new TypeError('bill is undefined');
    };
    bench.placed('a');
    bench.reserved('a');
    bench.changed('a', 2);
    const runner = await bench.run();
    expect(await bench.instance('a')).toMatchObject({
      unsent: [{ command: { type: 'bill-order' } }],
      failure: { step: 'bill-order', reason: 'bill is undefined', attempts: 3 },
      state: { quantities: [1] },
    });
    isBroken = false;
    await bench.store.requestRetry(SAGA, 'a', bench.now);
    await runner.idle();
    expect(bench.sentTypes).toEqual(['reserve-stock a', 'confirm-order a', 'bill-order a']);
    expect(await bench.instance('a')).toMatchObject({ unsent: [], state: { quantities: [1, 2] } });
  });

  it('because its state has become too large to be stored is set aside before that is tried', async () => {
    const process = orderProcess();
    bench.placed('a', 1);
    bench.changed('a', 2);
    bench.placed('b', 1);
    await bench.run({
      ...process,
      onEvent: (state, event) => {
        const decision = process.onEvent(state, event);
        const orderId = event.type === 'order.changed.v1' ? 'x'.repeat(9_000_000) : decision.state.orderId;
        return { ...decision, state: { ...decision.state, orderId } };
      },
    });
    expect(await bench.instance('a')).toMatchObject({
      state: { orderId: 'a' },
      failure: { sequence: 2, attempts: 1, reason: expect.stringContaining('keep less in its state') },
    });
    expect(await bench.instance('b')).toMatchObject({ state: { orderId: 'b' } });
  });

  it('before it has begun begins when it is retried, also when nobody could say whose event it was', async () => {
    let isBroken = true;
    const eventId = bench.placed('a', 1);
    bench.changed('a', 2);
    bench.placed('b', 1);
    const runner = await bench.run(orderProcess({ isStartBroken: () => isBroken }));
    const aside = await bench.store.setAside(SAGA);
    expect(aside).toHaveLength(2);
    expect(aside.map(({ id }) => id)).toContain(eventId);
    expect(await bench.instance('a')).toBeUndefined();

    isBroken = false;
    for (const { id } of aside) await bench.store.requestRetry(SAGA, id, bench.now);
    await runner.idle();
    expect(await bench.store.setAside(SAGA)).toEqual([]);
    expect(await bench.instance(eventId)).toMatchObject({ isDone: true });
    expect(await bench.instance('a')).toMatchObject({ state: { quantities: [1, 2] }, isDone: false });
    expect(bench.sentTypes.toSorted()).toEqual(['reserve-stock a', 'reserve-stock b']);
  });
});
