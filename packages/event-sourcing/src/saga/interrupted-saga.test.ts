import { CodedError } from '@tools-provider/mediator';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { orderProcess } from '../../test/saga/order-process.ts';
import { SagaBench } from '../../test/saga/saga-bench.ts';

const ORDERS = ['a', 'b', 'c'];
const happening = fc.record({
  order: fc.constantFrom(...ORDERS),
  what: fc.constantFrom('placed', 'changed', 'reserved', 'closed'),
  quantity: fc.integer({ min: 1, max: 1_000 }),
});
type Happening = { readonly order: string; readonly what: string; readonly quantity: number };

function tell(bench: SagaBench, { order, what, quantity }: Happening): void {
  if (what === 'placed') bench.placed(order, quantity);
  else if (what === 'changed') bench.changed(order, quantity);
  else if (what === 'reserved') bench.reserved(order);
  else bench.happened({ type: 'order.closed.v1', subject: order, data: {} });
}

/** What came of it: the instances, and every command that was carried out, once for each id. */
async function outcomeOf(bench: SagaBench) {
  const instances = await Promise.all(ORDERS.map((order) => bench.instance(order)));
  const commands = new Map(
    bench.sent.map(({ type, orderId, context }) => [context.commandId, [type, orderId]]),
  );
  return { instances, commands };
}

/** Commands that the stock refuses, whoever asks. */
function refuseSome({ type, orderId }: { readonly type: string; readonly orderId: string }): void {
  if (type === 'confirm-order' && orderId === 'b') throw new CodedError('refused', 'locked', 'locked');
}

describe('A saga that is interrupted at random, before and after everything that it stores and sends', () => {
  it('comes to the same states and the same commands, each under one id, as one that is not', async () => {
    let faults = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(happening, { maxLength: 20 }),
        fc.infiniteStream(fc.integer({ min: 0, max: 5 })),
        async (happenings, chances) => {
          const calm = new SagaBench();
          calm.onSend = refuseSome;
          const troubled = new SagaBench();
          let faultsLeft = 12;
          const perhapsAway = () => {
            if (chances.next().value !== 0 || faultsLeft === 0) return;
            faultsLeft -= 1;
            faults += 1;
            throw new CodedError('unavailable', 'store-unavailable', 'away');
          };
          troubled.store.onSave = perhapsAway;
          troubled.store.afterSave = perhapsAway;
          troubled.afterSend = perhapsAway;
          troubled.onSend = (command) => {
            perhapsAway();
            refuseSome(command);
          };
          for (const bench of [calm, troubled]) for (const each of happenings) tell(bench, each);
          const reconnect = { baseMs: 0, maxMs: 0 };
          await calm.run();
          await troubled.run(orderProcess(), { reconnect });
          expect(await outcomeOf(troubled)).toEqual(await outcomeOf(calm));
          await Promise.all([calm.stop(), troubled.stop()]);
        },
      ),
      { numRuns: 100 },
    );
    expect(faults).toBeGreaterThan(100);
  });
});
