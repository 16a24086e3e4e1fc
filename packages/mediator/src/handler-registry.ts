import { CodedError } from './coded-error.ts';
import { InvalidEventHandlerError } from './event-handler-errors.ts';
import type { Command, CommandHandler, EventHandler, EventMessage } from './message.ts';

/** Who handles what: one handler for each command type, any number in a fixed order for each event type. Several mediators may share one. */
export class HandlerRegistry<CommandContext = unknown, EventContext = unknown> {
  readonly #commandHandlers = new Map<string, CommandHandler<Command, CommandContext>>();
  readonly #eventHandlers = new Map<string, EventHandler<EventMessage, EventContext>[]>();

  /**
   * Registers the handler of one command type. A second one for the same type is a `defect` (code `duplicate-command-handler`), and so is
   * what is no function (code `invalid-command-handler`).
   */
  handle<C extends Command>(type: C['type'], handler: CommandHandler<C, CommandContext>): this {
    if (typeof handler !== 'function') {
      throw new CodedError('defect', 'invalid-command-handler', noFunction(`command ${type}`, handler));
    }
    if (this.#commandHandlers.has(type)) {
      throw new CodedError(
        'defect',
        'duplicate-command-handler',
        `The command ${type} has a handler already, and a command has exactly one: remove one of the two registrations`,
      );
    }
    this.#commandHandlers.set(type, handler as CommandHandler<Command, CommandContext>);
    return this;
  }

  /**
   * Adds a handler for one event type; handlers of a type run in the order of their registration. The same one twice, and what is no
   * function, is an {@link InvalidEventHandlerError}.
   */
  on<E extends EventMessage>(type: E['type'], handler: EventHandler<E, EventContext>): this {
    if (typeof handler !== 'function') {
      throw new InvalidEventHandlerError(noFunction(`event type ${type}`, handler));
    }
    const handlers = this.#eventHandlers.get(type) ?? [];
    if (handlers.includes(handler as EventHandler<EventMessage, EventContext>)) {
      throw new InvalidEventHandlerError(
        `The same handler is registered twice for ${type} and would do everything twice: register it once`,
      );
    }
    handlers.push(handler as EventHandler<EventMessage, EventContext>);
    this.#eventHandlers.set(type, handlers);
    return this;
  }

  /** The handler of a command type, `undefined` when there is none. */
  commandHandler(type: string): CommandHandler<Command, CommandContext> | undefined {
    return this.#commandHandlers.get(type);
  }

  /** The handlers of an event type in their order, `undefined` when there is none. */
  eventHandlers(type: string): readonly EventHandler<EventMessage, EventContext>[] | undefined {
    return this.#eventHandlers.get(type);
  }

  /** The command types that have a handler. */
  get commandTypes(): ReadonlySet<string> {
    return new Set(this.#commandHandlers.keys());
  }

  /** The event types that have a handler. */
  get eventTypes(): ReadonlySet<string> {
    return new Set(this.#eventHandlers.keys());
  }
}

/** Found at start instead of with the first message: an import in a circle, or a name that is written wrong. */
function noFunction(message: string, handler: unknown): string {
  return `The handler of the ${message} is ${handler === null ? 'null' : typeof handler}, not a function: correct its import or its name`;
}
