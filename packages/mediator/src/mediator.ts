import { CodedError } from './coded-error.ts';
import type { Behavior, Command, CommandHandler, EventHandler, EventMessage, ResultOf } from './message.ts';

/** Behaviours around every command and around every event, outermost first. */
export interface MediatorBehaviors<CommandContext, EventContext> {
  readonly command?: readonly Behavior<Command, CommandContext>[];
  readonly event?: readonly Behavior<EventMessage, EventContext>[];
}

/** Which events {@link Mediator.publishBatch} publishes and how. */
export interface PublishBatch {
  readonly aggregateId: string;
  readonly events: readonly EventMessage[];
  /** `true` (the default): each event only after the one before. `false`: all at once, for events that do not depend on each other. */
  readonly ordered?: boolean;
}

/**
 * Brings commands to their one handler and events to all of theirs, through the same behaviours every time.
 * It does no I/O and knows no store.
 */
export class Mediator<CommandContext = unknown, EventContext = unknown> {
  readonly #behaviors: MediatorBehaviors<CommandContext, EventContext>;
  readonly #commandHandlers = new Map<string, CommandHandler<Command, CommandContext>>();
  readonly #eventHandlers = new Map<string, EventHandler<EventMessage, EventContext>[]>();

  constructor(behaviors: MediatorBehaviors<CommandContext, EventContext> = {}) {
    this.#behaviors = behaviors;
  }

  /** Registers the handler of one command type. A second one for the same type is a `defect`. */
  handle<C extends Command>(type: C['type'], handler: CommandHandler<C, CommandContext>): this {
    if (this.#commandHandlers.has(type)) {
      throw new CodedError('defect', 'duplicate-command-handler', `Command ${type} already has a handler`);
    }
    this.#commandHandlers.set(type, handler as CommandHandler<Command, CommandContext>);
    return this;
  }

  /** Adds a handler for one event type; handlers of a type run in the order of their registration. */
  on<E extends EventMessage>(type: E['type'], handler: EventHandler<E, EventContext>): this {
    const handlers = this.#eventHandlers.get(type) ?? [];
    handlers.push(handler as EventHandler<EventMessage, EventContext>);
    this.#eventHandlers.set(type, handlers);
    return this;
  }

  /** The event types that have a handler, for checks at start. */
  get handledEventTypes(): ReadonlySet<string> {
    return new Set(this.#eventHandlers.keys());
  }

  /** Runs a command through all behaviours to its handler. Rejects with what a behaviour or the handler threw. */
  async execute<C extends Command>(command: C, context: CommandContext): Promise<ResultOf<C>> {
    const handler = this.#commandHandlers.get(command.type);
    if (handler === undefined) {
      throw new CodedError('defect', 'missing-command-handler', `Command ${command.type} has no handler`);
    }
    const behaviors = this.#behaviors.command ?? [];
    return (await runThrough(behaviors, command, context, () => handler(command, context))) as ResultOf<C>;
  }

  /**
   * Tells an event to its handlers, one after the other, inside all behaviours. Resolves when the last one is done and
   * rejects with the first failure; the handlers after it are not called. An event without a handler is refused, never
   * silently dropped.
   */
  async publish(event: EventMessage, context: EventContext): Promise<void> {
    const handlers = this.#eventHandlers.get(event.type);
    if (handlers === undefined) {
      throw new CodedError('defect', 'missing-event-handler', `Event type ${event.type} has no handler`);
    }
    await runThrough(this.#behaviors.event ?? [], event, context, async () => {
      for (const handler of handlers) await handler(event, context);
    });
  }

  /** Publishes the events of one aggregate, in order unless told otherwise. Rejects with the first failure. */
  async publishBatch({ events, ordered = true }: PublishBatch, context: EventContext): Promise<void> {
    if (!ordered) {
      await Promise.all(events.map((event) => this.publish(event, context)));
      return;
    }
    for (const event of events) await this.publish(event, context);
  }
}

function runThrough<Message, Context>(
  behaviors: readonly Behavior<Message, Context>[],
  message: Message,
  context: Context,
  innermost: () => Promise<unknown>,
): Promise<unknown> {
  const run = (index: number): Promise<unknown> => {
    const behavior = behaviors[index];
    return behavior === undefined ? innermost() : behavior(message, context, () => run(index + 1));
  };
  return run(0);
}
