import { CodedError, type ErrorDetails } from '@tools-provider/mediator';

/** A receiver did not take an event, and the message says why; it is delivered again. */
export class PostRefusedError extends CodedError {
  /** For how long the receiver wants to be left alone, in milliseconds; `undefined` when it did not say. */
  readonly retryAfterMs: number | undefined;

  constructor(message: string, { retryAfterMs, ...details }: ErrorDetails & { retryAfterMs?: number } = {}) {
    super('unavailable', 'post-refused', message, details);
    this.retryAfterMs = retryAfterMs;
  }
}
