import { CodedError, type ErrorDetails, type ErrorKind } from './coded-error.ts';

/** Something is wrong with who handles what. The base of every error about handlers: a `defect`, unless its maker says otherwise. */
export class EventHandlerError extends CodedError {
  constructor(
    message: string,
    details: ErrorDetails = {},
    code = 'event-handler',
    kind: ErrorKind = 'defect',
  ) {
    super(kind, code, message, details);
  }
}

/** An event type that nobody handles: neither an `apply` nor a projection nor any other handler knows it. */
export class MissingEventHandlerError extends EventHandlerError {
  constructor(message: string, details: ErrorDetails = {}) {
    super(message, details, 'missing-event-handler');
  }
}

/** The registration of a handler that can never be right, such as one for an event type that no aggregate raises. */
export class InvalidEventHandlerError extends EventHandlerError {
  constructor(message: string, details: ErrorDetails = {}) {
    super(message, details, 'invalid-event-handler');
  }
}
