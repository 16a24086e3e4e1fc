import { CodedError } from './coded-error.ts';
import { MissingEventHandlerError } from './event-handler-errors.ts';
import { HandlerRegistry } from './handler-registry.ts';
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
  readonly #registry: HandlerRegistry<CommandContext, EventContext>;

  /** Handlers may have been registered in `registry` before, or come later by {@link handle} and {@link on}. */
  constructor(
    behaviors: MediatorBehaviors<CommandContext, EventContext> = {},
    registry: HandlerRegistry<CommandContext, EventContext> = new HandlerRegistry(),
  ) {
    this.#behaviors = behaviors;
    this.#registry = registry;
  }

  /** Registers the handler of one command type. A second one for the same type is a `defect`. */
  handle<C extends Command>(type: C['type'], handler: CommandHandler<C, CommandContext>): this {
    this.#registry.handle(type, handler);
    return this;
  }

  /** Adds a handler for one event type; handlers of a type run in the order of their registration. */
  on<E extends EventMessage>(type: E['type'], handler: EventHandler<E, EventContext>): this {
    this.#registry.on(type, handler);
    return this;
  }

  /** The event types that have a handler, for checks at start. */
  get handledEventTypes(): ReadonlySet<string> {
    return this.#registry.eventTypes;
  }

  /** Runs a command through all behaviours to its handler. Rejects with what a behaviour or the handler threw. */
  async execute<C extends Command>(command: C, context: CommandContext): Promise<ResultOf<C>> {
    const behaviors = this.#behaviors.command ?? [];
    return (await runThrough(behaviors, command, context, () =>
      this.dispatch(command, context),
    )) as ResultOf<C>;
  }

  /**
   * Tells an event to its handlers, one after the other, inside all behaviours. Resolves when the last one is done and
   * rejects with the first failure; the handlers after it are not called. An event without a handler is refused, never
   * silently dropped.
   */
  async publish(event: EventMessage, context: EventContext): Promise<void> {
    const handlers = this.#registry.eventHandlers(event.type);
    if (handlers === undefined) {
      throw new MissingEventHandlerError(
        `The event type ${event.type} has no handler: register one with on()`,
      );
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

  /** Brings a command to its handler, inside all behaviours: what an extension overrides to do something around every handler. */
  protected async dispatch(command: Command, context: CommandContext): Promise<unknown> {
    const handler = this.#registry.commandHandler(command.type);
    if (handler === undefined) {
      throw new CodedError(
        'defect',
        'missing-command-handler',
        `The command ${command.type} has no handler: register one with handle()`,
      );
    }
    return await handler(command, context);
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
