import { describe, expect, it } from 'vitest';
import { EventBus } from './event-bus.ts';
import type { PublishResult } from './event-observer.ts';

interface Said {
  readonly type: 'said.v1';
  readonly text: string;
}

const said = (text: string): Said => ({ type: 'said.v1', text });
const nextTurn = () => new Promise((resolve) => setImmediate(resolve));

describe('A publish inside an observer', () => {
  it('answers at once that it is deferred, and the event comes when the observer is done', async () => {
    const bus = new EventBus<Said>();
    const trace: string[] = [];
    let answer: PublishResult<Said> | undefined;
    bus.subscribe({
      onEvent: async ({ text }) => {
        trace.push(`${text} begins`);
        if (text === 'outer') answer = await bus.publish(said('inner'));
        trace.push(`${text} ends`);
      },
    });
    await bus.publish(said('outer'));
    await bus.drain();
    expect(answer).toEqual({ ok: true, failures: [], deferred: true });
    expect(trace).toEqual(['outer begins', 'outer ends', 'inner begins', 'inner ends']);
  });

  it('comes after the outer event for every other observer, also when it is made at once', async () => {
    const bus = new EventBus<Said>();
    const seen: string[] = [];
    bus.subscribe({
      onEvent: ({ text }) =>
        text === 'outer' ? bus.publish(said('inner')).then(() => {}) : Promise.resolve(),
    });
    bus.subscribe({ onEvent: async ({ text }) => void seen.push(text) });
    await bus.publish(said('outer'));
    await bus.drain();
    expect(seen).toEqual(['outer', 'inner']);
  });

  it('does not wait for the other observers, however slow they are', async () => {
    const bus = new EventBus<Said>();
    const slow = Promise.withResolvers<void>();
    const done = Promise.withResolvers<void>();
    bus.subscribe({ onEvent: () => slow.promise });
    bus.subscribe({
      onEvent: async ({ text }) => {
        if (text !== 'outer') return;
        await bus.publish(said('inner'));
        done.resolve();
      },
    });
    const published = bus.publish(said('outer'));
    await done.promise;
    slow.resolve();
    await published;
  });

  it('lets two observers that publish to each other go on and come to an end', async () => {
    const bus = new EventBus<Said>({ queueLimit: 1 });
    const seen: string[] = [];
    const answering = (mine: string, theirs: string) => ({
      onEvent: async ({ text }: Said) => {
        const [name, turn] = text.split(' ');
        if (name !== theirs || Number(turn) >= 20) return;
        seen.push(text);
        await bus.publish(said(`${mine} ${Number(turn) + 1}`));
      },
    });
    bus.subscribe(answering('ping', 'pong'));
    bus.subscribe(answering('pong', 'ping'));
    await bus.publish(said('ping 0'));
    await bus.drain();
    expect(seen).toEqual(Array.from({ length: 20 }, (_, n) => `${n % 2 === 0 ? 'ping' : 'pong'} ${n}`));
  });

  it('leaves the process time for everything else, even where two observers never come to an end', async () => {
    const bus = new EventBus<Said>();
    let isOver = false;
    setImmediate(() => {
      isOver = true;
    });
    const answering = (mine: string, theirs: string) => ({
      onEvent: async ({ text }: Said) => {
        if (text === theirs && !isOver) await bus.publish(said(mine));
      },
    });
    bus.subscribe(answering('ping', 'pong'));
    bus.subscribe(answering('pong', 'ping'));
    await bus.publish(said('ping'));
    await bus.drain();
    expect(isOver).toBe(true);
  });

  it('lets two buses whose observers publish to each other go on, since no observer waits for any bus', async () => {
    const left = new EventBus<Said>();
    const right = new EventBus<Said>();
    const seen: string[] = [];
    left.subscribe({
      onEvent: async ({ text }) => {
        seen.push(text);
        if (text === 'first') await right.publish(said('second'));
      },
    });
    right.subscribe({ onEvent: async () => void (await left.publish(said('third'))) });
    await left.publish(said('first'));
    await right.drain();
    await left.drain();
    expect(seen).toEqual(['first', 'third']);
  });

  it('is held by no full queue, and keeps its place in the order', async () => {
    const bus = new EventBus<Said>();
    const gate = Promise.withResolvers<void>();
    const seen: string[] = [];
    bus.subscribe(
      {
        onEvent: async ({ text }) => {
          await gate.promise;
          seen.push(text);
        },
      },
      { queueLimit: 1 },
    );
    const answers: PublishResult<Said>[] = [];
    bus.subscribe({
      onEvent: async ({ text }) => {
        if (text !== 'outer') return;
        for (const inner of ['1', '2', '3']) answers.push(await bus.publish(said(inner)));
      },
    });
    const published = bus.publish(said('outer'));
    await nextTurn();
    expect(answers).toEqual(Array(3).fill({ ok: true, failures: [], deferred: true }));
    expect(bus.load[0]).toMatchObject({ queued: 1, overflowing: 2 });
    gate.resolve();
    await published;
    await bus.drain();
    expect(seen).toEqual(['outer', '1', '2', '3']);
  });

  it('fails where even the place behind a full queue is taken, so that an observer cannot fill the memory', async () => {
    const bus = new EventBus<Said>({ queueLimit: 2, overflowLimit: 3 });
    const never = Promise.withResolvers<void>();
    bus.subscribe({ onEvent: () => never.promise }, { name: 'stopped' });
    const answers: PublishResult<Said>[] = [];
    bus.subscribe({
      onEvent: async ({ text }) => {
        if (text !== 'outer') return;
        for (let n = 0; n < 8; n += 1) answers.push(await bus.publish(said(`${n}`)));
      },
    });
    void bus.publish(said('outer'));
    await nextTurn();
    expect(answers.map(({ ok }) => ok)).toEqual([true, true, true, true, true, false, false, false]);
    expect(answers.at(-1)).toMatchObject({
      deferred: true,
      failures: [{ observer: 'stopped', error: { code: 'observer-queue-full' } }, {}],
    });
    never.resolve();
    await bus.drain();
  });

  it('is one at any depth, through whatever the observer awaits', async () => {
    const bus = new EventBus<Said>();
    let answer: PublishResult<Said> | undefined;
    const handleCommand = async () => {
      await nextTurn();
      answer = await bus.publish(said('inner'));
    };
    bus.subscribe({ onEvent: async ({ text }) => (text === 'outer' ? handleCommand() : undefined) });
    await bus.publish(said('outer'));
    expect(answer).toMatchObject({ deferred: true });
  });

  it('is one no longer when the observer is done and has left something running', async () => {
    const bus = new EventBus<Said>();
    const isDone = Promise.withResolvers<void>();
    const later = Promise.withResolvers<PublishResult<Said>>();
    bus.subscribe({
      onEvent: async ({ text }) => {
        if (text !== 'outer') return;
        void isDone.promise.then(async () => later.resolve(await bus.publish(said('later'))));
      },
    });
    await bus.publish(said('outer'));
    isDone.resolve();
    expect(await later.promise).toEqual({ ok: true, failures: [] });
  });
});

describe('A drain', () => {
  it('resolves at once where there is nothing to wait for', async () => {
    await new EventBus().drain();
  });

  it('waits for what is queued, at work, and published by observers meanwhile', async () => {
    const bus = new EventBus<Said>();
    const seen: string[] = [];
    bus.subscribe({
      onEvent: async ({ text }) => {
        await nextTurn();
        seen.push(text);
        if (text.length < 4) await bus.publish(said(`${text}x`));
      },
    });
    void bus.publish(said('a'), { wait: false });
    void bus.publish(said('b'), { wait: false });
    await Promise.all([bus.drain(), bus.drain()]);
    expect(seen).toEqual(['a', 'b', 'ax', 'bx', 'axx', 'bxx', 'axxx', 'bxxx']);
  });

  it('is refused inside an observer, which would wait for itself', async () => {
    const bus = new EventBus<Said>();
    bus.subscribe({ onEvent: () => bus.drain() });
    const { failures } = await bus.publish(said('outer'));
    expect(failures).toMatchObject([{ error: { kind: 'defect', code: 'drain-inside-observer' } }]);
  });
});
