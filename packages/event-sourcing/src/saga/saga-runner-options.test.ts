import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { orderProcess } from '../../test/saga/order-process.ts';
import { SagaBench } from '../../test/saga/saga-bench.ts';
import { EventSourcingConfigurationError } from '../errors.ts';
import type { SagaRunnerOptions } from './saga-runner-options.ts';

let bench: SagaBench;
beforeEach(() => {
  bench = new SagaBench();
});
afterEach(async () => {
  await bench.stop();
});

const runner = (options: object) => bench.runner(orderProcess(), options as Partial<SagaRunnerOptions>);
const retry = { attempts: 3, baseMs: 1, maxMs: 2 };
const actor = { id: 'saga:order-process', name: 'Order process', roles: [] };

describe('A runner of a saga with options that cannot be meant', () => {
  it.each<[object, string]>([
    [
      { retry: { ...retry, attempts: Number.NaN } },
      'retry.attempts is NaN: give a whole number from 1 to 1000',
    ],
    [{ retry: { ...retry, attempts: 0 } }, 'retry.attempts'],
    [{ retry: { ...retry, attempts: Number.POSITIVE_INFINITY } }, 'retry.attempts'],
    [{ retry: { ...retry, baseMs: -1 } }, 'retry.baseMs'],
    [{ retry: { ...retry, maxMs: 0 } }, 'retry.maxMs'],
    [{ retry: { ...retry, maxMs: 3e9 } }, 'retry.maxMs is 3000000000: give a whole number of milliseconds'],
    [{ reconnect: { baseMs: 1, maxMs: Number.POSITIVE_INFINITY } }, 'reconnect.maxMs'],
    [{ pollMs: 0 }, 'pollMs is 0: give a whole number of milliseconds from 1 to 2147483647'],
    [{ pollMs: Number.NaN }, 'pollMs'],
    [{ pollMs: Number.POSITIVE_INFINITY }, 'pollMs'],
    [{ pollMs: 2 ** 31 }, 'pollMs'],
    [{ leaseTtlMs: 29 }, 'leaseTtlMs'],
    [{ leaseTtlMs: Number.POSITIVE_INFINITY }, 'leaseTtlMs'],
    [{ owner: '' }, 'owner'],
    [{ owner: undefined }, 'owner is undefined: give an id that no other process has'],
    [{ actor: undefined }, 'actor.id'],
    [{ actor: { ...actor, id: ' ' } }, 'actor.id'],
    [{ actor: { ...actor, name: undefined } }, 'actor.name'],
    [{ actor: { ...actor, roles: 'admin' } }, 'actor.roles'],
    [{ saga: undefined }, 'saga.onEvent'],
    [{ store: undefined }, 'store'],
    [{ feed: {} }, 'feed.page is undefined: give a function'],
    [{ leases: undefined }, 'leases'],
    [{ mediator: {} }, 'mediator.execute'],
    [{ log: undefined }, 'log'],
    [{ clock: '2026-01-01' }, 'clock'],
    [{ typePrefix: 7 }, 'typePrefix'],
    [{ upcasters: [] }, 'upcasters.upcast'],
  ])('as %o is refused when it is made, with what to give', (options, message) => {
    expect(() => runner(options)).toThrow(EventSourcingConfigurationError);
    expect(() => runner(options)).toThrow(message);
  });

  it('takes what has no value for left out', async () => {
    bench.placed('a');
    const started = runner({ retry: undefined, pollMs: undefined, leaseTtlMs: undefined, clock: undefined });
    started.start();
    await started.idle();
    expect(bench.sentTypes).toEqual(['reserve-stock a', 'cancel-order a']);
  });
});
