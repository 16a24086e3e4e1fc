import type { CategorySubscription, OpenSubscription, Tap } from '../reconciliation/category-subscription.ts';
import { duplicated, shuffled } from './disorder.ts';

/**
 * Delivers what a subscription delivers, as badly as one may: `gather` taps at a time, shuffled, every third one twice, so that some come
 * only long after their successors. What does not fill a gathering waits for more to come. `random` gives numbers from 0 up to 1.
 */
export function disorderly(
  subscription: CategorySubscription,
  gather: number,
  random: () => number = Math.random,
): CategorySubscription {
  return {
    open: async () => {
      const opened = await subscription.open();
      const disordered: OpenSubscription = {
        ack: (ackIds) => opened.ack(ackIds),
        park: (ackIds, reason) => opened.park(ackIds, reason),
        close: () => opened.close(),
        async *[Symbol.asyncIterator]() {
          const taps: Tap[] = [];
          for await (const tap of opened) {
            taps.push(tap);
            if (taps.length === gather) yield* badly(taps.splice(0), random);
          }
        },
      };
      return disordered;
    },
  };
}

function badly(taps: readonly Tap[], random: () => number): Tap[] {
  return shuffled(duplicated(taps, 3), random);
}
