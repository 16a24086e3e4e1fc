export {
  CodedError,
  type ErrorDetails,
  type ErrorKind,
  type ErrorPlace,
  isCoded,
  kindOf,
} from './coded-error.ts';
export { Mediator, type MediatorBehaviors, type PublishBatch } from './mediator.ts';
export type { Behavior, Command, CommandHandler, EventHandler, EventMessage, ResultOf } from './message.ts';
