/** A wish to change something, handled by exactly one handler. `Result` is what {@link Mediator.execute} resolves to. */
export interface Command<Result = unknown> {
  /** Imperative and in kebab-case, the use case's name in every layer: `create-tool-group`. */
  readonly type: string;
  /** Never set: it carries the result's type from the command to the caller. */
  readonly resultType?: Result;
}

/** The type that executing a command resolves to. */
export type ResultOf<C> = C extends Command<infer Result> ? Result : never;

/** Something that happened, named in the past: `group.created.v1`. Handled by every handler registered for its type. */
export interface EventMessage {
  readonly type: string;
}

/** Does what one command type wishes. */
export type CommandHandler<C extends Command, Context> = (
  command: C,
  context: Context,
) => Promise<ResultOf<C>>;

/** Takes notice of one event type. */
export type EventHandler<E extends EventMessage, Context> = (event: E, context: Context) => Promise<void>;

/** Wraps the handling of a message; must call `next` once to go on, and may refuse by throwing before it does. */
export type Behavior<Message, Context> = (
  message: Message,
  context: Context,
  next: () => Promise<unknown>,
) => Promise<unknown>;
