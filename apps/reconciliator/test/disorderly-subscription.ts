import type { CategorySubscription, OpenSubscription, Tap } from '@tools-provider/event-sourcing';
import { duplicated, shuffled } from '@tools-provider/event-sourcing/testing';

/**
 * Delivers what a real subscription delivers, as badly as one may: taps gathered and shuffled, every third one twice, and some only long
 * after their successors. `random` gives numbers from 0 up to 1.
 */
export function disorderly(
  subscription: CategorySubscription,
  gather: number,
  random: () => number,
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
