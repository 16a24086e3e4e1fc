import { describe, expect, it } from 'vitest';
import { CodedError, kindOf } from './coded-error.ts';
import { Mediator } from './mediator.ts';
import type { Command, EventMessage } from './message.ts';

interface Greet extends Command<string> {
  readonly type: 'greet';
  readonly name: string;
}

describe('Mediator', () => {
  it('runs a command through the behaviours, outermost first, and answers what the handler answers', async () => {
    const trace: string[] = [];
    const around = (label: string) => async (_: Command, __: unknown, next: () => Promise<unknown>) => {
      trace.push(`${label} in`);
      const answer = await next();
      trace.push(`${label} out`);
      return answer;
    };
    const mediator = new Mediator({ command: [around('outer'), around('inner')] });
    mediator.handle<Greet>('greet', async (command) => `Hello ${command.name}`);

    expect(await mediator.execute<Greet>({ type: 'greet', name: 'Ada' }, {})).toBe('Hello Ada');
    expect(trace).toEqual(['outer in', 'inner in', 'inner out', 'outer out']);
  });

  it('lets a behaviour refuse a command before its handler sees it', async () => {
    let handled = false;
    const mediator = new Mediator({
      command: [
        async () => {
          throw new CodedError('forbidden', 'role-missing', 'Greeting needs the role operator');
        },
      ],
    });
    mediator.handle<Greet>('greet', async () => {
      handled = true;
      return '';
    });
    await expect(mediator.execute<Greet>({ type: 'greet', name: 'Ada' }, {})).rejects.toMatchObject({
      kind: 'forbidden',
    });
    expect(handled).toBe(false);
  });

  it('publishes an event to its handlers one after the other, each only when the one before has ended', async () => {
    const trace: string[] = [];
    const mediator = new Mediator();
    mediator.on('happened.v1', async () => {
      trace.push('first starts');
      await new Promise((resolve) => setImmediate(resolve));
      trace.push('first ends');
    });
    mediator.on('happened.v1', async () => void trace.push('second'));
    await mediator.publish({ type: 'happened.v1' }, {});
    expect(trace).toEqual(['first starts', 'first ends', 'second']);
  });

  it('rejects a publish when a handler fails, and calls no handler after it', async () => {
    const mediator = new Mediator();
    let calledAfter = false;
    mediator.on('happened.v1', async () => {
      throw new Error('no document');
    });
    mediator.on('happened.v1', async () => {
      calledAfter = true;
    });
    await expect(mediator.publish({ type: 'happened.v1' }, {})).rejects.toThrow('no document');
    expect(calledAfter).toBe(false);
  });

  it('refuses an event that nobody handles', async () => {
    const rejection = await new Mediator()
      .publish({ type: 'unheard.v1' }, {})
      .catch((error: unknown) => error);
    expect(kindOf(rejection)).toBe('defect');
    expect(rejection).toMatchObject({ code: 'missing-event-handler' });
  });

  it.each([
    { ordered: true, expected: ['1 starts', '1 ends', '2 starts', '2 ends'] },
    { ordered: false, expected: ['1 starts', '2 starts', '1 ends', '2 ends'] },
  ])('publishes a batch with ordered: $ordered as $expected', async ({ ordered, expected }) => {
    const trace: string[] = [];
    const mediator = new Mediator();
    mediator.on<EventMessage & { n: number }>('numbered.v1', async ({ n }) => {
      trace.push(`${n} starts`);
      await new Promise((resolve) => setImmediate(resolve));
      trace.push(`${n} ends`);
    });
    const events = [1, 2].map((n) => ({ type: 'numbered.v1', n }));
    await mediator.publishBatch({ aggregateId: 'a', events, ordered }, {});
    expect(trace).toEqual(expected);
  });
});
