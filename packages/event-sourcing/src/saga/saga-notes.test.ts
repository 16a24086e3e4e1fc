import { CodedError } from '@tools-provider/mediator';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type OrderSaga, type OrderState, orderProcess } from '../../test/saga/order-process.ts';
import { SagaBench } from '../../test/saga/saga-bench.ts';
import type { SagaRunner } from './saga-runner.ts';

const HOUR_MS = 3_600_000;
const BEGUN = Date.parse('2026-01-01T08:00:00.000Z');
const hoursLater = (hours: number) => new Date(BEGUN + hours * HOUR_MS).toISOString();

let bench: SagaBench;
beforeEach(() => {
  bench = new SagaBench();
});
afterEach(async () => {
  await bench.stop();
});

/** The order process with a timeout that comes each hour, and counts, and asks again for what may be refused. */
function hourly(step = 1): OrderSaga {
  const saga = orderProcess();
  return {
    ...saga,
    onTimeout: (state, _, at) => {
      const [hours = 0, ...others] = state.quantities;
      return {
        state: { ...state, quantities: [hours + step, ...others] },
        send: [{ type: 'bill-order', orderId: state.orderId }],
        timeouts: { payment: new Date(Date.parse(at) + HOUR_MS).toISOString() },
      };
    },
    onRefused: (state) => ({ state: { ...state, quantities: [...state.quantities, -1].slice(0, 50) } }),
  };
}

async function runFor(hours: number, saga = hourly()): Promise<SagaRunner> {
  bench.now = hoursLater(hours);
  return await bench.run(saga);
}

const notesOf = async () => (await bench.instance('a'))?.notes ?? [];

describe('An instance whose timeouts come again and again', () => {
  it('keeps a bounded number of notes, and is made anew from where it stood when they became too many', async () => {
    bench.placed('a', 0);
    const runner = await runFor(1_300);
    const stored = await bench.instance('a');
    expect(stored).toMatchObject({
      state: { quantities: [1_300] },
      snapshot: { state: { quantities: [1_000] } },
    });
    expect(await notesOf()).toHaveLength(300);
    expect(await runner.replay('a')).toEqual({ instance: stored, differences: [] });
    expect(await bench.instance('a')).toEqual(stored);

    bench.changed('a', 7);
    await runner.idle();
    expect(await runner.replay('a', { isDryRun: true })).toEqual({
      instance: await bench.instance('a'),
      differences: [],
    });
    await runner.stop();
    const doubled = await (await runFor(1_300, hourly(2))).replay('a', { isDryRun: true });
    expect(doubled.differences).toEqual(['state']);
    expect((doubled.instance.state as OrderState).quantities).toEqual([1_600, 7]);
  });

  it('keeps all of them as long as they are few', async () => {
    bench.placed('a', 0);
    const runner = await runFor(500);
    expect(await notesOf()).toHaveLength(500);
    expect(await bench.instance('a')).not.toHaveProperty('snapshot');
    const before = await runner.replay('a', { isDryRun: true });
    expect(before.differences).toEqual([]);
  });

  it('finds a command that was refused among those that it has decided, wherever the notes are cut', async () => {
    for (const allowed of [0, 1]) {
      bench = new SagaBench();
      let sent = 0;
      bench.onSend = ({ type }) => {
        if (type !== 'bill-order') return;
        sent += 1;
        if (sent > allowed) throw new CodedError('refused', 'not-yet', 'not yet');
      };
      bench.placed('a', 0);
      const runner = await runFor(400);
      expect(await bench.instance('a')).toHaveProperty('snapshot');
      expect((await notesOf()).length).toBeLessThanOrEqual(501);
      expect((await runner.replay('a')).differences).toEqual([]);
      await bench.stop();
    }
  });
});
