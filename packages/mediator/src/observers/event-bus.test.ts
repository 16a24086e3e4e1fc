import { AsyncLocalStorage } from 'node:async_hooks';
import { describe, expect, it } from 'vitest';
import { EventBus } from './event-bus.ts';
import type { EventObserver } from './event-observer.ts';

interface Happened {
  readonly type: 'happened.v1';
  readonly id: string;
}

const happened = (id: string): Happened => ({ type: 'happened.v1', id });

function observing(onEvent: (event: Happened) => void | Promise<void>): EventObserver<Happened> {
  return { onEvent: async (event) => onEvent(event) };
}

function recording(into: string[]): EventObserver<Happened> {
  return observing(({ id }) => void into.push(id));
}

class Projector implements EventObserver<Happened> {
  async onEvent(): Promise<void> {
    throw new Error('no document');
  }
}

function logging() {
  const lines: { level: string; fields: object; message: string }[] = [];
  const at = (level: string) => (fields: object, message: string) =>
    void lines.push({ level, fields, message });
  return { lines, log: { debug: at('debug'), error: at('error') } };
}

describe('EventBus', () => {
  it('lets a fast observer finish while a slow one that came before it is still at the event', async () => {
    const bus = new EventBus<Happened>();
    const slow = Promise.withResolvers<void>();
    const fast = Promise.withResolvers<void>();
    bus.subscribe(observing(() => slow.promise));
    bus.subscribe(observing(() => fast.resolve()));
    const published = bus.publish(happened('1'));
    await fast.promise;
    slow.resolve();
    expect(await published).toEqual({ ok: true, failures: [] });
  });

  it('has all observers of an event at work at the same time', async () => {
    const bus = new EventBus<Happened>();
    const all = Promise.withResolvers<void>();
    let atWork = 0;
    for (let n = 0; n < 5; n += 1) {
      bus.subscribe(
        observing(() => {
          atWork += 1;
          if (atWork === 5) all.resolve();
          return all.promise;
        }),
      );
    }
    expect(await bus.publish(happened('1'))).toMatchObject({ ok: true });
  });

  it('resolves a publish only when every observer is done', async () => {
    const bus = new EventBus<Happened>();
    const slow = Promise.withResolvers<void>();
    const seen: string[] = [];
    bus.subscribe(observing(() => slow.promise.then(() => void seen.push('slow'))));
    bus.subscribe(observing(() => void seen.push('fast')));
    const published = bus.publish(happened('1')).then(() => seen.push('published'));
    await new Promise((resolve) => setImmediate(resolve));
    expect(seen).toEqual(['fast']);
    slow.resolve();
    await published;
    expect(seen).toEqual(['fast', 'slow', 'published']);
  });

  it('gives an observer the next event only when it is done with the one before', async () => {
    const bus = new EventBus<Happened>();
    const trace: string[] = [];
    const first = Promise.withResolvers<void>();
    bus.subscribe(
      observing(async ({ id }) => {
        trace.push(`${id} begins`);
        if (id === '1') await first.promise;
        trace.push(`${id} ends`);
      }),
    );
    const published = [bus.publish(happened('1')), bus.publish(happened('2'))];
    await new Promise((resolve) => setImmediate(resolve));
    expect(trace).toEqual(['1 begins']);
    first.resolve();
    await Promise.all(published);
    expect(trace).toEqual(['1 begins', '1 ends', '2 begins', '2 ends']);
  });

  it('does not let one observer keep another from later events', async () => {
    const bus = new EventBus<Happened>();
    const stopped = Promise.withResolvers<void>();
    const third = Promise.withResolvers<void>();
    bus.subscribe(observing(() => stopped.promise));
    bus.subscribe(observing(({ id }) => void (id === '3' && third.resolve())));
    const published = ['1', '2', '3'].map((id) => bus.publish(happened(id)));
    await third.promise;
    stopped.resolve();
    await Promise.all(published);
  });

  it('reports a failing observer, tells the others all the same, and does not reject', async () => {
    const bus = new EventBus<Happened>();
    const seen: string[] = [];
    bus.subscribe(new Projector());
    bus.subscribe(recording(seen));
    const event = happened('1');
    const result = await bus.publish(event);
    expect(result).toEqual({
      ok: false,
      failures: [{ observer: 'Projector', event, error: new Error('no document') }],
    });
    expect(seen).toEqual(['1']);
  });

  it('collects the failures of all observers, in the order of their subscription', async () => {
    const bus = new EventBus<Happened>();
    const late = Promise.withResolvers<void>();
    bus.subscribe(
      observing(() => late.promise),
      { name: 'late' },
    );
    bus.subscribe(
      {
        onEvent: () => {
          late.reject(new Error('second'));
          throw new Error('first');
        },
      },
      { name: 'throws at once' },
    );
    const { failures } = await bus.publish(happened('1'));
    expect(failures.map(({ observer, error }) => `${observer}: ${(error as Error).message}`)).toEqual([
      'late: second',
      'throws at once: first',
    ]);
  });

  it('goes on with the next event after an observer has failed', async () => {
    const bus = new EventBus<Happened>();
    const seen: string[] = [];
    bus.subscribe(
      observing(({ id }) => {
        seen.push(id);
        // Some code rejects with nothing at all; that is a failure too.
        return id === '1' ? Promise.reject() : undefined;
      }),
    );
    expect(await bus.publish(happened('1'))).toMatchObject({ ok: false });
    expect(await bus.publish(happened('2'))).toMatchObject({ ok: true });
    expect(seen).toEqual(['1', '2']);
  });

  it('writes what it does: who subscribes, what is published, what fails', async () => {
    const { lines, log } = logging();
    const bus = new EventBus<Happened>({ log });
    bus.subscribe(new Projector());
    await bus.publish(happened('e-7'));
    expect(lines.map(({ level, message }) => `${level} ${message}`)).toEqual([
      'debug Subscribing projector to EventBus',
      'debug Publishing event with id: e-7',
      'error Error applying event: no document',
    ]);
    expect(lines.at(-1)?.fields).toMatchObject({ observer: 'Projector', eventId: 'e-7' });
  });

  it('delivers although its log fails', async () => {
    const fail = () => {
      throw new Error('disk full');
    };
    const bus = new EventBus<Happened>({ log: { debug: fail, error: fail } });
    bus.subscribe(new Projector());
    expect(await bus.publish(happened('1'))).toMatchObject({ ok: false, failures: [{}] });
    expect(await bus.publish(happened('2'))).toMatchObject({ ok: false, failures: [{}] });
  });

  it('shows every observer the same event, which nobody can change, down to its last value', async () => {
    const bus = new EventBus<Happened & { readonly data: { tags: string[] } }>();
    const seen: unknown[] = [];
    const seeing = {
      onEvent: async (event: Happened & { readonly data: { tags: string[] } }) => {
        seen.push(event);
        event.data.tags.push('mine');
      },
    };
    bus.subscribe(seeing);
    bus.subscribe(seeing);
    const event = { ...happened('1'), data: { tags: ['a'] } };
    const { failures } = await bus.publish(event);
    expect(failures.map(({ error }) => error)).toEqual([expect.any(TypeError), expect.any(TypeError)]);
    expect(seen[0]).toBe(event);
    expect(seen[1]).toBe(event);
    expect(event.data.tags).toEqual(['a']);
  });

  it('does not tell an event that is on its way to an observer who subscribes meanwhile', async () => {
    const bus = new EventBus<Happened>();
    const late: string[] = [];
    bus.subscribe(
      observing(({ id }) => {
        if (id === '1') bus.subscribe(recording(late));
      }),
    );
    await bus.publish(happened('1'));
    expect(late).toEqual([]);
    await bus.publish(happened('2'));
    expect(late).toEqual(['2']);
  });

  it('drops what is queued for an observer that unsubscribes, lets it finish, and calls that no failure', async () => {
    const bus = new EventBus<Happened>();
    const seen: string[] = [];
    const first = Promise.withResolvers<void>();
    const unsubscribe = bus.subscribe(
      observing(async ({ id }) => {
        await first.promise;
        seen.push(id);
      }),
    );
    const published = [bus.publish(happened('1')), bus.publish(happened('2'))];
    await new Promise((resolve) => setImmediate(resolve));
    unsubscribe();
    unsubscribe();
    expect(await published[1]).toEqual({ ok: true, failures: [] });
    first.resolve();
    expect(await published[0]).toEqual({ ok: true, failures: [] });
    await bus.publish(happened('3'));
    await bus.drain();
    expect(seen).toEqual(['1']);
    expect(bus.load).toEqual([]);
  });

  it('calls no observer before a publish that does not wait has answered', async () => {
    const bus = new EventBus<Happened>();
    const trace: string[] = [];
    bus.subscribe(recording(trace));
    const answered = bus.publish(happened('observed'), { wait: false });
    trace.push('publish returned');
    expect(await answered).toEqual({ ok: true, failures: [] });
    await bus.drain();
    expect(trace).toEqual(['publish returned', 'observed']);
  });

  it('answers a publish that does not wait although the observer never ends', async () => {
    const bus = new EventBus<Happened>();
    const never = Promise.withResolvers<void>();
    bus.subscribe(observing(() => never.promise));
    expect(await bus.publish(happened('1'), { wait: false })).toEqual({ ok: true, failures: [] });
    never.resolve();
  });

  it('runs each event in the asynchronous context of its own publish', async () => {
    const requests = new AsyncLocalStorage<string>();
    const bus = new EventBus<Happened>();
    const seen: unknown[] = [];
    bus.subscribe(observing(async ({ id }) => void seen.push([id, requests.getStore()])));
    await Promise.all(
      ['a', 'b', 'c'].map((request) => requests.run(request, () => bus.publish(happened(request)))),
    );
    expect(seen).toEqual([
      ['a', 'a'],
      ['b', 'b'],
      ['c', 'c'],
    ]);
  });

  it('calls one observer after the other, and tells one event after the other, where dispatch is sequential', async () => {
    const bus = new EventBus<Happened>({ dispatch: 'sequential' });
    const trace: string[] = [];
    for (const name of ['a', 'b', 'c']) {
      bus.subscribe(
        observing(async ({ id }) => {
          trace.push(`${id}${name}+`);
          await new Promise((resolve) => setImmediate(resolve));
          trace.push(`${id}${name}-`);
        }),
      );
    }
    await Promise.all([bus.publish(happened('1')), bus.publish(happened('2'))]);
    expect(trace.join(' ')).toBe('1a+ 1a- 1b+ 1b- 1c+ 1c- 2a+ 2a- 2b+ 2b- 2c+ 2c-');
  });

  it('has no more observers at work than it is told, and all of them get their turn', async () => {
    const bus = new EventBus<Happened>({ maxConcurrency: 2 });
    let atWork = 0;
    let most = 0;
    const done: number[] = [];
    for (let n = 0; n < 6; n += 1) {
      bus.subscribe(
        observing(async () => {
          atWork += 1;
          most = Math.max(most, atWork);
          await new Promise((resolve) => setImmediate(resolve));
          atWork -= 1;
          done.push(n);
        }),
      );
    }
    await bus.publish(happened('1'));
    expect(most).toBe(2);
    expect(done.toSorted()).toEqual([0, 1, 2, 3, 4, 5]);
  });
});
