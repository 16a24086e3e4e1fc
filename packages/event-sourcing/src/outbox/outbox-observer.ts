import type { OutboxMessage } from './outbox-message.ts';

/** The points a message passes on its way out of the outbox, in their order; it is published between `before-publish` and `before-mark`. */
export type OutboxPoint = 'claimed' | 'before-publish' | 'before-mark' | 'after-mark';

/** Is told of each message at each point; what it does at a point happens before the message goes on. */
export interface OutboxObserver {
  reached(point: OutboxPoint, message: OutboxMessage): void;
}
