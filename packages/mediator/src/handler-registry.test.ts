import { describe, expect, it } from 'vitest';
import { HandlerRegistry } from './handler-registry.ts';
import { Mediator } from './mediator.ts';

const nothing = async () => undefined;

describe('A registry of handlers', () => {
  it('refuses a second handler for a command at once, and says what to do', () => {
    const registry = new HandlerRegistry().handle('greet', nothing);
    expect(() => registry.handle('greet', async () => 'Hello')).toThrow(
      expect.objectContaining({
        kind: 'defect',
        code: 'duplicate-command-handler',
        message: expect.stringMatching(/^The command greet .*remove one of the two registrations$/),
      }),
    );
    expect(registry.commandHandler('greet')).toBe(nothing);
  });

  it('refuses the same handler for an event a second time, which would do everything twice', () => {
    const registry = new HandlerRegistry().on('happened.v1', nothing);
    expect(() => registry.on('happened.v1', nothing)).toThrow(
      expect.objectContaining({
        name: 'InvalidEventHandlerError',
        message: expect.stringContaining('happened.v1'),
      }),
    );
    const other = async () => undefined;
    expect(registry.on('happened.v1', other).eventHandlers('happened.v1')).toEqual([nothing, other]);
  });

  it.each([
    [undefined, 'is undefined, not a function'],
    [null, 'is null, not a function'],
    [{ handle: nothing }, 'is object, not a function'],
  ])(
    'refuses a handler that is no function when it is registered, not when it is needed: %s',
    (wrong, words) => {
      const registry = new HandlerRegistry();
      expect(() => registry.handle('greet', wrong as never)).toThrow(
        expect.objectContaining({
          kind: 'defect',
          code: 'invalid-command-handler',
          message: expect.stringMatching(new RegExp(`^The handler of the command greet ${words}: correct`)),
        }),
      );
      expect(() => registry.on('happened.v1', wrong as never)).toThrow(
        expect.objectContaining({
          name: 'InvalidEventHandlerError',
          message: expect.stringMatching(
            new RegExp(`^The handler of the event type happened.v1 ${words}: correct`),
          ),
        }),
      );
      expect([...registry.commandTypes, ...registry.eventTypes]).toEqual([]);
    },
  );

  it('is shared by mediators, each of which knows what was registered with another', async () => {
    const registry = new HandlerRegistry();
    const [first, second] = [new Mediator({}, registry), new Mediator({}, registry)];
    first.handle('greet', async () => 'Hello').on('happened.v1', nothing);
    expect(await second.execute({ type: 'greet' }, {})).toBe('Hello');
    expect([...second.handledEventTypes]).toEqual(['happened.v1']);
    expect([...registry.commandTypes]).toEqual(['greet']);
  });

  it('leaves a command that nobody handles to be refused when it is sent, by name', async () => {
    await expect(new Mediator().execute({ type: 'greet' }, {})).rejects.toMatchObject({
      kind: 'defect',
      code: 'missing-command-handler',
      message: expect.stringContaining('greet has no handler: register one with handle()'),
    });
  });
});
