import { CodedError } from '@tools-provider/mediator';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type OrderState, orderProcess } from '../../test/saga/order-process.ts';
import { SagaBench } from '../../test/saga/saga-bench.ts';
import type { Saga } from './saga.ts';
import type { SagaRunner } from './saga-runner.ts';

let bench: SagaBench;
beforeEach(() => {
  bench = new SagaBench();
});
afterEach(async () => {
  await bench.stop();
});

/** The order process with every number that it is told of doubled: rules that have changed. */
function doubling(): ReturnType<typeof orderProcess> {
  const saga = orderProcess();
  return {
    ...saga,
    onEvent: (state, event) => {
      const decision = saga.onEvent(state, event);
      const quantities = decision.state.quantities.map((quantity, index) =>
        index === decision.state.quantities.length - 1 ? quantity * 2 : quantity,
      );
      return { ...decision, state: { ...decision.state, quantities } };
    },
  };
}

async function toldEverything(): Promise<SagaRunner> {
  bench.onSend = ({ type }) => {
    if (type === 'confirm-order') throw new CodedError('refused', 'order-locked', 'locked');
  };
  bench.placed('a', 1);
  bench.changed('a', 2);
  bench.reserved('a');
  bench.placed('late', 1);
  bench.now = '2026-01-02T00:00:00.000Z';
  const runner = await bench.run();
  expect(bench.sentTypes).toEqual([
    'reserve-stock a',
    'cancel-order a',
    'reserve-stock late',
    'cancel-order late',
  ]);
  return runner;
}

describe('A replay of an instance', () => {
  it('finds what is stored, with a refused command and a timeout in their places, and sends nothing', async () => {
    const runner = await toldEverything();
    for (const id of ['a', 'late']) {
      const stored = await bench.instance(id);
      expect(await runner.replay(id, { isDryRun: true })).toEqual({ instance: stored, differences: [] });
      expect((await runner.replay(id)).differences).toEqual([]);
      expect(await bench.instance(id)).toEqual(stored);
    }
    await runner.stop();
    // Nothing was left to be sent by the next owner either.
    await bench.run();
    expect(bench.sent).toHaveLength(4);
  });

  it('by other rules says what differs, and stores it only when that is wanted', async () => {
    bench.placed('a', 1);
    bench.changed('a', 2);
    const first = await bench.run();
    await first.stop();
    const runner = await bench.run(doubling());
    const dry = await runner.replay('a', { isDryRun: true });
    expect(dry.differences).toEqual(['state']);
    expect((dry.instance.state as OrderState).quantities).toEqual([2, 4]);
    expect(await bench.instance('a')).toMatchObject({ state: { quantities: [1, 2] } });
    await runner.replay('a');
    expect(await bench.instance('a')).toMatchObject({ state: { quantities: [2, 4] }, unsent: [] });
    expect(bench.sentTypes).toEqual(['reserve-stock a']);
  });

  it('leaves an instance set aside where it is', async () => {
    const indigestible = new Set([13]);
    bench.placed('a', 1);
    bench.changed('a', 13);
    bench.changed('a', 2);
    const runner = await bench.run(orderProcess({ indigestible }));
    const stored = await bench.instance('a');
    expect(await runner.replay('a')).toEqual({ instance: stored, differences: [] });
    expect(await bench.instance('a')).toEqual(stored);
  });

  it('is refused when the saga no longer decides the command that was refused', async () => {
    const runner = await toldEverything();
    await runner.stop();
    const saga = orderProcess();
    const silent: Saga = { ...saga, onEvent: (state) => ({ state }) } as Saga;
    const changed = await bench.run(silent as ReturnType<typeof orderProcess>);
    await expect(changed.replay('a')).rejects.toMatchObject({
      kind: 'refused',
      code: 'saga-replay-diverged',
    });
  });

  it('that is to be stored is unavailable when the runner is stopped before, or was; looking can be had of both', async () => {
    bench.placed('a');
    const working = await bench.run();
    const waiting = bench.runner();
    waiting.start();
    const stopped = { kind: 'unavailable', code: 'saga-runner-stopped' };
    const before = expect(waiting.replay('a')).rejects.toMatchObject(stopped);
    await waiting.stop();
    await before;
    await expect(waiting.replay('a')).rejects.toMatchObject(stopped);
    expect((await waiting.replay('a', { isDryRun: true })).differences).toEqual([]);
    expect((await working.replay('a')).differences).toEqual([]);
  });

  it('of an instance that is not there is not found', async () => {
    const runner = await bench.run();
    await expect(runner.replay('nobody')).rejects.toMatchObject({
      kind: 'not-found',
      code: 'saga-instance-not-found',
    });
  });
});
