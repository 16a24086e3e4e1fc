import { CodedError, InvalidEventHandlerError } from '@tools-provider/mediator';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { orderProcess } from '../../test/saga/order-process.ts';
import { SagaBench } from '../../test/saga/saga-bench.ts';
import { RepeatedCommandError } from '../commands/repeated-command.ts';
import { InMemoryLeases } from '../testing/in-memory-leases.ts';
import { Journal } from '../testing/journal.ts';

const away = () => new CodedError('unavailable', 'store-unavailable', 'away');
const refuse = (code: string) => {
  throw new CodedError('refused', code, `no: ${code}`);
};

let bench: SagaBench;
beforeEach(() => {
  bench = new SagaBench();
});
afterEach(async () => {
  await bench.stop();
});

describe('A saga', () => {
  it('stores state, commands, timeouts and cursor before it sends, and stores that it has sent before the next event', async () => {
    const trace: string[] = [];
    bench.store.onSave = ({ cursor, instances }) => {
      const [instance] = instances;
      const { unsent = [], timeouts = [] } = instance ?? {};
      trace.push(`save ${cursor ?? '-'} ${unsent.map(({ command }) => command.type)} ${timeouts.length}`);
    };
    bench.onSend = async ({ type, context }) => {
      const { unsent } = (await bench.instance('a')) ?? {};
      const isStored = unsent?.some(({ commandId }) => commandId === context.commandId);
      trace.push(`send ${type} ${isStored ? 'stored' : 'not stored'}`);
    };
    bench.placed('a', 1);
    bench.changed('a', 2);
    await bench.run(orderProcess(), {
      observer: {
        reached: (point) => {
          if (point === 'saga-deciding') trace.push('decide');
        },
      },
    });
    expect(trace).toEqual([
      'decide',
      'save 1 reserve-stock 1',
      'send reserve-stock stored',
      'save -  1',
      'decide',
      'save 2  1',
    ]);
    expect(await bench.instance('a')).toMatchObject({ state: { quantities: [1, 2] }, unsent: [] });
  });

  it('sends its commands in its own name, with ids and causes that say why', async () => {
    const placedId = bench.placed('a');
    await bench.run();
    expect(bench.sent).toMatchObject([
      {
        type: 'reserve-stock',
        context: {
          actor: { id: 'saga:order-process' },
          occurredAt: bench.now,
          causationId: placedId,
          correlationId: 'correlation-a',
        },
      },
    ]);
    const { context } = bench.sent[0] ?? {};
    expect(context?.requestHash).toMatch(/^.{40,}$/);
    expect(context?.commandId).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('is told only what happens to the subjects that it follows, and nothing once it is done', async () => {
    bench.placed('a');
    bench.placed('b');
    bench.reserved('a');
    bench.happened({ type: 'order.closed.v1', subject: 'a', data: {} });
    bench.changed('a', 7);
    bench.changed('nobody', 8);
    await bench.run();
    expect(bench.sentTypes).toEqual([
      'reserve-stock a',
      'reserve-stock b',
      'confirm-order a',
      'bill-order a',
    ]);
    expect(await bench.instance('a')).toMatchObject({ isDone: true, state: { quantities: [1] } });
    expect(await bench.instance('nobody')).toBeUndefined();
  });

  it('tells an event to everybody who follows its subject, and stores what all decided at once', async () => {
    bench.placed('a');
    bench.placed('b');
    const process = orderProcess();
    const saves: string[][] = [];
    bench.store.onSave = ({ cursor, instances }) => {
      if (cursor === 3) saves.push(instances.map(({ id }) => id));
    };
    bench.happened({ type: 'order.changed.v1', subject: 'market', data: { quantity: 5 } });
    await bench.run({
      ...process,
      onEvent: (state, event) => {
        const decision = process.onEvent(state, event);
        return { ...decision, follow: [...(decision.follow ?? []), 'market'] };
      },
    });
    expect(saves).toEqual([['a', 'b']]);
    for (const id of ['a', 'b']) {
      expect(await bench.instance(id)).toMatchObject({ state: { quantities: [1, 5] } });
    }
  });

  it('passes by what does not concern it with one write, and reads on from there', async () => {
    const cursors: (number | undefined)[] = [];
    bench.store.onSave = ({ cursor }) => cursors.push(cursor);
    for (let n = 0; n < 50; n += 1) bench.changed(`nobody-${n}`, 1);
    const first = await bench.run();
    expect(cursors).toEqual([50]);
    await first.stop();
    bench.placed('a');
    await bench.run();
    expect(cursors).toEqual([50, 51, undefined]);
  });

  it('refuses at start to wait for an event that nobody raises', () => {
    const misspelt = () => bench.runner(orderProcess(), { knownEventTypes: ['order.placed.v1'] });
    expect(misspelt).toThrow(InvalidEventHandlerError);
    expect(misspelt).toThrow('order.changed.v1');
  });

  it('is woken by what is new, without waiting for its next look', async () => {
    const sent = Promise.withResolvers<string>();
    bench.onSend = ({ type }) => sent.resolve(type);
    await bench.run(orderProcess(), { pollMs: 3_600_000 });
    bench.placed('a');
    expect(await sent.promise).toBe('reserve-stock');
  });
});

describe('A saga that is interrupted', () => {
  it('between storing and sending lets the next owner send first, under the same id, and then go on', async () => {
    const tried: string[] = [];
    const isTried = Promise.withResolvers<void>();
    bench.onSend = ({ context }) => {
      tried.push(context.commandId);
      isTried.resolve();
      throw away();
    };
    bench.placed('a');
    const first = bench.runner();
    first.start();
    await isTried.promise;
    await first.stop();
    expect(bench.sent).toEqual([]);

    bench.onSend = () => undefined;
    bench.changed('a', 2);
    bench.reserved('a');
    await bench.run();
    expect(bench.sentTypes).toEqual(['reserve-stock a', 'confirm-order a', 'bill-order a']);
    expect(new Set([...tried, bench.sent[0]?.context.commandId]).size).toBe(1);
  });

  it('between sending and storing that it has sent sends again, the same command under the same id', async () => {
    const isCut = Promise.withResolvers<void>();
    bench.store.onSave = ({ cursor }) => {
      if (cursor !== undefined) return;
      isCut.resolve();
      throw away();
    };
    bench.placed('a');
    const first = bench.runner();
    first.start();
    await isCut.promise;
    await first.stop();
    bench.store.onSave = () => undefined;
    await bench.run();
    expect(bench.sent.length).toBeGreaterThan(1);
    const ids = bench.sent.map(({ context }) => [context.commandId, context.requestHash].join());
    expect(new Set(ids).size).toBe(1);
    expect(await bench.instance('a')).toMatchObject({ unsent: [], state: { quantities: [1] } });
  });

  it('and told by its mediator that a command was carried out before has sent it, and goes on', async () => {
    const seen = new Set<string>();
    bench.onSend = ({ context: { commandId } }) => {
      if (seen.has(commandId)) throw new RepeatedCommandError({ id: 'a', revision: 0, state: {} });
      seen.add(commandId);
    };
    let outages = 0;
    bench.store.onSave = ({ cursor }) => {
      if (cursor === undefined && outages++ === 0) throw away();
    };
    const reached: string[] = [];
    bench.placed('a');
    bench.reserved('a');
    await bench.run(orderProcess(), {
      reconnect: { baseMs: 1, maxMs: 1 },
      observer: { reached: (point) => reached.push(point) },
    });
    expect(outages).toBeGreaterThan(1);
    expect(bench.sentTypes).toEqual(['reserve-stock a', 'confirm-order a', 'bill-order a']);
    expect(reached.filter((point) => point === 'saga-sent')).toHaveLength(4);
    const instance = await bench.instance('a');
    expect(instance).toMatchObject({ isDone: false, unsent: [], notes: [] });
    expect(instance?.failure).toBeUndefined();
  });

  it('before it has stored its decision decides the same again: the same commands under the same ids', async () => {
    const decided: string[] = [];
    bench.store.onSave = ({ cursor, instances }) => {
      if (cursor === undefined) return;
      for (const { unsent } of instances) decided.push(...unsent.map(({ commandId }) => commandId));
      if (decided.length === 1) throw away();
    };
    bench.placed('a');
    await bench.run();
    expect(decided).toHaveLength(2);
    expect(new Set(decided).size).toBe(1);
    expect(bench.sentTypes).toEqual(['reserve-stock a']);
  });

  it('by a store that is away sets nothing aside, and goes on with the same event when it is back', async () => {
    let outages = 0;
    bench.onSend = () => {
      outages += 1;
      if (outages <= 3) throw away();
    };
    bench.placed('a');
    bench.changed('a', 2);
    await bench.run(orderProcess(), { reconnect: { baseMs: 1, maxMs: 1 } });
    expect(outages).toBe(4);
    expect(await bench.store.setAside('order-process')).toEqual([]);
    expect(await bench.instance('a')).toMatchObject({ state: { quantities: [1, 2] } });
  });

  it('by the loss of its lease stores nothing more: the new owner has what the former one was about to say', async () => {
    const held = Promise.withResolvers<void>();
    const isHeld = Promise.withResolvers<void>();
    bench.onSend = () => {
      isHeld.resolve();
      return held.promise;
    };
    bench.placed('a');
    const first = bench.runner();
    first.start();
    await isHeld.promise;
    // Another owner takes over while the first one waits for an answer.
    const lease = { name: 'saga/order-process', owner: 'other', epoch: 99, until: bench.now };
    await bench.store.claim('order-process', lease);
    const before = await bench.instance('a');
    const hasTried = Promise.withResolvers<void>();
    bench.store.onSave = () => hasTried.resolve();
    bench.changed('a', 2);
    held.resolve();
    await hasTried.promise;
    await first.stop();
    expect(await bench.instance('a')).toEqual(before);
    expect(before?.unsent).toHaveLength(1);
    expect(await bench.store.claim('order-process', lease)).toBe(1);
  });

  it('by the loss of its lease sends nothing more, not even the next command of the same decision', async () => {
    class LosingLeases extends InMemoryLeases {
      isLost = false;
      override async renew(...args: Parameters<InMemoryLeases['renew']>) {
        return this.isLost ? undefined : await super.renew(...args);
      }
    }
    const leases = new LosingLeases();
    const warnings = new Journal();
    const log = { info: () => undefined, warn: (_: object, text: string) => warnings.note(text) };
    bench.onSend = async ({ type }) => {
      if (type !== 'confirm-order') return;
      leases.isLost = true;
      await warnings.until((texts) => texts.includes('A lease is lost'));
    };
    bench.placed('a');
    bench.reserved('a');
    const runner = bench.runner(orderProcess(), { leases, log, leaseTtlMs: 60 });
    runner.start();
    await warnings.until((texts) => texts.includes('A lease is lost'));
    await runner.stop();
    expect(bench.sentTypes).toEqual(['reserve-stock a', 'confirm-order a']);
    const unsent = (await bench.instance('a'))?.unsent.map(({ command }) => command.type);
    expect(unsent).toEqual(['confirm-order', 'bill-order']);
  });
});

describe('A runner that was stopped', () => {
  it('is idle, whether that was asked before it stopped or after', async () => {
    const working = await bench.run();
    const waiting = bench.runner();
    waiting.start();
    const before = waiting.idle();
    await waiting.stop();
    await before;
    await waiting.idle();
    await working.idle();
  });
});

describe('Of two runners of a saga', () => {
  it('one works, and the other takes over when it stops', async () => {
    const first = await bench.run();
    const second = bench.runner();
    second.start();
    bench.placed('a');
    await first.idle();
    expect([first.isWorking, second.isWorking]).toEqual([true, false]);
    await first.stop();
    bench.reserved('a');
    await second.idle();
    expect([first.isWorking, second.isWorking]).toEqual([false, true]);
    expect(bench.sentTypes).toEqual(['reserve-stock a', 'confirm-order a', 'bill-order a']);
  });
});

describe('A refused command', () => {
  it('is made up for by what the saga decides then, stored before it is sent, and what was to follow is not sent', async () => {
    bench.onSend = ({ type }) => {
      if (type === 'confirm-order') refuse('order-locked');
    };
    bench.placed('a');
    bench.reserved('a');
    await bench.run();
    expect(bench.sentTypes).toEqual(['reserve-stock a', 'cancel-order a']);
    expect(await bench.instance('a')).toMatchObject({
      isDone: true,
      unsent: [],
      notes: [{ refused: { refusal: { kind: 'refused', code: 'order-locked' } } }],
    });
  });

  it('sets the instance aside when nobody decides about refusals, without sending it a second time', async () => {
    let tries = 0;
    bench.onSend = () => {
      tries += 1;
      refuse('out-of-stock');
    };
    bench.placed('a');
    await bench.run(orderProcess({ takesRefusals: false }));
    expect(tries).toBe(1);
    expect((await bench.instance('a'))?.failure).toMatchObject({
      step: 'reserve-stock',
      reason: 'no: out-of-stock',
      sequence: 1,
    });
  });

  it('that is answered by another one that is refused, and so on, sets the instance aside in the end', async () => {
    let tries = 0;
    bench.onSend = () => {
      tries += 1;
      refuse('never');
    };
    const process = orderProcess();
    bench.placed('a');
    await bench.run({
      ...process,
      onRefused: (state, command) => ({ state, send: [command] }),
    });
    expect(tries).toBeLessThan(30);
    expect((await bench.instance('a'))?.failure).toMatchObject({ step: 'reserve-stock' });
  });

  it('is not one that met another command: that is sent again before it counts', async () => {
    let races = 0;
    bench.onSend = () => {
      races += 1;
      if (races < 3) throw new CodedError('conflict', 'revision-conflict', 'somebody was faster');
    };
    bench.placed('a');
    await bench.run();
    expect(races).toBe(3);
    expect(bench.sentTypes).toEqual(['reserve-stock a']);
    expect((await bench.instance('a'))?.notes).toEqual([]);
  });
});
