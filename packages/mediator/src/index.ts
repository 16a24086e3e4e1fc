export { type HistogramPort, type MeterPort, measuring } from './behaviors/measuring.ts';
export type { MessageBehaviors } from './behaviors/message-behaviors.ts';
export {
  type DescribeSpan,
  type SpanDescription,
  type SpanPort,
  type TracerPort,
  tracing,
} from './behaviors/tracing.ts';
export {
  CodedError,
  type ErrorDetails,
  type ErrorKind,
  type ErrorPlace,
  isCoded,
  kindOf,
} from './coded-error.ts';
export {
  EventHandlerError,
  InvalidEventHandlerError,
  MissingEventHandlerError,
} from './event-handler-errors.ts';
export { HandlerRegistry } from './handler-registry.ts';
export { Mediator, type MediatorBehaviors, type PublishBatch } from './mediator.ts';
export type { Behavior, Command, CommandHandler, EventHandler, EventMessage, ResultOf } from './message.ts';
export { EventBus, type EventBusOptions, type PublishOptions } from './observers/event-bus.ts';
export type {
  EventBusLog,
  EventObserver,
  ObserverFailure,
  ObserverLimits,
  ObserverLoad,
  ObserverOptions,
  PublishResult,
} from './observers/event-observer.ts';
