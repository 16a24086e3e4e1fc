import type { EventEmitter } from 'node:events';

/** Resolves when the server has confirmed a subscription; rejects with the error by which it ends before that. */
export function confirmed(subscription: EventEmitter): Promise<void> {
  return new Promise((resolve, reject) => {
    subscription.once('confirmation', () => {
      subscription.off('error', reject);
      resolve();
    });
    subscription.once('error', reject);
  });
}
